import type { Locator, Page } from '@playwright/test';

/** Pushing the rules to a host. */
export class DeployTab {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: 'Deploy' });
  }

  button(name: 'Deploy' | 'Dry run' | 'Confirm' | 'Roll back now'): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** A step of the deployment in its state. */
  step(name: string, state: 'done' | 'running' | 'failed' | 'skipped'): Locator {
    return this.panel
      .getByRole('list', { name: 'Steps' })
      .getByRole('listitem')
      .filter({ hasText: `${name}${state}` });
  }

  get countdown(): Locator {
    return this.panel.getByRole('timer');
  }

  get outcome(): Locator {
    return this.panel.getByRole('status', { name: 'Outcome' });
  }

  get output(): Locator {
    return this.panel.getByLabel('Output of the host');
  }
}
