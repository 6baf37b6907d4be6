import type { Locator, Page } from '@playwright/test';

/** The properties of what is selected. */
export class InspectorView {
  readonly pane: Locator;

  constructor(page: Page) {
    this.pane = page.getByRole('complementary', { name: 'Inspector' });
  }

  field(label: string): Locator {
    return this.pane.getByRole('textbox', { name: label, exact: true });
  }

  title(name: string): Locator {
    return this.pane.getByRole('heading', { name, exact: true });
  }

  /** Fills a field and leaves it, which is one step of the history. */
  async set(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
    await this.field(label).press('Enter');
  }

  /** Ticks a member of the group that is selected. */
  async tick(name: string): Promise<void> {
    await this.pane.getByRole('group', { name: 'Members' }).getByText(name, { exact: true }).click();
  }

  /** A part of it, by its heading. */
  section(title: string): Locator {
    return this.pane.getByRole('region', { name: title, exact: true });
  }

  /** The compiled rules that act at the selected object, by their reasons. */
  ruleHere(words: string | RegExp): Locator {
    return this.section('Rules here').getByRole('listitem', { name: words });
  }

  /** From a rule that acts here to where it stands. */
  async follow(rule: Locator, where: 'in the table' | 'in the script' | 'on the canvas'): Promise<void> {
    await rule.getByRole('button', { name: new RegExp(`${where}$`) }).click();
  }
}
