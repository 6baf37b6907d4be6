import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';
import sharp from 'sharp';

const ASSETS = fileURLToPath(new URL('../../assets/screenshots/', import.meta.url));

/** Only `node scripts/screenshots.mjs` renews the pictures of the repository; every run takes them. */
export const RENEWING = process.env.BW_SCREENSHOTS === '1';

/**
 * The larger window is kept in light alone and without inspectors, which look there as they do in the smaller one: the repository
 * shall stay within some twenty megabytes. It is looked at in both themes all the same.
 */
function isKept(name: string): boolean {
  return !name.endsWith('-1920') || (name.endsWith('-light-1920') && !name.includes('/inspector-'));
}

/** Takes a picture of the window, `NAME.png`: into the repository when they are renewed, and else beside the run's results. */
export async function takePicture(page: Page, name: string, info: TestInfo): Promise<void> {
  if (RENEWING && !isKept(name)) return;
  const folder = RENEWING ? ASSETS : info.outputDir;
  const path = join(folder, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  // In full colour: a palette turns shadows and soft grounds into steps.
  await sharp(picture).png({ compressionLevel: 9, effort: 10 }).toFile(path);
}
