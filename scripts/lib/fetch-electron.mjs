import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { electronBinary } from '../electron-binary.mjs';
import { at } from './root.mjs';
import { tool } from './run.mjs';

// Long enough for a slow proxy's first byte, short enough that nobody wonders whether the program hangs.
const SILENCE_LIMIT_MS = 12_000;

/**
 * The bytes under a folder; 0 when it is not there.
 * @param {string} folder
 * @returns {number}
 */
export function bytesUnder(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesUnder(path) : statSync(path).size);
    }, 0);
  } catch {
    // A temporary file may go while we look.
    return 0;
  }
}

/**
 * Fetches the Electron runtime by the package's own installer, for as long as bytes arrive. Without a network that fails
 * at once or falls silent; silence ends it. No probe beforehand: the runtime may come from a cache or a mirror.
 * @returns {Promise<import('../electron-binary.mjs').ElectronBinary>}
 */
export async function fetchElectron() {
  const installer = tool('electron/install.js');
  const temporary = at('out/electron-download');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });

  console.log('Fetching the Electron runtime (once, about 110 MB)...');
  const child = spawn(process.execPath, [installer], {
    // The download is watched by the size of its temporary file, so it gets a folder of its own.
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-4000);
  });

  let size = 0;
  let lastGrowth = Date.now();
  let silent = false;
  const watch = setInterval(() => {
    const now = bytesUnder(temporary) + bytesUnder(tool('electron/dist'));
    if (now !== size) {
      size = now;
      lastGrowth = Date.now();
      if (process.stdout.isTTY) process.stdout.write(`\r  ${Math.round(size / 1e6)} MB `);
    } else if (Date.now() - lastGrowth > SILENCE_LIMIT_MS) {
      silent = true;
      child.kill('SIGKILL');
    }
  }, 500);
  const status = await new Promise((done) => {
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
  clearInterval(watch);
  if (process.stdout.isTTY && size > 0) process.stdout.write('\n');
  rmSync(temporary, { recursive: true, force: true });

  const binary = electronBinary();
  if (binary.found || status === 0) return binary;
  if (silent) return { found: false, why: `no byte of it arrived in ${SILENCE_LIMIT_MS / 1000} seconds` };
  return { found: false, why: `it could not be downloaded (${reason(complaint)})` };
}

/**
 * The sentence at the top of the installer's stack trace. `fetch failed` hides its cause from the trace; it means that
 * the name was not found or nobody answered.
 * @param {string} complaint
 */
export function reason(complaint) {
  const line = complaint.split('\n').find((each) => /^\w*Error\b.*:/.test(each)) ?? 'Error: no reason given';
  const sentence = line.replace(/^\w*Error(\s\[\w+\])?:\s*/, '').trim();
  return sentence === 'fetch failed' ? 'there is no network to its download site' : sentence;
}
