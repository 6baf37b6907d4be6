import type { Locator, Page } from '@playwright/test';

/** What is wrong with the drawing, and what can be done about it. */
export class ProblemsTab {
  readonly #panel: Locator;

  constructor(page: Page) {
    this.#panel = page.getByRole('tabpanel', { name: 'Problems' });
  }

  get list(): Locator {
    return this.#panel.getByRole('grid', { name: 'Problems' });
  }

  problem(words: string | RegExp): Locator {
    return this.list.getByRole('row').filter({ hasText: words });
  }

  /** An action that mends it, by its words. */
  mend(words: string | RegExp): Locator {
    return this.list.getByRole('button', { name: words });
  }

  /** One of the switches above: how many there are stands on it. */
  kind(name: 'Errors' | 'Warnings' | 'Hints'): Locator {
    return this.#panel.getByRole('button', { name: new RegExp(`^${name}`) });
  }
}
