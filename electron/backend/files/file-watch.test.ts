import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashOf } from './file-stamp.ts';
import { FileWatch } from './file-watch.ts';
import { saveFile } from './save-file.ts';

let folder: string;
let file: string;
let news: string[];
let watch: FileWatch | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  file = join(folder, 'a.json');
  news = [];
  await writeFile(file, 'one');
});
afterEach(async () => {
  watch?.close();
  await rm(folder, { recursive: true, force: true });
});

const NAMES = new Map(['one', 'two', 'three', 'four'].map((text) => [hashOf(text), text]));

async function start(path = file): Promise<FileWatch> {
  watch = await FileWatch.start(path, (_path, stamp) => news.push(stamp ? (NAMES.get(stamp.sha256) ?? '?') : 'gone'));
  return watch;
}

const heard = (...expected: string[]): Promise<void> => expect.poll(() => news, { timeout: 8000 }).toEqual(expected);

it('tells of a change in place, and of one by renaming over it, again and again', async () => {
  await start();
  await writeFile(file, 'two');
  await heard('two');
  await writeFile(join(folder, 'b'), 'three');
  await rename(join(folder, 'b'), file);
  await heard('two', 'three');
  await writeFile(join(folder, 'b'), 'four');
  await rename(join(folder, 'b'), file);
  await heard('two', 'three', 'four');
});

it('tells when the file goes away and when it is there again', async () => {
  await start();
  await rm(file);
  await heard('gone');
  await writeFile(file, 'two');
  await heard('gone', 'two');
});

it('survives that the whole folder goes away and comes back', async () => {
  await start();
  await rm(folder, { recursive: true });
  await heard('gone');
  await mkdir(folder);
  await writeFile(file, 'two');
  await heard('gone', 'two');
}, 15_000);

it('says nothing about a new time, other files or our own saves', async () => {
  const own = await start();
  await utimes(file, new Date(), new Date(Date.now() + 5000));
  await writeFile(join(folder, 'other.json'), 'two');
  own.expect('two');
  const { stamp } = await saveFile({ path: file, text: 'two', overwrite: true });
  own.expect('three');
  await saveFile({ path: file, text: 'three', expected: stamp });
  // Heard last, and alone: so nothing was said about what came before.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await writeFile(file, 'four');
  await heard('four');
});

it('tells when another program brings back what we had saved earlier', async () => {
  const own = await start();
  own.expect('two');
  await saveFile({ path: file, text: 'two', overwrite: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await writeFile(file, 'three');
  await heard('three');
  await writeFile(file, 'two');
  await heard('three', 'two');
});

it('watches the file behind a symbolic link, and follows the link to another one', async () => {
  const path = join(folder, 'link.json');
  await mkdir(join(folder, 'else'));
  await writeFile(join(folder, 'else', 'b.json'), 'three');
  await symlink('a.json', path);
  await start(path);
  await writeFile(file, 'two');
  await heard('two');
  await rm(path);
  await symlink('else/b.json', path);
  await heard('two', 'three');
});

it('is silent after it was closed', async () => {
  (await start()).close();
  await writeFile(file, 'two');
  watch = await FileWatch.start(file, () => news.push('second'));
  await writeFile(file, 'three');
  await heard('second');
});
