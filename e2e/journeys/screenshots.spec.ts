import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './journey.ts';
import { PANELS, START_PANELS } from './panels.ts';
import { RENEWING, takePicture } from './picture.ts';

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

/** In an ordinary run one size and theme is enough to know that nothing sticks out or is cut off. */
const VARIANTS = (['Light', 'Dark'] as const)
  .flatMap((theme) => SIZES.map((size) => ({ theme, size })))
  .slice(0, RENEWING ? 4 : 1);

for (const { theme, size } of VARIANTS) {
  test.describe(() => {
    test.use({ viewport: size });

    test(`every panel in ${theme.toLowerCase()} fits into ${size.width}x${size.height}`, async ({ journey }, info) => {
      const window = await journey.start('example:two-bridges');
      const { canvas, page } = window;
      await window.theme(theme);
      await expect(page.getByRole('menu')).toBeHidden();
      await expect(canvas.object('Guest kali2')).toBeVisible();
      for (const { name, show } of PANELS) {
        await show(window);
        await page.mouse.move(size.width / 2, 8);
        await look(page, name, theme, info);
      }
    });

    test(`what teaches a beginner in ${theme.toLowerCase()} fits into ${size.width}x${size.height}`, async ({
      journey,
    }, info) => {
      const window = await journey.start();
      await window.theme(theme);
      await expect(window.page.getByRole('menu')).toBeHidden();
      for (const { name, show } of START_PANELS) {
        await show(window);
        await look(window.page, name, theme, info);
      }
    });
  });
}

async function look(page: Page, name: string, theme: string, info: TestInfo): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  expect
    .soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name)
    .toBeLessThanOrEqual(0);
  // What was cut off at the side without a bar to bring it back would never be seen.
  expect.soft(await cutOff(page), name).toEqual([]);
  await takePicture(page, `panels/${name}-${theme.toLowerCase()}-${width}`, info);
}

/** Buttons that reach beyond what holds them: their words or their edge cannot be seen. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.panel-bar > *, .top-bar > *, .dialog-buttons > *, .inspector-head > *',
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
