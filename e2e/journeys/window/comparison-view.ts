import type { Locator, Page } from '@playwright/test';

/** Two texts compared in Monaco. */
export class ComparisonView {
  readonly editor: Locator;

  constructor(page: Page) {
    this.editor = page.getByTestId('diff');
  }

  /** A line that is in the editor's window. In one column Monaco draws what was removed apart, and keeps its own beside it. */
  line(words: string): Locator {
    return this.editor.locator('.view-line').filter({ hasText: words }).first();
  }
}
