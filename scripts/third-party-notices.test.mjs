import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { at } from './lib/root.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/** @type {{ dependencies: Record<string, string>, devDependencies: Record<string, string> }} */
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));

it('the notices have every package of the program, and none that only builds it', async () => {
  const text = await thirdPartyNotices();
  const named = text.split('\n');
  for (const [name, version] of Object.entries(manifest.dependencies)) expect(named).toContain(`${name} ${version}`);
  for (const [name, version] of Object.entries(manifest.devDependencies)) {
    // Types that a package of the program depends on as well.
    if (!name.startsWith('@types/')) expect(named).not.toContain(`${name} ${version}`);
  }
});

it('the notices have the text of the licence of elkjs, and say where its source code is', async () => {
  const sections = (await thirdPartyNotices()).split(/\n-{80}\n/);
  const elk = sections.find((section) => section.trim().startsWith('elkjs '));
  expect(elk).toContain('Source code: https://github.com/kieler/elkjs');
  expect(elk).toContain('Eclipse Public License - v 2.0');
});
