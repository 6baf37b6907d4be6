import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from './ask.ts';
import type { SshRole } from './ssh-arguments.ts';
import { type RemoteRunOptions, runOverSsh } from './ssh-connection.ts';

// A client in place of ssh that asks for a password and then runs what it is given, here.
const CLIENT = `#!/bin/sh
answer=$("$SSH_ASKPASS" "root@mytux's password: ") || exit 255
[ "$answer" = sesame ] || exit 255
exec /bin/sh -eu -s
`;

describe.skipIf(process.platform === 'win32')('a host that asks', () => {
  let folder: string;
  let program: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssh-'));
    program = join(folder, 'ssh');
    writeFileSync(program, CLIENT);
    chmodSync(program, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (ask: Ask, script: string, options: RemoteRunOptions) =>
    runOverSsh(
      { config: { program }, ask },
      { name: 'mytux', address: 'mytux', user: 'root' },
      { kind: 'separate' },
      script,
      options,
    );

  it('is given as long for its own work as if it had asked nothing', async () => {
    const slowly: Ask = async () => {
      await sleep(3500);
      return { kind: 'secret', text: 'sesame' };
    };
    expect(await run(slowly, 'echo done', { timeoutMs: 3000 })).toMatchObject({ status: 0, stdout: 'done\n' });
  });

  it('is told from one that is silent, when nobody answers while there is time', async () => {
    const never: Ask = (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
    await expect(run(never, 'true', { timeoutMs: 20_000, longestMs: 2000 })).rejects.toMatchObject({
      failure: 'unanswered',
      message: expect.stringMatching(/Nobody answered what mytux/),
    });
  });

  it('is told as lost, when the connection that carried it ends without a word', async () => {
    const silent = join(folder, 'silent-ssh');
    writeFileSync(silent, '#!/bin/sh\nexit 255\n');
    chmodSync(silent, 0o755);
    const over = (role: SshRole) =>
      runOverSsh({ config: { program: silent }, ask: undefined }, { name: 'mytux', address: 'mytux' }, role, 'true', {
        timeoutMs: 9000,
      });
    await expect(over({ kind: 'shared', socket: join(folder, 's') })).rejects.toMatchObject({
      failure: 'lost',
      message: expect.stringMatching(/^The connection to mytux.* was lost\.$/),
    });
    await expect(over({ kind: 'separate' })).rejects.toMatchObject({ failure: 'other' });
  });

  it('is not listened to without end', async () => {
    const atOnce: Ask = () => Promise.resolve({ kind: 'secret', text: 'sesame' });
    const chatter = "head -c 3000000 /dev/zero | tr '\\0' x";
    const refused = run(atOnce, chatter, { timeoutMs: 60_000, outputLimit: 2 * 1024 * 1024 });
    await expect(refused).rejects.toThrow(/^.{0,20}mytux.{0,40} sent more than 2 MiB .*/);
    const all = await run(atOnce, chatter, { timeoutMs: 60_000, outputLimit: 4 * 1024 * 1024 });
    expect(all.stdout).toHaveLength(3_000_000);
  });
});
