import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './journey.ts';

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
