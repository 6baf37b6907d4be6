import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quoteShell } from '../../shared/compiler/quote.ts';
import type { Document } from '../../shared/document/document.ts';
import { runCommand } from '../world/run-command.ts';
import { asAdministrator } from './as-administrator.ts';
import { otherRules, twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';

const CLI = fileURLToPath(new URL('../../out/cli/bridgewarden.mjs', import.meta.url));

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());
afterEach(() => bed.host.know('right'));

/** The arguments that deploy a document from the command line. */
function deploy(document: Document, ...options: string[]): string[] {
  const file = join(bed.host.folder, 'drawing.bridgewarden.json');
  writeFileSync(file, JSON.stringify(document));
  return asAdministrator(bed.host, [process.execPath, CLI, 'deploy', file, '--host', 'mytux', ...options]);
}

/** The arguments of a command that asks the host, with what it prints as JSON. */
async function askJson(command: string, document: Document, ...options: string[]): Promise<[number | null, unknown]> {
  const file = join(bed.host.folder, 'drawing.bridgewarden.json');
  writeFileSync(file, JSON.stringify(document));
  const argv = [process.execPath, CLI, command, file, '--host', 'mytux', ...options, '--json'];
  const { code, stdout } = await runCommand(asAdministrator(bed.host, argv));
  return [code, JSON.parse(stdout)];
}

/** The process below another one that runs the command line program. */
function findProgram(parent: number): number {
  for (const child of readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)) {
    if (readFileSync(`/proc/${child}/cmdline`, 'utf8').startsWith(`${process.execPath}\0${CLI}`)) return child;
    const below = findProgram(child);
    if (below !== 0) return below;
  }
  return 0;
}

describe('the command line, from a first push to a change and back', () => {
  it('says by its exit status and in JSON what a script has to know', async () => {
    expect(await askJson('status', twoBridges())).toMatchObject([1, { hosts: [{ state: 'never-deployed' }] }]);
    const pushed = await runCommand(deploy(twoBridges(), '--yes', '--json'));
    expect(JSON.parse(pushed.stdout)).toMatchObject({ hosts: [{ name: 'mytux', outcome: 'confirmed' }] });
    expect(await askJson('status', twoBridges())).toMatchObject([0, { hosts: [{ state: 'in-sync' }] }]);
    expect(await askJson('diff', twoBridges())).toMatchObject([0, { same: true }]);
    const [code, diff] = await askJson('diff', otherRules(), '--against', 'deployed');
    expect(code).toBe(1);
    expect(diff).toMatchObject({
      same: false,
      rules: expect.arrayContaining([expect.objectContaining({ ruleId: 'r2' })]),
    });

    expect((await runCommand(deploy(otherRules(), '--yes'))).code).toBe(0);
    const [, history] = await askJson('history', otherRules());
    const { releases } = history as { releases: { release: string; running: boolean }[] };
    const old = releases.find(({ running }) => !running)?.release.slice(0, 10) ?? '';
    const back = await runCommand(deploy(otherRules(), '--yes', '--release', old));
    expect(back).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mytux: The new rules run on mytux/) });
    expect(await bed.traffic()).toBe('echo');
    expect((await askJson('status', twoBridges()))[0]).toBe(0);
  });
});

/** Runs a command at a terminal of its own until it says something; gives what kills it then, without warning. */
async function runUntil(argv: readonly string[], words: string): Promise<() => Promise<void>> {
  const child = spawn('script', ['-qec', argv.map(quoteShell).join(' '), '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes(words)) resolve();
    });
    child.once('close', () => reject(new Error(`it ended without saying “${words}”: ${said}`)));
  });
  return async () => {
    // No handler of its own may put anything right.
    const program = findProgram(child.pid ?? 0);
    expect(program).toBeGreaterThan(0);
    process.kill(program, 'SIGKILL');
    await ended;
  };
}

/** Until the host's journal tells of a rollback. */
async function untilUndone(): Promise<void> {
  const undone = () => bed.host.shell('grep -c undone /var/lib/bridgewarden/journal.jsonl || true');
  await expect.poll(undone).not.toBe('0\n');
}

/** Until the host has noticed that the deployment's connection is gone. */
async function untilNoticed(): Promise<void> {
  const holds = () =>
    bed.host.shell(
      'kill -0 "$(sed -n s/^holder=//p /run/bridgewarden/deploy.lock/owner)" 2>/dev/null && echo yes || true',
    );
  await expect.poll(holds).toBe('');
}

describe('bridgewarden stop', () => {
  it('with --yes takes our rules off, and ends with 0', async () => {
    const bare = await bed.host.rules();
    await runCommand(deploy(twoBridges(), '--yes'));
    expect(await bed.traffic()).toBe('echo');
    const file = join(bed.host.folder, 'drawing.bridgewarden.json');
    const argv = [process.execPath, CLI, 'stop', file, '--host', 'mytux', '--yes'];
    const outcome = await runCommand(asAdministrator(bed.host, argv));
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mytux runs none of our rules/) });
    expect(await bed.host.rules()).toBe(bare);
    expect(await bed.traffic()).toBe('unguarded');
    await bed.expectNothingLeft();
  });
});

describe('bridgewarden deploy', () => {
  it('with --drill locks this machine out, sees the host come back, and keeps nothing', async () => {
    await runCommand(deploy(twoBridges(), '--yes'));
    const before = await bed.host.rules();
    const outcome = await runCommand(deploy(otherRules({ rollbackSeconds: 20 }), '--drill'), { timeout: 110_000 });
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mytux: The drill went well/) });
    await bed.expectByTimer(20);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    await bed.expectNothingLeft();
  });

  it('with --yes pushes, proves and keeps the rules, and ends with 0', async () => {
    const outcome = await runCommand(deploy(twoBridges(), '--yes'));
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mytux: The new rules run on mytux/) });
    expect(await bed.traffic()).toBe('echo');
    await bed.expectNothingLeft();
  });

  it('with --dry-run loads nothing and ends with 0', async () => {
    const before = await bed.host.rules();
    expect((await runCommand(deploy(twoBridges(), '--dry-run'))).code).toBe(0);
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });

  it('at a host with another key ends with 1 and a sentence, and sends nothing', async () => {
    const before = await bed.host.rules();
    bed.host.know('wrong');
    const outcome = await runCommand(deploy(twoBridges(), '--yes'));
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(/bridgewarden: .*drawing.*mytux.*host key.*ssh-keygen -R/);
    expect(outcome.stderr).not.toContain('at Object.');
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.host.shell('ls /var/lib/bridgewarden /run/bridgewarden 2>/dev/null || true')).toBe('');
  });

  it('killed while the new rules wait for a confirmation leaves the way back to the host', async () => {
    await runCommand(deploy(twoBridges(), '--yes'));
    const before = await bed.host.rules();
    // 10 s is the shortest time that the document format allows.
    const argv = deploy(otherRules({ rollbackSeconds: 10 }));
    const kill = await runUntil(argv, 'Keep them?');
    expect(await bed.traffic()).toBe('echo and console');
    await kill();
    await untilUndone();
    await bed.expectByTimer(10);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    // The host is free for the next one.
    expect((await runCommand(deploy(otherRules(), '--yes'))).code).toBe(0);
  });

  it('killed after the way back was armed and before anything was loaded leaves the earlier rules', async () => {
    await runCommand(deploy(twoBridges(), '--yes'));
    const before = await bed.host.rules();
    await (await runUntil(deploy(otherRules({ rollbackSeconds: 10 }), '--yes'), 'mytux: arm:'))();
    await untilUndone();
    await bed.expectByTimer(10);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    expect((await runCommand(deploy(otherRules(), '--yes'))).code).toBe(0);
  });

  it('killed after the confirmation has arrived leaves the new rules, and the host free for the next one', async () => {
    await runCommand(deploy(twoBridges(), '--yes'));
    // The step after the confirmation takes its time, so that it is the one that is cut off.
    await bed.host.shell(`cp "$(command -v touch)" /run/touch
printf '#!/bin/sh\\nsleep 3\\nexec /run/touch "$@"\\n' >/run/slow-touch
chmod +x /run/slow-touch
mount --bind /run/slow-touch "$(command -v touch)"`);
    try {
      await (await runUntil(deploy(otherRules(), '--yes'), 'mytux: disarm:'))();
      await untilNoticed();
      expect(await bed.host.shell('ls /run/bridgewarden/deploy.lock')).toBe('owner\n');
    } finally {
      await bed.host.shell('umount "$(command -v touch)"');
    }
    expect(await bed.traffic()).toBe('echo and console');
    const next = await runCommand(deploy(twoBridges(), '--yes'));
    expect(next, next.stderr).toMatchObject({ code: 0 });
    expect(await bed.traffic()).toBe('echo');
    await bed.expectNothingLeft();
  });

  it('killed together with the host’s timer leaves a lock that says how the earlier rules come back', async () => {
    await runCommand(deploy(twoBridges(), '--yes'));
    const before = await bed.host.rules();
    await (await runUntil(deploy(otherRules({ rollbackSeconds: 600 })), 'Keep them?'))();
    await bed.host.shell('kill -9 "$(cat /run/bridgewarden/deploy-*/timer.pid)"');
    const refused = await runCommand(deploy(twoBridges(), '--yes'));
    expect(refused.code).toBe(1);
    const [, command = ''] =
      /nobody has confirmed, .*Bring the earlier rules back there \((sh [^)]+)\)/.exec(refused.stderr) ?? [];
    expect((await bed.about(twoBridges()).status()).message).toContain(command);
    await bed.host.shell(command);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    expect((await runCommand(deploy(otherRules(), '--yes'))).code).toBe(0);
    expect(await bed.traffic()).toBe('echo and console');
  });
});
