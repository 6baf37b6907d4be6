import { expect, type Locator, type Page } from '@playwright/test';

/** The window's own dialogs about files. */
export class FileDialogs {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get saveDialog(): Locator {
    return this.#page.getByRole('dialog', { name: 'Save the document' });
  }

  get openDialog(): Locator {
    return this.#page.getByRole('dialog', { name: 'Open a document' });
  }

  question(title: string | RegExp): Locator {
    return this.#page.getByRole('alertdialog', { name: title });
  }

  /** Saves under a name that the dialog suggests to put into the home. */
  async saveAs(name: string): Promise<void> {
    await expect(this.saveDialog).toBeVisible();
    await this.saveDialog.getByRole('textbox', { name: 'File name' }).fill(name);
    await this.saveDialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.saveDialog).toBeHidden();
  }

  async open(name: string): Promise<void> {
    await this.openDialog.getByRole('option', { name }).click();
    await this.openDialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(this.openDialog).toBeHidden();
  }
}
