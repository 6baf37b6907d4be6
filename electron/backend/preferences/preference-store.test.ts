import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PreferenceStore } from './preference-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preferences-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps what two windows choose at once, for the next start', async () => {
  const file = join(folder, 'state', 'preferences.json');
  const store = new PreferenceStore(file);
  await Promise.all([store.keep('theme', 'dark'), store.keep('rows', '{"dock":38}')]);
  await store.keep('theme', 'light');
  expect(await new PreferenceStore(file).read()).toEqual({ theme: 'light', rows: '{"dock":38}' });
  expect(readFileSync(file, 'utf8')).toContain('"theme": "light"');
});

it('begins anew where the file is damaged, and complains of no disk', async () => {
  const file = join(folder, 'preferences.json');
  writeFileSync(file, '{ "theme": 7');
  expect(await new PreferenceStore(file).read()).toEqual({});
  const nowhere = new PreferenceStore(join(file, 'below', 'a-file.json'));
  await nowhere.keep('theme', 'dark');
  expect(await nowhere.read()).toEqual({});
});
