import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './journey.ts';
import { PANELS, type Panel, START_PANELS } from './panels.ts';
import { RENEWING, takePicture } from './picture.ts';
import { richDocument } from './rich-document.ts';
import { RICH_PANELS } from './rich-panels.ts';
import type { Window } from './window.ts';

test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });

for (const theme of ['Light', 'Dark'] as const) {
  test(`the window in ${theme.toLowerCase()} shows the whole example`, async ({ journey }, info) => {
    const window = await journey.start('example:two-bridges');
    const { canvas, script, page } = window;
    await window.theme(theme);
    await expect(page.getByRole('menu')).toBeHidden();
    await script.choose('File', 'rules.v4');
    await canvas.port('vk63').click();
    await expect(script.line('--physdev-out vk63').first()).toBeInViewport();
    for (const title of await canvas.titles()) await expect(canvas.object(title)).toBeInViewport({ ratio: 0.99 });
    await expect(canvas.port('vmh1')).toBeInViewport({ ratio: 0.99 });
    // Nothing may stick out of the window: it has no scroll bars of its own.
    const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overhang()).toBeLessThanOrEqual(0);
    await page.mouse.move(600, 60);
    await takePicture(page, `window-${theme.toLowerCase()}`, info);
  });
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** In an ordinary run the smaller window in one theme is enough to know that nothing sticks out or is cut off. */
const VARIANTS = (['Light', 'Dark'] as const)
  .flatMap((theme) => SIZES.map((size) => ({ theme, size })))
  .slice(0, RENEWING ? 4 : 1);

for (const { theme, size } of VARIANTS) {
  test.describe(() => {
    test.use({ viewport: size });

    test(`every panel in ${theme.toLowerCase()} fits into ${size.width}x${size.height}`, async ({ journey }, info) => {
      test.setTimeout(300_000);
      const window = await journey.start('example:two-bridges');
      const { canvas } = window;
      await begin(window, theme);
      await expect(canvas.object('Guest kali2')).toBeVisible();
      await showEach(window, PANELS, theme, info);
    });

    test(`what teaches a beginner in ${theme.toLowerCase()} fits into ${size.width}x${size.height}`, async ({
      journey,
    }, info) => {
      const window = await journey.start();
      await begin(window, theme);
      await showEach(window, START_PANELS, theme, info);
    });

    test(`every kind of object in ${theme.toLowerCase()} fits into ${size.width}x${size.height}`, async ({
      journey,
    }, info) => {
      test.setTimeout(300_000);
      const file = join(journey.home, 'office.bridgewarden.json');
      writeFileSync(file, richDocument());
      mkdirSync(join(journey.home, 'archive'));
      writeFileSync(join(journey.home, 'cellar.bridgewarden.json'), richDocument());
      const copies = join(journey.home, '.local/state/bridgewarden/recovery');
      const backend = await journey.serve({ file });
      const window = await journey.open(backend);
      await begin(window, theme);
      await expect(window.canvas.object('Guest web1')).toBeVisible();
      await showEach(window, RICH_PANELS, theme, info);
      writeFileSync(file, richDocument().replace('"Office network"', '"Theirs"'));
      await expect(window.bar('was changed on disk')).toBeVisible();
      await look(window.page, 'bar-changed', theme, info);
      journey.complaints.expect(/ERR_CONNECTION_REFUSED/);
      await window.canvas.rename('Guest web2', 'www2');
      await expect.poll(() => keptIn(copies)).toContain('www2');
      await backend.stop('SIGKILL');
      await expect(window.bar('Connection lost')).toBeVisible();
      await look(window.page, 'bars-lost-and-changed', theme, info);
      const next = await journey.open(await journey.serve({ file }));
      await begin(next, theme);
      await expect(next.bar('Unsaved work')).toBeVisible();
      await expect(next.canvas.object('Guest web2')).toBeVisible();
      await look(next.page, 'bar-recovery', theme, info);
    });
  });
}

/** The copies of unsaved work that are there to stay: what is still being written has another ending. */
function keptIn(folder: string): string {
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

/** Nothing is on its way to another colour or place, and no tooltip and no focus is left from choosing the theme. */
async function begin(window: Window, theme: 'Light' | 'Dark'): Promise<void> {
  await window.page.emulateMedia({ reducedMotion: 'reduce' });
  await window.theme(theme);
  await expect(window.page.getByRole('menu')).toBeHidden();
  await window.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

async function showEach(window: Window, panels: readonly Panel[], theme: string, info: TestInfo): Promise<void> {
  for (const { name, show, hovers } of panels) {
    await show(window);
    await leaveCanvas(window.page);
    if (!hovers) await window.page.mouse.move((window.page.viewportSize()?.width ?? 0) / 2, 8);
    await look(window.page, name, theme, info);
  }
}

/** The frame of the focus is of use to those who go by keyboard; in a picture it would seem to be part of what is shown. */
function leaveCanvas(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement.matches('.react-flow, .top-bar button'))
      activeElement.blur();
  });
}

async function look(page: Page, name: string, theme: string, info: TestInfo): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  expect
    .soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name)
    .toBeLessThanOrEqual(0);
  // What was cut off at the side without a bar to bring it back would never be seen.
  expect.soft(await cutOff(page), name).toEqual([]);
  expect.soft(await cutWords(page), `${name}: words that are cut`).toEqual([]);
  await takePicture(page, `panels/${name}-${theme.toLowerCase()}-${width}`, info);
}

/** Buttons that reach beyond what holds them: their words or their edge cannot be seen. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.panel-bar > *, .top-bar > *, .bar > *, .dialog-buttons > *, .inspector-head > *, .compiled-head > *',
      ),
    ]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        const around = one.parentElement?.getBoundingClientRect();
        return around !== undefined && box.width > 0 && (box.right > around.right + 1 || box.left < around.left - 1);
      })
      .map((one) => `${one.className}: ${one.textContent}`),
  );
}

/** Boxes whose contents are wider than they are and are cut, where no ellipsis says so; and dialogs beyond the window. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [
      ...document.querySelectorAll<HTMLElement>(
        '.panel-bar *, .top-bar *, .bar *, .modal *, .popover *, .inspector *, .objects *, .tab-bar *, .table-foot',
      ),
    ]
      .filter((one) => !one.closest('.monaco-editor, .hidden-label, input, svg'))
      .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => {
        const { overflowX, textOverflow } = getComputedStyle(one);
        return textOverflow !== 'ellipsis' && (overflowX === 'hidden' || overflowX === 'clip');
      })
      .map((one) => `${one.className} (${one.scrollWidth} in ${one.clientWidth})`);
    const beyond = [...document.querySelectorAll<HTMLElement>('.modal, .popover')]
      .filter((one) => {
        const { top, bottom, left, right } = one.getBoundingClientRect();
        return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
      })
      .map((one) => `${one.className} beyond the window`);
    return [...boxes, ...beyond];
  });
}
