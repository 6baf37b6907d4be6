import type { ConsoleMessage, Page } from '@playwright/test';

/** What the browser complains of: errors on the console, thrown errors, what the content security policy refused. */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];

  async listenTo(page: Page): Promise<void> {
    page.on('console', (message: ConsoleMessage) => {
      // Monaco only warns when it has to do a worker's work on the page's own thread.
      const grave = message.type() === 'error' || /web worker/i.test(message.text());
      if (!grave) return;
      this.#heard.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.#heard.push(`thrown: ${error.stack ?? error.message}`));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(
          `content security policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`,
        );
      });
    });
  }

  /** A journey that breaks something on purpose says what the browser may say about it. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  list(): string[] {
    return this.#heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }
}
