import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { frameScript, unframeOutput } from './remote-script.ts';

/** Runs a framed script in a real POSIX shell, with a noisy login before it. */
function run(script: string) {
  const framed = frameScript(script, 'n1');
  const result = spawnSync('/bin/sh', ['-eu', '-s'], { input: framed.text, encoding: 'utf8' });
  return unframeOutput(`Welcome to mytux!\n${result.stdout}`, framed);
}

describe('frameScript', () => {
  it('gives the output alone, without the greeting', () => {
    expect(run("printf 'one\\ntwo'")).toEqual({ begun: true, status: 0, output: 'one\ntwo' });
  });

  it('tells a remote status 255 from a failure of ssh', () => {
    expect(run('exit 255')).toEqual({ begun: true, status: 255, output: '' });
  });

  it('ends at the first failing command', () => {
    expect(run('echo before\nfalse\necho after')).toEqual({ begun: true, status: 1, output: 'before\n' });
  });

  it('keeps the script from being read by what it runs', () => {
    expect(run('cat\necho after')).toEqual({ begun: true, status: 0, output: 'after\n' });
  });

  it('tells a script that was killed', () => {
    const result = run('echo before\nkill -9 $$');
    expect(result.begun).toBe(true);
    expect(result.status).toBeUndefined();
  });

  it('tells a script that never began', () => {
    expect(unframeOutput('This account is currently not available.\n', frameScript('true', 'n1')).begun).toBe(false);
  });
});
