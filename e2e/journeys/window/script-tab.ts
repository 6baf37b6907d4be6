import { expect, type Locator, type Page } from '@playwright/test';

/** The system's clipboard, which a browser and Electron give to tests in different ways. */
export interface Clipboard {
  read(): Promise<string>;
  clear(): Promise<void>;
}

/** The compiled script in Monaco. */
export class ScriptTab {
  readonly #page: Page;
  readonly #clipboard: Clipboard;

  constructor(page: Page, clipboard: Clipboard) {
    this.#page = page;
    this.#clipboard = clipboard;
  }

  get editor(): Locator {
    return this.#page.getByTestId('script');
  }

  /** A line that is in the editor's window. Lines have no role of their own in Monaco. */
  line(words: string | RegExp): Locator {
    return this.editor.locator('.view-line').filter({ hasText: words });
  }

  /** The lines that are marked because they are about what is selected. */
  get marks(): Locator {
    return this.editor.locator('.script-mark');
  }

  /** What the bar above says about the line that was clicked. */
  get note(): Locator {
    return this.#page.getByRole('tabpanel', { name: 'Script' }).getByRole('status');
  }

  async choose(what: 'File' | 'Style', value: string): Promise<void> {
    const bar = this.#page.getByRole('toolbar', { name: 'Script' });
    await bar.getByRole('button', { name: new RegExp(`${what}$`) }).click();
    // An option says what is in it after its name.
    const words = this.#page.getByText(value, { exact: true });
    await this.#page.getByRole('option').filter({ has: words }).click();
  }

  /** Scrolls down until a line is there: the editor holds only those that are seen. */
  async scrollTo(line: Locator): Promise<void> {
    await this.editor.hover();
    await expect(async () => {
      await this.#page.mouse.wheel(0, 200);
      await expect(line.first()).toBeVisible({ timeout: 300 });
    }).toPass();
  }

  /** What is said about a part of a line when the mouse rests on it. */
  async explain(line: Locator, part: string): Promise<Locator> {
    await line.first().getByText(part).first().hover();
    const hover = this.#page.locator('.monaco-hover:visible');
    await expect(hover.first()).toBeVisible();
    return hover.first();
  }

  /** Holds it against something else, chosen from the menu. */
  async compare(item: string | RegExp): Promise<void> {
    await this.#page.getByRole('button', { name: 'Compare', exact: true }).click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }

  get comparison(): Locator {
    return this.#page.getByTestId('diff');
  }

  /** The whole text, by way of the clipboard: the editor holds only the lines that are seen. */
  async text(): Promise<string> {
    await this.#clipboard.clear();
    await this.#page.getByRole('button', { name: /^(Copy the script|Copied)$/ }).click();
    await expect.poll(() => this.#clipboard.read()).not.toBe('');
    return this.#clipboard.read();
  }
}

export function browserClipboard(page: Page): Clipboard {
  const allow = () => page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return {
    async clear() {
      await allow();
      await page.evaluate(() => navigator.clipboard.writeText(''));
    },
    read: () => page.evaluate(() => navigator.clipboard.readText()),
  };
}
