import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quoteShell } from '../../shared/compiler/quote.ts';
import { runCommand, runOrThrow } from '../world/run-command.ts';
import { buildWorld, type World } from '../world/world.ts';
import { asAdministrator } from './as-administrator.ts';
import { HOST, MANAGEMENT, twoBridges } from './documents.ts';
import { SshHost } from './ssh-host.ts';

const CLI = fileURLToPath(new URL('../../out/cli/bridgewarden.mjs', import.meta.url));
const PASSPHRASE = 'correct horse';

let world: World;
let host: SshHost;
beforeAll(async () => {
  world = await buildWorld(twoBridges(), 'mytux', { management: MANAGEMENT, mute: true });
  host = await SshHost.start(world.namespace('mytux'), HOST);
  const key = join(host.folder, 'locked-key');
  await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', PASSPHRASE, '-C', '', '-f', key]);
  writeFileSync(join(host.folder, 'user-key.pub'), readFileSync(`${key}.pub`), { flag: 'a' });
});
afterAll(async () => {
  await host?.stop();
  await world?.destroy();
});
beforeEach(() => host.login('right'));

function preflight(...options: string[]): string[] {
  const file = join(host.folder, 'drawing.bridgewarden.json');
  writeFileSync(file, JSON.stringify(twoBridges()));
  return asAdministrator(host, [process.execPath, CLI, 'preflight', file, '--host', 'mytux', ...options]);
}

/** Runs a command at a terminal where somebody types each answer after the words that ask for it. */
async function atTerminal(argv: readonly string[], answers: readonly (readonly [string, string])[]) {
  const child = spawn('script', ['-qec', argv.map(quoteShell).join(' '), '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const left = [...answers];
  let shown = '';
  let from = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [next] = left;
    const place = next === undefined ? -1 : shown.indexOf(next[0], from);
    if (next === undefined || place < 0) return;
    from = place + next[0].length;
    left.shift();
    child.stdin.write(`${next[1]}\r`);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, shown, unasked: left };
}

describe('bridgewarden preflight', () => {
  it('prints a line for each result, and as JSON all of them', async () => {
    const plain = await runCommand(preflight());
    expect(plain).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^mytux: fine +Root rights: mytux runs Linux/),
    });
    const json = JSON.parse((await runCommand(preflight('--json'))).stdout) as { results: { verdict: string }[] };
    expect(json).toMatchObject({ host: 'mytux' });
    expect(json.results).toHaveLength(plain.stdout.trim().split('\n').length);
  });

  it('asks at a terminal for the host key and the passphrase, and shows nothing of the latter', async () => {
    host.know('none');
    host.configure({ identity: 'locked-key' });
    try {
      const { code, shown, unasked } = await atTerminal(preflight(), [
        ['Accept? [yes/no]', 'yes'],
        ['The passphrase of the private key', 'wrong one'],
        ['That was not right. The passphrase', PASSPHRASE],
      ]);
      expect({ code, unasked }).toEqual({ code: 0, unasked: [] });
      expect(shown).toMatch(/ED25519 SHA256:/);
      expect(shown).toContain('Root rights');
      expect(shown).not.toContain(PASSPHRASE);
      expect(shown).not.toContain('wrong one');
    } finally {
      host.know('right');
    }
  });

  it('without a terminal asks nothing, ends with 1 and says what to do; --ask then needs one', async () => {
    host.configure({ identity: 'locked-key' });
    const outcome = await runCommand(preflight());
    expect(outcome).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/STOP +Connection: mytux .*Nobody could be asked here .*ssh agent/),
    });
    // In a session of its own it has no terminal at all.
    expect(await runCommand(['setsid', '--wait', ...preflight('--ask')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--ask needs a terminal/),
    });
  });

  it('with --ask asks at the terminal although its input is something else', async () => {
    host.configure({ identity: 'locked-key' });
    const argv = ['sh', '-c', 'exec "$@" </dev/null', 'sh', ...preflight('--ask')];
    const { code, unasked } = await atTerminal(argv, [['The passphrase of the private key', PASSPHRASE]]);
    expect({ code, unasked }).toEqual({ code: 0, unasked: [] });
  });
});
