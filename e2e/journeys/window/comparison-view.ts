import type { Locator, Page } from '@playwright/test';

/** Two texts compared in Monaco. */
export class ComparisonView {
  readonly editor: Locator;

  constructor(page: Page) {
    this.editor = page.getByTestId('diff');
  }

  /** The lines that are in the editor's window. Lines have no role of their own in Monaco. */
  get lines(): Locator {
    return this.editor.locator('.view-line');
  }
}
