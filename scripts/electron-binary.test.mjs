import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary } from './electron-binary.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-binary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param {Record<string, string>} files */
function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
/** @param {string} [override] */
const look = (override) => electronBinary({ packageRoot: join(folder, 'electron'), override, platform: 'linux' });
const manifest = { 'electron/package.json': '{"version":"45.4.1"}' };

describe('electronBinary', () => {
  it('says when the package itself is missing', () => {
    expect(look()).toEqual({ found: false, why: 'the electron package is not installed' });
  });

  it('says when the runtime was never downloaded', () => {
    write(manifest);
    expect(look()).toMatchObject({ found: false, why: expect.stringContaining('not been downloaded') });
  });

  it('finds the runtime in dist', () => {
    write({ ...manifest, 'electron/dist/electron': '', 'electron/dist/version': 'v45.4.1\n', 'electron/path.txt': '' });
    expect(look()).toEqual({ found: true, path: join(folder, 'electron/dist/electron'), version: '45.4.1' });
  });

  it('does not take a half unpacked runtime for a whole one', () => {
    write({ ...manifest, 'electron/dist/electron': '', 'electron/dist/version': '45.4.1' });
    expect(look()).toMatchObject({ found: false, why: expect.stringContaining('in part') });
  });

  it('refuses a runtime of another version', () => {
    write({ ...manifest, 'electron/dist/electron': '', 'electron/dist/version': '44.0.0', 'electron/path.txt': '' });
    expect(look()).toMatchObject({ found: false, why: expect.stringContaining('44.0.0, not 45.4.1') });
  });

  it('takes an override folder, and does not believe an empty one', () => {
    write({ ...manifest, 'other/electron': '', 'other/version': '45.4.1' });
    expect(look(join(folder, 'other'))).toMatchObject({ found: true, path: join(folder, 'other/electron') });
    expect(look(join(folder, 'nowhere'))).toMatchObject({ found: false });
  });
});
