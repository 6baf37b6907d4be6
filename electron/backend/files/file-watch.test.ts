import { mkdir, mkdtemp, open, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FileStamp } from '../../../shared/contract/contract.ts';
import { sha256Hex } from '../sha256.ts';
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

const NAMES = new Map(['one', 'two', 'three', 'four'].map((text) => [sha256Hex(text), text]));

async function start(path = file): Promise<FileWatch> {
  watch = await FileWatch.start(path, (_path, stamp) => news.push(stamp ? (NAMES.get(stamp.sha256) ?? '?') : 'gone'));
  return watch;
}

/** As most programs save. In one step: a busy machine may stop us for any time between two. */
async function put(text: string): Promise<void> {
  await writeFile(join(folder, 'b'), text);
  await rename(join(folder, 'b'), file);
}

/** As `echo` into a file does, in one step too: so the texts must be of the same length. */
async function overwrite(text: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(text);
  await handle.close();
}

const heard = (...expected: string[]): Promise<void> => expect.poll(() => news).toEqual(expected);

it('tells of a change in place, and of one by renaming over it, again and again', async () => {
  await start();
  await overwrite('two');
  await heard('two');
  await put('three');
  await heard('two', 'three');
  await put('four');
  await heard('two', 'three', 'four');
});

it('tells when the file goes away and when it is there again', async () => {
  await start();
  await rm(file);
  await heard('gone');
  await put('two');
  await heard('gone', 'two');
});

it('survives that the whole folder goes away and comes back', async () => {
  await start();
  await rm(folder, { recursive: true });
  await heard('gone');
  await mkdir(folder);
  await put('two');
  await heard('gone', 'two');
});

it('says nothing about a new time, other files or our own saves', async () => {
  const own = await start();
  await utimes(file, new Date(), new Date(Date.now() + 5000));
  await writeFile(join(folder, 'other.json'), 'two');
  const { stamp } = await saveOf(own, 'two');
  await saveOf(own, 'three', stamp);
  // Long enough to be seen; heard last, and alone, so nothing was said about what came before.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await put('four');
  await heard('four');
});

it('tells when another program brings back what we had saved earlier, seen or not', async () => {
  const own = await start();
  await saveOf(own, 'two');
  await put('three');
  await heard('three');
  await put('two');
  await heard('three', 'two');
});

it('takes a save that failed for none', async () => {
  const own = await start();
  await put('three');
  await heard('three');
  await expect(saveOf(own, 'two', { sha256: sha256Hex('one'), modified: 0 })).rejects.toThrow();
  await put('two');
  await heard('three', 'two');
});

function saveOf(own: FileWatch, text: string, expected?: FileStamp): ReturnType<typeof saveFile> {
  return own.duringSave(text, () => saveFile({ path: file, text, ...(expected ? { expected } : { overwrite: true }) }));
}

it('watches the file behind a symbolic link, and follows the link to another one', async () => {
  const path = join(folder, 'link.json');
  await mkdir(join(folder, 'else'));
  await writeFile(join(folder, 'else', 'b.json'), 'three');
  await symlink('a.json', path);
  await start(path);
  await put('two');
  await heard('two');
  await symlink('else/b.json', join(folder, 'c'));
  await rename(join(folder, 'c'), path);
  await heard('two', 'three');
});

it('is silent after it was closed', async () => {
  (await start()).close();
  await put('two');
  watch = await FileWatch.start(file, () => news.push('second'));
  await put('three');
  await heard('second');
});
