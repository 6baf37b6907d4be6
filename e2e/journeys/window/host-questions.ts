import { expect, type Locator, type Page } from '@playwright/test';

/** What ssh and hosts ask. */
export class HostQuestionsView {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get any(): Locator {
    return this.#page.getByRole('alertdialog');
  }

  dialog(title: string): Locator {
    return this.#page.getByRole('alertdialog', { name: title, exact: true });
  }

  async answer(title: string, button: string): Promise<void> {
    const dialog = this.dialog(title);
    await expect(dialog).toBeVisible({ timeout: 30_000 });
    const prompt = dialog.getByRole('button', { name: button, exact: true });
    await prompt.click();
  }

  /** Types a secret into the question of this title, which has the focus already. */
  async type(title: string, secret: string, button: string): Promise<void> {
    const field = this.dialog(title).locator('input');
    await expect(field).toBeFocused({ timeout: 30_000 });
    await expect(field).toHaveValue('');
    await this.#page.keyboard.type(secret);
    await this.answer(title, button);
  }
}
