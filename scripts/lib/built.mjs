import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './root.mjs';
import { run } from './run.mjs';

const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'scripts/build.mjs',
  'scripts/build-node.mjs',
];

/**
 * The newest change under a path. A folder counts too: its date changes when a file in it is removed.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return /\.test\.(ts|tsx|mjs)$/.test(path) ? 0 : stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

function isBuilt() {
  const stamp = at('out/.built');
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(at(source)) <= built);
}

/** @returns {Promise<boolean>} */
export async function ensureBuilt() {
  if (isBuilt()) return true;
  console.log('Building...');
  return (await run(process.execPath, [at('scripts/build.mjs'), '--no-typecheck'])) === 0;
}
