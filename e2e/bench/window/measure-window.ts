import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { Backend } from '../../journeys/backend.ts';
import { atRest, watchCompiler } from './compiler-watch.ts';
import { type FrameTimes, framesDuring } from './frames.ts';
import { type Keystrokes, typeByTurns } from './keystrokes.ts';
import { stationsDocument } from './stations-document.ts';

declare global {
  /** Ends the watch in the page; how many nodes were drawn again. */
  var benchTouched: () => number;
}

export interface WindowCost {
  readonly stations: number;
  /** Milliseconds from opening the link until an object is on the canvas. */
  readonly firstDrawing: number;
  readonly panning: FrameTimes;
  readonly zooming: FrameTimes;
  readonly dragging: FrameTimes;
  /** From a key press in the inspector until the letter is on the screen. */
  readonly keystrokes: Keystrokes;
  /** From the Enter behind a new address until the script shows it, milliseconds. */
  readonly preview: number;
  /** Elements whose attributes or children changed while one node was dragged: the node, its line, and what tells of it. */
  readonly touchedNodes: number;
  /** How many objects were elements of their own while all was in view. */
  readonly elementsFromAfar: number;
}

const STEPS = 40;

/** One document in a window of its own, from the link to the last key press. */
export async function measureWindow(browser: Browser, stations: number, folder: string): Promise<WindowCost> {
  const file = join(folder, `${stations}.bridgewarden.json`);
  writeFileSync(file, stationsDocument(stations));
  const backend = await Backend.start({ home: folder, file });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    // The loader names the functions that are handed to the page by a helper that the page has not.
    await page.addInitScript('globalThis.__name = (one) => one');
    await watchCompiler(page);
    const begun = performance.now();
    await page.goto(backend.link);
    const canvas = page.getByRole('main', { name: 'Canvas' });
    // From afar there is the painted picture instead of elements.
    await canvas.locator('.react-flow__node, .far-view').first().waitFor({ timeout: 120_000 });
    // It is brought into view in the second frame.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame += 1) await new Promise((next) => requestAnimationFrame(next));
    });
    const firstDrawing = performance.now() - begun;
    await compiled(page);
    const box = await canvas.boundingBox();
    if (!box) throw new Error('There is no canvas.');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const elementsFromAfar = await page.locator('.react-flow__node').count();
    const panningFar = await framesDuring(page, () => pan(page, middle));
    const zooming = await framesDuring(page, () => zoom(page, middle));
    await page.locator('.canvas').focus();
    await findGuest(page);
    const panningNear = await framesDuring(page, () => pan(page, middle));
    await findGuest(page);
    const { dragging, touchedNodes } = await drag(page);
    await focusName(page);
    const keystrokes = await typeByTurns(page);
    const preview = await untilPreview(page);
    return {
      stations,
      firstDrawing,
      // Of the two the worse one: from afar everything is in view, near by it comes and goes.
      panning: panningFar.p95 > panningNear.p95 ? panningFar : panningNear,
      zooming,
      dragging,
      touchedNodes,
      elementsFromAfar,
      keystrokes,
      preview,
    };
  } finally {
    await page.close({ runBeforeUnload: false });
    await backend.stop();
  }
}

async function compiled(page: Page): Promise<void> {
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 180_000 });
  await atRest(page);
}

async function pan(page: Page, at: { x: number; y: number }): Promise<void> {
  await page.mouse.move(at.x, at.y);
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(step % 20 < 10 ? 30 : -30, step % 10 < 5 ? 20 : -20);
    await page.waitForTimeout(16);
  }
}

async function zoom(page: Page, at: { x: number; y: number }): Promise<void> {
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(0, step < STEPS / 2 ? -40 : 40);
    await page.waitForTimeout(16);
  }
  await page.keyboard.up('Control');
}

/** Selects vm0 by the tree's filter and zooms to it, as one looks for a guest. */
async function findGuest(page: Page): Promise<void> {
  const filter = page.getByRole('searchbox').first();
  await filter.fill('vm0');
  await page.getByRole('treegrid', { name: 'Objects' }).getByRole('row', { name: 'vm0', exact: false }).last().click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Zoom to the selection');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Guest vm0', exact: true }).waitFor();
  await filter.fill('');
  await page.waitForTimeout(400);
}

async function drag(page: Page): Promise<{ dragging: FrameTimes; touchedNodes: number }> {
  const guest = page.getByRole('group', { name: 'Guest vm0', exact: true });
  const box = await guest.boundingBox();
  if (!box) throw new Error('The guest is not on the screen.');
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.evaluate(() => {
    const touched = new Set<Element>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const node = (target instanceof Element ? target : target.parentElement)?.closest('.react-flow__node');
        if (node) touched.add(node);
      }
    });
    const pane = document.querySelector('.react-flow__nodes');
    if (pane) observer.observe(pane, { subtree: true, attributes: true, childList: true, characterData: true });
    Object.assign(window, {
      benchTouched: () => {
        observer.disconnect();
        return touched.size;
      },
    });
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // The first steps select the node, which is another matter.
  await page.mouse.move(from.x + 6, from.y + 6, { steps: 3 });
  const dragging = await framesDuring(page, async () => {
    for (let step = 0; step < STEPS; step += 1) {
      const turn = (step / STEPS) * Math.PI * 2;
      await page.mouse.move(from.x + 30 * Math.sin(turn), from.y + 30 * Math.cos(turn));
      await page.waitForTimeout(16);
    }
  });
  await page.mouse.up();
  const touchedNodes = await page.evaluate(() => benchTouched());
  return { dragging, touchedNodes };
}

/** Puts the cursor behind the name of what is selected. */
async function focusName(page: Page): Promise<void> {
  const field = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('textbox', { name: 'Name', exact: true });
  await field.click();
  await page.keyboard.press('End');
}

async function untilPreview(page: Page): Promise<number> {
  const addresses = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('textbox', { name: 'IPv4/IPv6 addresses' });
  await addresses.fill('10.250.9.9');
  const begun = performance.now();
  await addresses.press('Enter');
  await page.locator('.monaco-editor .view-line', { hasText: '10.250.9.9' }).first().waitFor({ timeout: 180_000 });
  return performance.now() - begun;
}
