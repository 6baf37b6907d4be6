import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { at, root } from './root.mjs';

/** How long what was asked to end may take for it, in milliseconds. */
const GRACE = 5000;

/**
 * `output`: an open file that takes what a command prints; such a command gets no keyboard either. `cancelled`: when it is
 * aborted, the command ends, and with it all that it has started.
 * @typedef {{ output?: number, cancelled?: AbortSignal }} RunOptions
 */

/**
 * Runs a command with the terminal as its own and answers with its exit status; never throws.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, env = {}, { output, cancelled } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: output === undefined ? 'inherit' : ['ignore', output, output],
      env: { ...process.env, ...env },
      // npm is npm.cmd on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
      // A process group of its own, to be ended as a whole.
      detached: cancelled !== undefined && process.platform !== 'win32',
    });
    /** @type {NodeJS.Timeout | undefined} */
    let impatience;
    const cancel = () => {
      signalGroup(child, 'SIGINT');
      impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE);
    };
    if (cancelled?.aborted) cancel();
    cancelled?.addEventListener('abort', cancel);
    const end = (/** @type {number} */ status) => {
      cancelled?.removeEventListener('abort', cancel);
      clearTimeout(impatience);
      // Its own children may have outlived it.
      if (cancelled?.aborted) signalGroup(child, 'SIGKILL');
      done(status);
    };
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(127);
    });
    child.on('exit', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  if (leader.pid === undefined) return;
  try {
    // Windows knows no process groups.
    if (process.platform === 'win32') leader.kill(signal);
    else process.kill(-leader.pid, signal);
  } catch {
    // all of it has ended by itself
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
export function capture(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { status: result.status ?? 127, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}

/**
 * A program of node_modules, started by this Node: no shim, no shell, the same on Windows.
 * @param {string} path its JavaScript file, relative to node_modules
 */
export const tool = (path) => at('node_modules', path);

/**
 * Looks for a command as a shell would, and in the sbin folders that an ordinary Debian user has not on her PATH.
 * @param {string} command
 */
export function findCommand(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    if (folder === '') continue;
    try {
      const path = join(folder, command);
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}
