import { expect, type Locator, type Page } from '@playwright/test';

/** The tree of objects, and the dialogs about them. */
export class ObjectsView {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get tree(): Locator {
    return this.#page.getByRole('treegrid', { name: 'Objects' });
  }

  line(name: string): Locator {
    return this.tree.getByRole('row', { name, exact: true });
  }

  /** Selects a line. It is brought into view before, as one does by hand: a list that has just been moved would jump back. */
  async choose(name: string): Promise<void> {
    await this.line(name).hover();
    await this.line(name).click();
    await expect(this.line(name)).toHaveAttribute('aria-selected', 'true');
  }

  async filter(words: string): Promise<void> {
    await this.#page.getByRole('searchbox', { name: 'Filter objects' }).fill(words);
  }

  /** Something of the menu above the tree. */
  async menu(item: string | RegExp): Promise<void> {
    await this.#page.getByRole('button', { name: 'Add and find objects' }).click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }

  async addStandard(...names: string[]): Promise<void> {
    await this.menu(/^Standard services/);
    const dialog = this.#page.getByRole('dialog', { name: 'Standard services and addresses' });
    for (const name of names) {
      await dialog.getByRole('textbox', { name: 'Search the library' }).fill(name);
      await dialog.getByRole('option', { name: new RegExp(`^${name} `) }).click();
    }
    await dialog.getByRole('button', { name: /^Add/ }).click();
    await expect(dialog).toBeHidden();
  }

  async replaceBy(name: string): Promise<void> {
    const dialog = this.#page.getByRole('dialog', { name: /^Replace .* everywhere$/ });
    await dialog.getByRole('option', { name: new RegExp(`^${name} `) }).click();
    await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** The question before something in use is deleted. */
  get deleting(): Locator {
    return this.#page.getByRole('alertdialog', { name: /^Delete / });
  }

  get unused(): Locator {
    return this.#page.getByRole('dialog', { name: 'Unused objects' });
  }
}
