import { expect, type Locator, type Page } from '@playwright/test';

export type RuleColumn =
  | 'Source'
  | 'Destination'
  | 'Service'
  | 'Ports'
  | 'Action'
  | 'When'
  | 'User'
  | 'Log'
  | 'Comment';

/** The rule table: the administrator's own rules within the whole order. */
export class RulesTab {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get table(): Locator {
    return this.#page.getByRole('grid', { name: /^Rules of / });
  }

  row(number: number): Locator {
    return this.table.getByRole('row', { name: `Rule ${number}`, exact: true });
  }

  /** The cell with a rule's number, by which its row is chosen and dragged. */
  numberOf(number: number): Locator {
    return this.row(number).getByRole('gridcell', { name: new RegExp(`^Rule ${number},`) });
  }

  cell(column: RuleColumn, number: number): Locator {
    return this.row(number).getByRole('gridcell', { name: new RegExp(`^${column} of rule ${number}:`) });
  }

  /** What stands in a cell, in words: `not kali2, kali3`. */
  async says(column: RuleColumn, number: number, words: string): Promise<void> {
    await expect(this.cell(column, number)).toHaveAccessibleName(`${column} of rule ${number}: ${words}`);
  }

  /** Opens what a cell is changed with. */
  async edit(column: RuleColumn, number: number): Promise<Locator> {
    await this.cell(column, number).focus();
    await this.#page.keyboard.press('Enter');
    const picker = this.#page.getByRole('dialog', { name: `${column} of rule ${number}` });
    await expect(picker).toBeVisible();
    return picker;
  }

  /** Chooses objects for a cell, in this order. */
  async choose(column: RuleColumn, number: number, names: readonly string[]): Promise<void> {
    const picker = await this.edit(column, number);
    for (const name of names) {
      // An option says its kind after its name.
      const option = picker.getByRole('option', { name: new RegExp(`^${name}\\b`) });
      await option.click();
      await expect(option).toHaveAttribute('aria-selected', 'true');
    }
    await this.#page.keyboard.press('Escape');
    await expect(picker).toBeHidden();
    await this.says(column, number, names.join(', '));
  }

  async action(number: number, action: 'Accept' | 'Deny'): Promise<void> {
    const picker = await this.edit('Action', number);
    await picker.getByRole('option', { name: new RegExp(`^${action}\\b`) }).click();
    await this.says('Action', number, action);
  }

  async log(number: number): Promise<void> {
    await this.cell('Log', number).focus();
    await this.#page.keyboard.press('Space');
    await this.says('Log', number, 'on');
  }

  async comment(number: number, text: string): Promise<void> {
    await this.cell('Comment', number).focus();
    await this.#page.keyboard.press('Enter');
    await this.#page.getByRole('textbox', { name: `Comment of rule ${number}` }).fill(text);
    await this.#page.keyboard.press('Enter');
    await this.says('Comment', number, text);
  }

  /** The comments of all rules, from the top. */
  async comments(): Promise<string[]> {
    const cells = this.table.getByRole('gridcell', { name: /^Comment of rule/ });
    const names = await cells.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    return names.map((name) => name.slice(name.indexOf(': ') + 2));
  }

  /** A section of what is derived, by its words. */
  section(words: string): Locator {
    return this.table.getByRole('row', { name: new RegExp(words) });
  }

  /** A derived rule by its number in the log. */
  derived(number: number): Locator {
    return this.table.getByRole('row', { name: `Compiled rule ${number}`, exact: true });
  }

  /** Words in the table that one cannot read to their end. */
  cutWords(): Promise<string[]> {
    return this.table.locator('td *').evaluateAll((all) =>
      all.flatMap((one) => {
        const { overflowX } = getComputedStyle(one);
        const cut = overflowX !== 'visible' && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
        return cut ? [one.textContent ?? ''] : [];
      }),
    );
  }

  group(name: string): Locator {
    return this.table.getByRole('row', { name: new RegExp(`^Group ${name}:`) });
  }

  /** What the chosen rule compiles to. */
  get compiled(): Locator {
    return this.#page.getByRole('dialog', { name: /compiled|^Compiled rule/ });
  }

  /** An object in a cell. */
  chip(column: RuleColumn, number: number, name: string): Locator {
    return this.cell(column, number).getByText(name, { exact: true });
  }

  async showPolicy(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Policy / }).click();
    await this.#page
      .getByRole('grid', { name: 'Policies' })
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .click();
    await expect(this.#page.getByRole('grid', { name: `Rules of ${name}` })).toBeVisible();
  }
}
