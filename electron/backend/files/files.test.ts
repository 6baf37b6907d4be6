import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallError } from '../../../shared/contract/errors.ts';
import { sha256Hex } from '../sha256.ts';
import { absolutePath } from './absolute-path.ts';
import { listFolder } from './list-folder.ts';
import { openFile } from './open-file.ts';
import { saveFile } from './save-file.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  file = join(folder, 'lab.bridgewarden.json');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The folder holds these files and nothing else: no temporary file was left behind. */
async function expectOnly(...names: string[]): Promise<void> {
  expect((await readdir(folder)).sort()).toEqual(names.sort());
}

async function failure(promise: Promise<unknown>): Promise<CallError> {
  return promise.then(
    () => expect.fail('it succeeded'),
    (error: unknown) => error as CallError,
  );
}

describe('saving', () => {
  it('writes a new file, and gives the stamp that opening it gives', async () => {
    const saved = await saveFile({ path: file, text: 'één\n' });
    expect(await openFile(file)).toEqual({ path: file, text: 'één\n', stamp: saved.stamp });
    await expectOnly('lab.bridgewarden.json');
  });

  it('does not replace a file that it knows nothing about', async () => {
    await writeFile(file, 'mine');
    const error = await failure(saveFile({ path: file, text: 'new' }));
    expect([error.code, error.message]).toEqual(['exists', expect.stringContaining(file)]);
    expect(await readFile(file, 'utf8')).toBe('mine');
    await expectOnly('lab.bridgewarden.json');
  });

  it('replaces what the window has read', async () => {
    await writeFile(file, 'one');
    const { stamp } = await openFile(file);
    await saveFile({ path: file, text: 'two', expected: stamp! });
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it('notices another content on disk, says so with its stamp, and leaves it', async () => {
    await writeFile(file, 'one');
    const { stamp } = await openFile(file);
    await writeFile(file, 'theirs');
    const error = await failure(saveFile({ path: file, text: 'two', expected: stamp! }));
    expect(error).toMatchObject({ code: 'changed-on-disk', details: { stamp: { sha256: sha256Hex('theirs') } } });
    expect(await readFile(file, 'utf8')).toBe('theirs');
    await saveFile({ path: file, text: 'two', expected: stamp!, overwrite: true });
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it('does not mind a newer time on the same content', async () => {
    await writeFile(file, 'one');
    const { stamp } = await openFile(file);
    await utimes(file, new Date(), new Date(Date.now() + 10_000));
    await saveFile({ path: file, text: 'two', expected: stamp! });
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it('notices that the file was removed', async () => {
    await writeFile(file, 'one');
    const { stamp } = await openFile(file);
    await rm(file);
    expect((await failure(saveFile({ path: file, text: 'two', expected: stamp! }))).code).toBe('changed-on-disk');
    await expectOnly();
  });

  it('lets one of two windows win that save the same reading at once', async () => {
    await writeFile(file, 'one');
    const { stamp } = await openFile(file);
    const results = await Promise.allSettled(
      ['two', 'three'].map((text) => saveFile({ path: file, text, expected: stamp! })),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it("keeps the file's mode", async () => {
    await writeFile(file, 'one');
    await chmod(file, 0o640);
    const { stamp } = await openFile(file);
    await saveFile({ path: file, text: 'two', expected: stamp! });
    expect((await stat(file)).mode & 0o7777).toBe(0o640);
  });

  it('follows a symbolic link to the real file and keeps the link', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'a.json'), 'one');
    await symlink('real/a.json', file);
    const { stamp } = await openFile(file);
    expect((await saveFile({ path: file, text: 'two', expected: stamp! })).path).toBe(file);
    expect(await readlink(file)).toBe('real/a.json');
    expect(await readFile(join(folder, 'real', 'a.json'), 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'real'))).toEqual(['a.json']);
  });

  it('writes where a dangling link leads, and gives up on links in a circle', async () => {
    await symlink('new.json', file);
    await saveFile({ path: file, text: 'new' });
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'new.json'), 'utf8')).toBe('new');
    await symlink('b', join(folder, 'a'));
    await symlink('a', join(folder, 'b'));
    expect((await failure(saveFile({ path: join(folder, 'a'), text: 'x' }))).message).toMatch(/circle/);
  });

  it('is a new file each time, so that a reader sees the old or the new one whole', async () => {
    await writeFile(file, 'one');
    await link(file, join(folder, 'reader'));
    const { stamp } = await openFile(file);
    await saveFile({ path: file, text: 'two', expected: stamp! });
    expect(await readFile(join(folder, 'reader'), 'utf8')).toBe('one');
  });

  it.each([
    ['a folder that is not there', 'not-found', () => join(folder, 'none', 'a.json')],
    ['a folder', 'bad-request', () => folder],
    ['below a file', 'not-found', () => join(file, 'a.json')],
    ['a name that is too long', 'bad-request', () => join(folder, 'a'.repeat(300))],
  ])('to %s fails with a sentence', async (_what, code, path) => {
    await writeFile(file, 'one');
    const error = await failure(saveFile({ path: path(), text: 'x' }));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(/^Cannot save \/.*: .*\.$/)]);
    expect(error.message).not.toMatch(/E[A-Z]{4,}/);
    await expectOnly('lab.bridgewarden.json');
  });

  it.skipIf(process.getuid?.() === 0)(
    'without permission fails with a sentence (not run as root, who may do anything)',
    async () => {
      await chmod(folder, 0o500);
      const error = await failure(saveFile({ path: file, text: 'x' }));
      expect([error.code, error.message]).toEqual(['permission-denied', expect.stringContaining(file)]);
      await chmod(folder, 0o700);
    },
  );

  it('on a full disk keeps the old file and says why', async () => {
    // /dev/full refuses every byte; as the target's folder entry it would be a device, which is refused before.
    const error = await failure(saveFile({ path: '/dev/full', text: 'x', overwrite: true }));
    expect(error.message).toMatch(/device/);
  });
});

describe('opening', () => {
  it.each([
    ['a missing file', 'not-found', () => file],
    ['a folder', 'not-a-document', () => folder],
    ['a device', 'not-a-document', () => '/dev/zero'],
  ])('%s fails with a sentence', async (_what, code, path) => {
    const error = await failure(openFile(path()));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(/: .*\.$|choose .*\.$/)]);
  });

  it('refuses what is no text', async () => {
    await writeFile(file, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    expect(await failure(openFile(file))).toMatchObject({
      code: 'not-a-document',
      message: expect.stringContaining('UTF-8'),
    });
  });

  it('refuses what is far too large without reading it', async () => {
    const { open } = await import('node:fs/promises');
    const sparse = await open(file, 'w');
    await sparse.truncate(5_000_000_000);
    await sparse.close();
    expect((await failure(openFile(file))).message).toMatch(/too large/);
  });
});

describe('listing', () => {
  it('shows folders, then documents, in the order people count in', async () => {
    for (const name of ['10', '9', '.hidden']) await mkdir(join(folder, name));
    for (const name of ['b2', 'b10', 'a']) await writeFile(join(folder, `${name}.bridgewarden.json`), '');
    await writeFile(join(folder, 'package.json'), '');
    await symlink('nowhere.bridgewarden.json', join(folder, 'dangling.bridgewarden.json'));
    const { entries, parent } = await listFolder(folder);
    expect(entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder 9',
      'folder 10',
      'document a.bridgewarden.json',
      'document b2.bridgewarden.json',
      'document b10.bridgewarden.json',
    ]);
    expect(parent).toBe(tmpdir());
    expect(entries[0]?.path).toBe(join(folder, '9'));
    const every = (await listFolder(folder, true)).entries.map(({ name }) => name);
    expect(every).toContain('package.json');
    expect(every).not.toContain('.hidden');
  });

  it('has no parent at the top, and a sentence for a folder that is not there', async () => {
    expect('parent' in (await listFolder('/'))).toBe(false);
    expect((await failure(listFolder(join(folder, 'none')))).code).toBe('not-found');
  });
});

describe('a path that a user types', () => {
  it.each([
    ['~', homedir()],
    ['~/lab.json', join(homedir(), 'lab.json')],
    ['lab.json', join(homedir(), 'lab.json')],
    ['/tmp/../etc/lab.json', '/etc/lab.json'],
    ['~other/lab.json', join(homedir(), '~other/lab.json')],
  ])('%s is %s', (typed, absolute) => {
    expect(absolutePath(typed)).toBe(absolute);
  });

  it('cannot hold a NUL', () => {
    expect(() => absolutePath('/tmp/a\0.json')).toThrow(/NUL/);
  });
});
