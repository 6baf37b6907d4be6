import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeAtomically } from './write-atomically.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-'));
  file = join(folder, 'a.json');
  await writeFile(file, 'old');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('has everything written before the file is touched, and stops there when told to', async () => {
  const stop = new Error('stop');
  const seen: string[] = [];
  const write = writeAtomically(file, 'new', {
    beforeRename: async () => {
      seen.push(await readFile(file, 'utf8'));
      const other = (await readdir(folder)).find((name) => name !== 'a.json');
      seen.push(await readFile(join(folder, other ?? ''), 'utf8'));
      throw stop;
    },
  });
  await expect(write).rejects.toBe(stop);
  expect(seen).toEqual(['old', 'new']);
  expect(await readdir(folder)).toEqual(['a.json']);
  expect(await readFile(file, 'utf8')).toBe('old');
});

it('does not replace a file that appears at the last moment, when told to make a new one', async () => {
  const write = writeAtomically(join(folder, 'b.json'), 'ours', {
    exclusive: true,
    beforeRename: () => writeFile(join(folder, 'b.json'), 'theirs'),
  });
  await expect(write).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(join(folder, 'b.json'), 'utf8')).toBe('theirs');
  expect((await readdir(folder)).sort()).toEqual(['a.json', 'b.json']);
});

it('makes a new file with exactly the mode asked for, whatever the umask', async () => {
  const before = process.umask(0o077);
  try {
    await writeAtomically(join(folder, 'c.json'), 'x', { mode: 0o644 });
  } finally {
    process.umask(before);
  }
  expect((await stat(join(folder, 'c.json'))).mode & 0o777).toBe(0o644);
});
