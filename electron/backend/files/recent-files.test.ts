import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecentFiles } from './recent-files.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recent-'));
  file = join(folder, 'state', 'recent.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const paths = async (recent: RecentFiles) => (await recent.list()).map(({ path }) => path);
const name = (one: string) => `/home/anna/${one}.bridgewarden.json`;

it('keeps the documents that were used last, each once, for the next program too', async () => {
  const recent = new RecentFiles(file);
  expect(await recent.list()).toEqual([]);
  await Promise.all(['a', 'b', 'a'].map((one) => recent.remember(name(one))));
  expect(await paths(recent)).toEqual([name('a'), name('b')]);
  expect(await paths(new RecentFiles(file))).toEqual([name('a'), name('b')]);
  await recent.forget(name('a'));
  expect(await paths(recent)).toEqual([name('b')]);
  expect((await stat(file)).mode & 0o077).toBe(0);
});

it('does not grow without end, and takes documents only', async () => {
  const recent = new RecentFiles(file);
  for (let count = 0; count < 20; count += 1) await recent.remember(name(`n${count}`));
  await recent.remember('/home/anna/mytux.firewall.sh');
  expect(await paths(recent)).toHaveLength(12);
  expect((await paths(recent))[0]).toBe(name('n19'));
});

it('begins anew when the list is damaged, and fails nobody when it cannot be written', async () => {
  const recent = new RecentFiles(file);
  await recent.remember(name('a'));
  await writeFile(file, '{');
  expect(await recent.list()).toEqual([]);
  await recent.remember(name('b'));
  expect(await paths(recent)).toEqual([name('b')]);
  await writeFile(join(folder, 'blocked'), '');
  await expect(new RecentFiles(join(folder, 'blocked', 'recent.json')).remember(name('a'))).resolves.toBeUndefined();
});
