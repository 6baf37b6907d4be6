import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { PANELS } from './panels.ts';

const ASSETS = fileURLToPath(new URL('../../assets/screenshots/', import.meta.url));

test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });

/** Only `node scripts/screenshots.mjs` renews the pictures that README shows; every run takes them. */
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
    const folder = process.env.BW_SCREENSHOTS === '1' ? ASSETS : info.outputDir;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({
      path: join(folder, `window-${theme.toLowerCase()}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
  });
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

const renewing = process.env.BW_SCREENSHOTS === '1';
/** In an ordinary run one size and theme is enough to know that nothing sticks out or is cut off. */
const VARIANTS = (['Light', 'Dark'] as const)
  .flatMap((theme) => SIZES.map((size) => ({ theme, size })))
  .slice(0, renewing ? 4 : 1);

for (const { theme, size } of VARIANTS) {
  test.describe(() => {
    test.use({ viewport: size });

    test(`every panel in ${theme.toLowerCase()} fits into ${size.width}x${size.height}`, async ({ journey }, info) => {
      const window = await journey.start('example:two-bridges');
      const { canvas, page } = window;
      await window.theme(theme);
      await expect(page.getByRole('menu')).toBeHidden();
      await expect(canvas.object('Guest kali2')).toBeVisible();
      const folder = join(renewing ? ASSETS : info.outputDir, 'panels');
      mkdirSync(folder, { recursive: true });
      for (const { name, show } of PANELS) {
        await show(window);
        await page.mouse.move(size.width / 2, 8);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(
          0,
        );
        // What was cut off at the side without a bar to bring it back would never be seen.
        expect(await cutOff(page), name).toEqual([]);
        // As JPEG: there are many of them, and they are for looking at, not for comparing.
        await page.screenshot({
          path: join(folder, `${name}-${theme.toLowerCase()}-${size.width}.jpg`),
          type: 'jpeg',
          quality: 65,
          animations: 'disabled',
          caret: 'hide',
        });
      }
    });
  });
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
