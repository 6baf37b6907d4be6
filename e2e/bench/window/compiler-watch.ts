import type { Page } from 'playwright';

declare global {
  /** Whether the compiler's worker has a document and has not answered, how many answers came, and what is kept from it. */
  var benchCompiler: { working: boolean; answers: number; kept: (() => void)[] | undefined };
}

/**
 * Watches the window's compiler from its first document on, without reading what it says, and can keep it waiting. Before the page is
 * opened.
 */
export async function watchCompiler(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: typeof benchCompiler = { working: false, answers: 0, kept: undefined };
    Object.assign(globalThis, { benchCompiler: seen });
    globalThis.Worker = class extends Worker {
      readonly #compiles: boolean;

      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.#compiles = options?.name === 'compile';
        if (!this.#compiles) return;
        this.addEventListener('message', () => {
          seen.working = false;
          seen.answers += 1;
        });
      }

      override postMessage(message: unknown): void {
        const post = () => {
          if (this.#compiles) seen.working = true;
          super.postMessage(message);
        };
        if (this.#compiles && seen.kept) seen.kept.push(post);
        else post();
      }

      override terminate(): void {
        if (this.#compiles) seen.working = false;
        super.terminate();
      }
    };
  });
}

/** Until nothing is left to compile: no answer is owed, and none is asked for within the pause after which an edit is compiled. */
export async function atRest(page: Page): Promise<void> {
  for (let calm = 0; calm < 4; ) {
    await page.waitForTimeout(150);
    calm = (await page.evaluate(() => benchCompiler.working)) ? 0 : calm + 1;
  }
}

/** Keeps from the compiler what the window gives it: everything else goes on as it does while it works. */
export function keepWaiting(page: Page): Promise<void> {
  return page.evaluate(() => {
    benchCompiler.kept = [];
  });
}

export function letWork(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { kept = [] } = benchCompiler;
    benchCompiler.kept = undefined;
    for (const post of kept) post();
  });
}

/** How many answers the compiler has given so far. */
export function answersOf(page: Page): Promise<number> {
  return page.evaluate(() => benchCompiler.answers);
}

/** Until the compiler has begun with an edit, or has already given more than so many answers. */
export async function atWork(page: Page, answers: number): Promise<void> {
  await page.waitForFunction((before) => benchCompiler.working || benchCompiler.answers > before, answers, {
    polling: 5,
    timeout: 60_000,
  });
}
