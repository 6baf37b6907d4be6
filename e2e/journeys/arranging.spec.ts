import type { BrowserContext } from '@playwright/test';
import { expect, test } from './journey.ts';
import type { CanvasView } from './window/canvas-view.ts';

const ARRANGE = 'Arrange the drawing';
const UNDO = `Undo ${ARRANGE}`;
const WORKER = /\/assets\/arrange-worker[^/]*\.js/;

test('a drawing is arranged anew in one step, and looks the same each time', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas } = window;
  await canvas.paneMenu(ARRANGE);
  await expect(window.button(UNDO)).toBeEnabled();
  const first = await offset(canvas, 'Guest kali5', 'Guest kali3');
  await canvas.holdBy('Guest kali5', { x: 40, y: 90 });
  await canvas.letGo();
  await canvas.paneMenu(ARRANGE);
  await expect(window.button(UNDO)).toBeEnabled();
  await expect.poll(() => offset(canvas, 'Guest kali5', 'Guest kali3')).toEqual(first);
  await window.undo();
  await window.undo();
  await window.undo();
  await expect(window.unsaved).toBeHidden();
});

test('arranging tells of itself while it lasts, is cancelled by Escape or its button, and does not wait for itself', async ({
  journey,
  context,
}) => {
  const letGo = await holdWorker(context);
  const window = await journey.start('example:two-bridges');
  const working = window.notices.getByText('Arranging the drawing…');
  await window.canvas.paneMenu(ARRANGE);
  await expect(working).toBeVisible();
  await window.press('Escape');
  await expect(working).toBeHidden();
  await window.canvas.paneMenu(ARRANGE);
  await expect(working).toBeVisible();
  await window.button('Cancel: Arranging the drawing').click();
  await expect(working).toBeHidden();
  await expect(window.unsaved).toBeHidden();

  // What is drawn meanwhile is kept.
  await window.canvas.paneMenu(ARRANGE);
  await expect(working).toBeVisible();
  await window.canvas.draw('Guest', { x: 500, y: 60 });
  await letGo();
  await expect(window.button(UNDO)).toBeEnabled();
  await expect(working).toBeHidden();
  await window.undo();
  await expect(window.button(/^Undo/)).toBeEnabled();
});

test('an arrangement that cannot be found is said so, and moves nothing', async ({ journey, context }) => {
  await context.route(WORKER, (route) => route.abort());
  journey.complaints.expect(/ERR_FAILED/);
  const window = await journey.start('example:two-bridges');
  await window.canvas.paneMenu(ARRANGE);
  await expect(window.notices).toContainText('The drawing was not arranged, and nothing was moved.');
  await expect(window.unsaved).toBeHidden();
});

/** How far one object stands from another, in hundredths of its width: the same at every zoom, while it glides, too. */
async function offset(
  canvas: CanvasView,
  title: string,
  from: string,
): Promise<{ readonly x: number; readonly y: number }> {
  const [one, other] = [await canvas.object(title).boundingBox(), await canvas.object(from).boundingBox()];
  if (one === null || other === null) throw new Error(`There is no ${title}, or no ${from}.`);
  const share = (distance: number) => Math.round((100 * distance) / one.width);
  return { x: share(one.x - other.x), y: share(one.y - other.y) };
}

/** Keeps the worker from starting until the returned function is called. */
async function holdWorker(context: BrowserContext): Promise<() => Promise<void>> {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await context.route(WORKER, async (route) => {
    await opened;
    await route.continue().catch(() => undefined);
  });
  return async () => {
    open();
    await context.unrouteAll({ behavior: 'ignoreErrors' });
  };
}
