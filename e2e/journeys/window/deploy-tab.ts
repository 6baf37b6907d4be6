import type { Locator, Page } from '@playwright/test';

export type HostViewName = 'Progress' | 'Check' | 'Difference' | 'Releases' | 'Drill';

/** What the hosts run, and pushing the rules to them. */
export class DeployTab {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: 'Deploy' });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Starts a deployment to the chosen hosts. */
  get start(): Locator {
    return this.button(/^Deploy to /);
  }

  get keep(): Locator {
    return this.button('Keep the new rules');
  }

  get rollBack(): Locator {
    return this.button('Roll back now');
  }

  /** A host in the list, with its state and its progress. */
  host(name: string): Locator {
    return this.panel.getByRole('list', { name: 'Hosts' }).getByRole('listitem').filter({ hasText: name });
  }

  async look(host: string): Promise<void> {
    await this.host(host)
      .getByRole('button', { name: new RegExp(`^${host}\\b`) })
      .click();
  }

  async choose(...hosts: string[]): Promise<void> {
    for (const host of hosts) {
      const box = this.panel.getByRole('checkbox', { name: `Choose ${host}`, exact: true });
      // The box itself is drawn; the real one is out of sight and takes the keyboard.
      await box.focus();
      await box.press('Space');
    }
  }

  /** A view of the host that is looked at. */
  async show(view: HostViewName): Promise<void> {
    await this.panel.getByRole('tab', { name: view }).click();
  }

  /** Compares with what was deployed or with what the kernel holds. */
  async compareWith(what: 'deployed release' | 'kernel now'): Promise<void> {
    const select = this.panel.getByRole('button', { name: /Against$/ });
    if ((await select.textContent())?.includes(what)) {
      await this.button(/^Compare (now|again)$/).click();
      return;
    }
    await select.click();
    await this.panel.page().getByRole('option', { name: what, exact: true }).click();
  }

  /** The rules that differ. */
  get changes(): Locator {
    return this.panel.getByRole('region', { name: /^Rules that differ on / });
  }

  get releases(): Locator {
    return this.panel.getByRole('region', { name: /^Releases kept on / }).getByRole('listitem');
  }

  /** A step of the deployment in its state. */
  step(name: string, state: 'done' | 'running' | 'failed' | 'skipped'): Locator {
    return this.panel
      .getByRole('list', { name: 'Steps' })
      .getByRole('listitem')
      .filter({ hasText: `${name}${state}` });
  }

  /** The seconds left to keep the new rules, beside the buttons for it. */
  get countdown(): Locator {
    return this.panel.getByRole('alert').getByRole('timer');
  }

  get outcome(): Locator {
    return this.panel.getByRole('status', { name: 'Outcome' });
  }

  get output(): Locator {
    return this.panel.getByLabel('Output of the host');
  }
}
