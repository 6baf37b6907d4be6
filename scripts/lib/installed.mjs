import { existsSync, readFileSync } from 'node:fs';
import { at } from './root.mjs';
import { run } from './run.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * Does node_modules hold what the lock names? The contents are compared, not the dates: git sets a file's date on every
 * checkout, and a needless `npm ci` costs most of a minute.
 * @param {Lock} lock package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json, which npm writes last
 */
export function matchesLock(lock, installed) {
  if (!installed?.packages) return false;
  for (const [path, wanted] of Object.entries(lock.packages ?? {})) {
    if (path === '') continue;
    const found = installed.packages[path];
    // Packages for other platforms are optional and rightly absent.
    if (!found && wanted.optional) continue;
    if (found?.version !== wanted.version) return false;
  }
  return true;
}

/**
 * @param {string} path
 * @returns {Lock | undefined}
 */
function readLock(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isInstalled() {
  const lock = readLock(at('package-lock.json'));
  return lock !== undefined && matchesLock(lock, readLock(at('node_modules/.package-lock.json')));
}

/** @returns {Promise<boolean>} true when everything the lock names is there */
export async function ensureInstalled() {
  if (isInstalled()) return true;
  console.log('Installing the packages that package-lock.json names (npm ci)...');
  // Electron's own warnings about Node 20 would bury everything else; its runtime brings its own Node.
  const status = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  if (status !== 0) console.error(`npm ci failed with status ${status}: its messages above say why.`);
  return status === 0;
}
