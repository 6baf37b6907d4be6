import { expect, type Locator, type Page } from '@playwright/test';

export type PaletteItem = 'Bridge' | 'Guest' | 'Host' | 'External' | 'Group';

/** A place on the canvas in pixels from its top left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The drawing, and the palette beside it. */
export class CanvasView {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get pane(): Locator {
    return this.page.getByRole('main', { name: 'Canvas' });
  }

  /** An object by its kind and name: `Bridge virbr4`. */
  object(title: string): Locator {
    return this.pane.getByRole('group', { name: title, exact: true });
  }

  port(name: string): Locator {
    return this.pane.getByRole('button', { name: `Port ${name}`, exact: true });
  }

  /** One of the host's own interfaces. */
  interface(name: string): Locator {
    return this.pane.getByRole('button', { name: `Interface ${name}`, exact: true });
  }

  /** The names of all objects drawn, in no particular order. */
  async titles(): Promise<string[]> {
    const objects = this.pane.getByRole('group').and(this.page.locator('[aria-roledescription="node"]'));
    const titles = await objects.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    return titles.sort();
  }

  /** Drags something from the palette onto the canvas; it comes to stand with its middle there. */
  async draw(item: PaletteItem, at: Place): Promise<void> {
    const from = this.page.getByRole('region', { name: 'Palette' }).getByRole('button', { name: item });
    await from.dragTo(this.pane, { targetPosition: at });
  }

  /** Drags a line from an object's + onto something else. */
  async connect(name: string, to: Locator): Promise<void> {
    await this.drag(this.pane.getByRole('img', { name: `Connect ${name}`, exact: true }), to);
  }

  async move(title: string, by: Place): Promise<void> {
    const { x, y } = await middleOf(this.nameOf(title));
    await this.dragMouse({ x, y }, { x: x + by.x, y: y + by.y });
  }

  /** Drags with the mouse from the middle of one thing to the middle of another. */
  async drag(from: Locator, to: Locator): Promise<void> {
    await this.dragMouse(await middleOf(from), await middleOf(to));
  }

  async rename(title: string, name: string): Promise<void> {
    const [kind = ''] = title.split(' ');
    await this.nameOf(title).dblclick();
    const field = this.page.getByRole('textbox', { name: `${kind} name` });
    await field.fill(name);
    await field.press('Enter');
    await expect(this.object(`${kind} ${name}`)).toBeVisible();
  }

  async select(title: string, ...more: string[]): Promise<void> {
    await this.nameOf(title).click();
    for (const one of more) await this.nameOf(one).click({ modifiers: ['Shift'] });
  }

  /** A click beside everything. */
  async selectNothing(): Promise<void> {
    await this.pane.click({ position: { x: 12, y: 12 } });
  }

  /** An object's name on it: what one aims at, and the only part of a group that takes the mouse. */
  private nameOf(title: string): Locator {
    return this.object(title).getByText(title.slice(title.indexOf(' ') + 1), { exact: true });
  }

  private async dragMouse(from: Place, to: Place): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    // In steps, as a hand does: a single leap is no drag to React Flow.
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }
}

async function middleOf(what: Locator): Promise<Place> {
  await expect(what).toBeVisible();
  const box = await what.boundingBox();
  if (box === null) throw new Error(`${String(what)} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
