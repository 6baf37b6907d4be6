import { expect, type Locator, type Page } from '@playwright/test';

/** The table of the administrator's own rules. */
export class RulesTab {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  row(number: number): Locator {
    return this.page.getByRole('row', { name: `Rule ${number}`, exact: true });
  }

  /** Chooses objects for a cell, in this order. */
  async choose(cell: 'Source' | 'Destination' | 'Service', number: number, names: readonly string[]): Promise<void> {
    await this.row(number)
      .getByRole('button', { name: `${cell} of rule ${number}` })
      .click();
    const picker = this.page.getByRole('dialog', { name: `${cell} of rule ${number}` });
    for (const name of names) {
      // An option says its kind after its name.
      const option = picker.getByRole('option', { name: new RegExp(`^${name}\\b`) });
      await option.click();
      await expect(option).toHaveAttribute('aria-selected', 'true');
    }
    await this.page.keyboard.press('Escape');
    await expect(picker).toBeHidden();
    const words = `${cell} of rule ${number}: ${names.join(', ')}`;
    await expect(this.row(number).getByRole('button', { name: words, exact: true })).toBeVisible();
  }

  async action(number: number, action: 'Accept' | 'Deny'): Promise<void> {
    await this.row(number)
      .getByRole('button', { name: new RegExp(`Action of rule ${number}`) })
      .click();
    await this.page.getByRole('option', { name: action, exact: true }).click();
  }

  async tick(label: string): Promise<void> {
    const box = this.page.getByRole('checkbox', { name: label, exact: true });
    // The box itself is drawn; the real one is out of sight and takes the keyboard.
    await box.focus();
    await box.press('Space');
    await expect(box).toBeChecked();
  }

  async comment(number: number, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: `Comment of rule ${number}` }).fill(text);
  }
}
