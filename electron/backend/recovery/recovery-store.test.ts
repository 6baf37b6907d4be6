import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateFolder } from '../storage/state-folder.ts';
import { identityOf } from './process-identity.ts';
import { RecoveryStore } from './recovery-store.ts';

let folder: string;
let store: RecoveryStore;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'recovery-')), 'deep', 'recovery');
  store = new RecoveryStore(folder);
});
afterEach(async () => {
  await rm(join(folder, '..', '..'), { recursive: true, force: true });
});

const COPY = { id: 'one', name: 'Lab', path: '/home/ann/lab.json', text: '{"secret":true}' };
const ids = async (): Promise<string[]> => (await store.list()).copies.map(({ id }) => id);

/** Puts the copy in another process's name, as if that had written it. */
async function giveTo(owner: { pid: number; started?: string }): Promise<void> {
  const path = join(folder, 'one.json');
  await writeFile(
    path,
    JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), owner: { ...owner, window: 'w' } }),
  );
}

describe('a copy', () => {
  it('can be read by its owner alone', async () => {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await store.put(store.openWindow(), COPY);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'one.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['one.json']);
  });

  it('is offered once its window is gone, and opened as it was', async () => {
    const window = store.openWindow();
    await store.put(window, COPY);
    expect(await ids()).toEqual([]);
    store.closeWindow(window);
    expect((await store.list()).copies).toEqual([
      { id: 'one', name: 'Lab', path: '/home/ann/lab.json', saved: expect.any(Number) },
    ]);
    expect(await store.open(store.openWindow(), 'one')).toEqual({ text: COPY.text, path: COPY.path });
  });

  it('is offered to one window only', async () => {
    const window = store.openWindow();
    await store.put(window, COPY);
    store.closeWindow(window);
    const second = store.openWindow();
    await store.open(second, 'one');
    expect(await ids()).toEqual([]);
    await expect(store.open(store.openWindow(), 'one')).rejects.toMatchObject({ code: 'busy' });
    await expect(store.drop(store.openWindow(), 'one')).rejects.toMatchObject({ code: 'busy' });
    store.closeWindow(second);
    expect(await ids()).toEqual(['one']);
  });

  it('of a process that has died is offered, of one that runs it is not', async () => {
    await store.put(store.openWindow(), COPY);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await new Promise((resolve) => child.once('spawn', resolve));
    const identity = identityOf(child.pid ?? 0);
    await giveTo(identity);
    expect(await ids()).toEqual([]);
    // The same number, but another process: it was given to a newcomer after a reboot.
    await giveTo({ ...identity, started: '1' });
    expect(await ids()).toEqual(['one']);
    await giveTo(identity);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await ids()).toEqual(['one']);
  });

  it('is gone when it was dropped, also when its writing was still under way', async () => {
    const window = store.openWindow();
    await Promise.all([
      store.put(window, COPY),
      store.put(window, { ...COPY, text: 'x'.repeat(1_000_000) }),
      store.drop(window, 'one'),
    ]);
    expect(await readdir(folder)).toEqual([]);
    await store.drop(window, 'one');
    await expect(store.open(window, 'one')).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['../one', 'a/b', '', '.', 'a'.repeat(65), 'a\0'])('cannot be named "%s"', async (id) => {
    const window = store.openWindow();
    const call = async (): Promise<void> => store.put(window, { ...COPY, id });
    await expect(call()).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('that is damaged does not keep the others from being offered, the latest first', async () => {
    const window = store.openWindow();
    await store.put(window, COPY);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.put(window, { ...COPY, id: 'two' });
    store.closeWindow(window);
    await writeFile(join(folder, 'broken.json'), '{"id":');
    await writeFile(join(folder, 'note.txt'), 'not ours');
    expect(await ids()).toEqual(['two', 'one']);
  });
});

it('lies where the XDG rules want it, and nowhere relative', () => {
  expect(stateFolder({ XDG_STATE_HOME: '/var/state' })).toBe('/var/state/bridgewarden');
  expect(stateFolder({ XDG_STATE_HOME: 'state' })).toMatch(/\/\.local\/state\/bridgewarden$/);
  expect(stateFolder({})).toMatch(/\/\.local\/state\/bridgewarden$/);
});
