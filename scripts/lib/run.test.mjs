import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './run.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let log;
/** @type {number} */
let output;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridgewarden-run-'));
  log = join(folder, 'log');
  output = openSync(log, 'w');
});
afterEach(() => {
  closeSync(output);
  rmSync(folder, { recursive: true, force: true });
});

/**
 * @param {string} script
 * @param {AbortSignal} [cancelled]
 */
const runScript = (script, cancelled) =>
  run(process.execPath, ['-e', script], {}, { output, ...(cancelled && { cancelled }) });

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

describe('run', () => {
  it('answers with the exit status, and lets a file take what is printed', async () => {
    expect(await runScript("console.log('out'); console.error('err'); process.exitCode = 3")).toBe(3);
    expect(readFileSync(log, 'utf8')).toBe('out\nerr\n');
  });

  it('answers also for a command that is not there', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await run('no-such-command', [])).toBe(127);
    expect(complaint).toHaveBeenCalledWith(expect.stringContaining('no-such-command'));
    complaint.mockRestore();
  });

  it.skipIf(process.platform !== 'linux')('ends a cancelled command with all that it has started', async () => {
    const cancelling = new AbortController();
    // Neither ends by itself, and the inner one does not even listen to Ctrl+C.
    const inner = "process.on('SIGINT', () => {}); console.log(process.pid); setInterval(() => {}, 1000)";
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    const status = runScript(script, cancelling.signal);
    await expect.poll(() => readFileSync(log, 'utf8')).toMatch(/^\d+\n$/);
    const pid = Number(readFileSync(log, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    cancelling.abort();
    expect(await status).toBe(130);
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('ends at once what begins after the run was cancelled', async () => {
    expect(await runScript('setInterval(() => {}, 1000)', AbortSignal.abort())).not.toBe(0);
  });
});
