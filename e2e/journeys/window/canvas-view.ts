import { expect, type Locator, type Page } from '@playwright/test';

export type PaletteItem = 'Bridge' | 'Guest' | 'Host' | 'External' | 'Group';

/** A place on the canvas in pixels from its top left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The drawing, and the palette beside it. */
export class CanvasView {
  readonly #page: Page;
  /** Where the mouse is while it holds something. */
  #hand: Place = { x: 0, y: 0 };

  constructor(page: Page) {
    this.#page = page;
  }

  get pane(): Locator {
    return this.#page.getByRole('main', { name: 'Canvas' });
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
    const objects = this.pane.getByRole('group').and(this.#page.locator('[aria-roledescription="node"]'));
    const titles = await objects.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    return titles.sort();
  }

  /** Drags something from the palette onto the canvas; it comes to stand with its middle there. */
  async draw(item: PaletteItem, at: Place): Promise<void> {
    const from = this.#page.getByRole('region', { name: 'Palette' }).getByRole('button', { name: item });
    await from.dragTo(this.pane, { targetPosition: at });
  }

  /** Drags a line from an object's + onto something else. */
  async connect(name: string, to: Locator): Promise<void> {
    await this.drag(this.pane.getByRole('img', { name: `Connect ${name}`, exact: true }), to);
  }

  async move(title: string, by: Place): Promise<void> {
    const { x, y } = await middleOf(this.#nameOf(title));
    await this.#dragMouse({ x, y }, { x: x + by.x, y: y + by.y });
  }

  /** Drags with the mouse from the middle of one thing to the middle of another. */
  async drag(from: Locator, to: Locator): Promise<void> {
    await this.#dragMouse(await middleOf(from), await middleOf(to));
  }

  /** Takes hold of an object and drags it over something, without letting go. */
  async hold(title: string, over: Locator | Promise<Place>): Promise<void> {
    const from = await middleOf(this.#nameOf(title));
    const to = over instanceof Promise ? await over : await middleOf(over);
    await this.#press(from, to);
  }

  /** The same by so many pixels. */
  async holdBy(title: string, by: Place): Promise<void> {
    const from = await middleOf(this.#nameOf(title));
    await this.#press(from, { x: from.x + by.x, y: from.y + by.y });
  }

  /** Goes on dragging what is held. */
  async holdOn(by: Place): Promise<void> {
    const { x, y } = this.#hand;
    this.#hand = { x: x + by.x, y: y + by.y };
    await this.#page.mouse.move(this.#hand.x, this.#hand.y, { steps: 2 });
  }

  letGo(): Promise<void> {
    return this.#page.mouse.up();
  }

  /** A point of the canvas, as shares of its width and height. */
  async place({ x, y }: Place): Promise<Place> {
    const box = await this.pane.boundingBox();
    if (box === null) throw new Error('There is no canvas.');
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  }

  /** Drags a port by its middle; near its bridge that slides it. */
  async slide(port: string, by: Place): Promise<void> {
    const { x, y } = await middleOf(this.port(port));
    await this.#dragMouse({ x, y }, { x: x + by.x, y: y + by.y });
  }

  /** What letting go would do now. */
  get hint(): Locator {
    return this.pane.locator('.drag-hint');
  }

  /** The lines that a dragged object is in line with. */
  get guides(): Locator {
    return this.pane.locator('.guide-line');
  }

  /** What a screen reader is told. */
  get happened(): Locator {
    return this.pane.getByRole('status', { name: 'What happened' });
  }

  get minimap(): Locator {
    return this.pane.getByRole('img', { name: 'Minimap' });
  }

  async zoom(): Promise<string> {
    return (await this.pane.getByTitle('Zoom to 100%').textContent()) ?? '';
  }

  async zoomIn(): Promise<void> {
    const before = await this.zoom();
    await this.pane.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => this.zoom()).not.toBe(before);
    // The zoom glides to its end.
    await this.#page.waitForTimeout(250);
  }

  /** Chooses from an object's menu; further names are those of the menus within. */
  async menu(title: string, ...items: string[]): Promise<void> {
    await this.#nameOf(title).click({ button: 'right' });
    await this.#choose(items);
  }

  /** Chooses from the menu of the empty canvas. */
  async paneMenu(...items: string[]): Promise<void> {
    await this.selectNothing();
    await this.pane.click({ button: 'right', position: { x: 12, y: 12 } });
    await this.#choose(items);
  }

  async #choose(items: readonly string[]): Promise<void> {
    for (const item of items) await this.#page.getByRole('menuitem', { name: item }).click();
    await expect(this.#page.getByRole('menu')).toHaveCount(0);
  }

  async rename(title: string, name: string): Promise<void> {
    const [kind = ''] = title.split(' ');
    await this.#nameOf(title).dblclick();
    const field = this.#page.getByRole('textbox', { name: `${kind} name` });
    await field.fill(name);
    await field.press('Enter');
    await expect(this.object(`${kind} ${name}`)).toBeVisible();
  }

  async select(title: string, ...more: string[]): Promise<void> {
    await this.#nameOf(title).click();
    for (const one of more) await this.#nameOf(one).click({ modifiers: ['Shift'] });
  }

  /** A click beside everything. */
  async selectNothing(): Promise<void> {
    await this.pane.click({ position: { x: 12, y: 12 } });
  }

  /** An object's name on it: what one aims at, and the only part of a group that takes the mouse. */
  #nameOf(title: string): Locator {
    return this.object(title).getByText(title.slice(title.indexOf(' ') + 1), { exact: true });
  }

  async #dragMouse(from: Place, to: Place): Promise<void> {
    await this.#press(from, to);
    await this.letGo();
  }

  async #press(from: Place, to: Place): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    // In steps, as a hand does: a single leap is no drag to React Flow.
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    this.#hand = to;
  }
}

async function middleOf(what: Locator): Promise<Place> {
  await expect(what).toBeVisible();
  const box = await what.boundingBox();
  if (box === null) throw new Error(`${String(what)} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
