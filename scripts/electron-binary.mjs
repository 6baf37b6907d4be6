import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './lib/root.mjs';

/**
 * @typedef {{ found: true, path: string, version: string } | { found: false, why: string }} ElectronBinary
 */

const EXECUTABLE = /** @type {Record<string, string>} */ ({
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
});

/**
 * Is an Electron runtime installed? Never asks by `require('electron')`: since Electron 42 that starts a download.
 * The answer follows electron's own index.js, but believes nothing that is not there: an override folder without a
 * runtime in it, or a runtime left over from an earlier version, counts as missing.
 * @param {{ packageRoot?: string, override?: string | undefined, platform?: string }} [options]
 * @returns {ElectronBinary}
 */
export function electronBinary({
  packageRoot = at('node_modules/electron'),
  override = process.env.ELECTRON_OVERRIDE_DIST_PATH,
  platform = process.platform,
} = {}) {
  const manifest = join(packageRoot, 'package.json');
  if (!existsSync(manifest)) return { found: false, why: 'the electron package is not installed' };
  /** @type {string} */
  const wanted = JSON.parse(readFileSync(manifest, 'utf8')).version;

  const dist = override || join(packageRoot, 'dist');
  const path = join(dist, EXECUTABLE[platform] ?? 'electron');
  if (!existsSync(path)) return { found: false, why: `its runtime (version ${wanted}) has not been downloaded` };
  // index.js reads path.txt, written after the last file is unpacked: without it the runtime is only half there.
  if (!override && !existsSync(join(packageRoot, 'path.txt'))) {
    return { found: false, why: 'its runtime was unpacked only in part' };
  }
  const versionFile = join(dist, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  if (version !== wanted) return { found: false, why: `its runtime is version ${version}, not ${wanted}` };
  return { found: true, path, version };
}
