import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../electron/backend/ssh/ask.ts';
import { createSshClient } from '../../electron/backend/ssh/ssh-client.ts';
import type { SshTarget } from '../../electron/backend/ssh/ssh-target.ts';
import { runOrThrow } from '../world/run-command.ts';
import { buildWorld, type World } from '../world/world.ts';
import { ACCEPT, person, REFUSE } from './answers.ts';
import { HOST, MANAGEMENT, twoBridges } from './documents.ts';
import { addHostUser } from './host-user.ts';
import { SshHost } from './ssh-host.ts';

const PASSWORD = 'pa ss\'word "$HOME"';
const PASSPHRASE = 'correct horse';
/** Logins with a password alone. */
const BY_PASSWORD = 2201;
/** Logins with what PAM asks: what most hosts do with passwords. */
const BY_PAM = 2203;
/** Logins with a certificate alone. */
const BY_CERTIFICATE = 2202;

let world: World;
let host: SshHost;
const file = (name: string) => join(host.folder, name);

beforeAll(async () => {
  world = await buildWorld(twoBridges(), 'mytux', { management: MANAGEMENT, mute: true });
  host = await SshHost.start(world.namespace('mytux'), HOST);
  await addHostUser(host, 'ada', PASSWORD);
  for (const [name, passphrase] of [
    ['locked-key', PASSPHRASE],
    ['ca', ''],
    ['signed-key', PASSPHRASE],
  ] as const)
    await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', passphrase, '-C', '', '-f', file(name)]);
  await runOrThrow(['ssh-keygen', '-q', '-s', file('ca'), '-I', 'ada', '-n', 'ada,root', file('signed-key.pub')]);
  writeFileSync(file('user-key.pub'), readFileSync(file('locked-key.pub')), { flag: 'a' });
  await host.listen(BY_PASSWORD, 'PasswordAuthentication yes\nPubkeyAuthentication no');
  await host.listen(BY_PAM, 'UsePAM yes\nKbdInteractiveAuthentication yes\nPubkeyAuthentication no');
  await host.listen(BY_CERTIFICATE, `TrustedUserCAKeys ${file('ca.pub')}\nAuthorizedKeysFile none`);
});
afterAll(async () => {
  await host?.stop();
  await world?.destroy();
});
beforeEach(() => {
  host.login('right');
  // All servers are known, by hashed names: whoever reads the file learns no host from it.
  const lines = [
    `${HOST} ${readFileSync(file('host-key.pub'), 'utf8')}`,
    ...[BY_PASSWORD, BY_PAM, BY_CERTIFICATE].map(
      (port) => `[${HOST}]:${port} ${readFileSync(file(`host-key-${port}.pub`), 'utf8')}`,
    ),
  ];
  writeFileSync(file('known_hosts'), lines.join(''));
});

const root: SshTarget = { name: 'mytux', address: HOST, user: 'root' };
const ada: SshTarget = { name: 'mytux', address: HOST, port: BY_PASSWORD, user: 'ada' };

/** Connects, and says as whom a command then runs over that connection and over one more of its own. */
async function whoAmI(target: SshTarget, ask: Ask): Promise<string> {
  const client = createSshClient(host.sshConfig()).asking(ask);
  const connection = await client.connect(target);
  try {
    const first = await connection.run('id -un', { timeoutMs: 10_000 });
    const second = await client.runSeparately(target, 'id -un', { timeoutMs: 10_000 });
    expect(second.stdout).toBe(first.stdout);
    return first.stdout.trim();
  } finally {
    connection.close();
  }
}

describe('the passphrase of a private key', () => {
  beforeEach(() => host.configure({ identity: 'locked-key' }));

  it('is asked for once, whatever number of connections it opens', async () => {
    const someone = person(PASSPHRASE);
    expect(await whoAmI(root, someone.ask)).toBe('root');
    expect(someone.asked).toEqual([
      expect.objectContaining({
        host: 'mytux',
        kind: 'passphrase',
        answer: 'secret',
        prompt: `The passphrase of the private key ${file('locked-key')}?`,
      }),
    ]);
  });

  it('is asked for again when it was wrong, as often as ssh allows', async () => {
    const someone = person('wrong', PASSPHRASE);
    expect(await whoAmI(root, someone.ask)).toBe('root');
    expect(someone.asked[1]).toMatchObject({ again: true, prompt: expect.stringMatching(/^That was not right\. /) });

    const stubborn = person('wrong', 'wrong', 'wrong');
    await expect(whoAmI(root, stubborn.ask)).rejects.toMatchObject({ failure: 'auth-refused' });
    expect(stubborn.asked).toHaveLength(3);
  });

  it('that is refused ends the connection', async () => {
    const someone = person(REFUSE);
    await expect(whoAmI(root, someone.ask)).rejects.toMatchObject({ failure: 'cancelled' });
    expect(someone.asked).toHaveLength(1);
  });

  it('is no longer asked for once the connection was cancelled', async () => {
    const cancel = new AbortController();
    let withdrawn = false;
    const connecting = createSshClient(host.sshConfig())
      .asking(
        (_, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              withdrawn = true;
              reject(signal.reason as Error);
            });
            cancel.abort();
          }),
      )
      .connect(root, cancel.signal);
    await expect(connecting).rejects.toMatchObject({ failure: 'cancelled' });
    expect(withdrawn).toBe(true);
  });

  it('is in no argument and no environment, whether right or wrong', async () => {
    const seen: string[] = [];
    const someone = person('wrong horse', PASSPHRASE);
    const client = createSshClient(host.sshConfig()).asking((question, signal) => {
      seen.push(allProcesses());
      return someone.ask(question, signal);
    });
    const connection = await client.connect(root);
    seen.push(allProcesses());
    connection.close();
    expect(seen).toHaveLength(3);
    for (const each of seen) {
      // It did look into the environment of ssh.
      expect(each).toContain('BRIDGEWARDEN_ASKPASS=');
      expect(each).not.toContain('wrong horse');
      expect(each).not.toContain(PASSPHRASE);
    }
    // The pipes were the only thing on disk, and they are gone.
    expect(/BRIDGEWARDEN_ASKPASS=([^\0]+)/.exec(seen[0] ?? '')?.[1]).toSatisfy((folder: string) => !existsSync(folder));
  });
});

/** The arguments and environments of all processes but this one. */
function allProcesses(): string {
  const texts: string[] = [];
  for (const each of readdirSync('/proc'))
    for (const part of ['cmdline', 'environ'])
      try {
        if (/^\d+$/.test(each) && Number(each) !== process.pid)
          texts.push(readFileSync(`/proc/${each}/${part}`, 'utf8'));
      } catch {
        // It has just ended.
      }
  return texts.join('\0');
}

describe('a password', () => {
  it.each([
    ['ssh', BY_PASSWORD],
    ['the host itself (PAM)', BY_PAM],
  ])('that %s asks for is asked for once, and again when it was wrong', async (_, port) => {
    const someone = person('wrong', PASSWORD);
    expect(await whoAmI({ ...ada, port }, someone.ask)).toBe('ada');
    expect(someone.asked).toMatchObject([
      { kind: 'password', prompt: `The password of ada at ${HOST}?` },
      { kind: 'password', again: true },
    ]);
  });
});

describe('an unknown host key', () => {
  const fingerprint = async (key: string) => (await runOrThrow(['ssh-keygen', '-lf', file(key)])).split(' ')[1];

  it('is shown by its fingerprint; once accepted ssh knows it, by a hashed name', async () => {
    host.know('none');
    host.configure({ identity: 'user-key', before: 'HashKnownHosts yes' });
    const someone = person(ACCEPT);
    expect(await whoAmI(root, someone.ask)).toBe('root');
    expect(someone.asked).toMatchObject([
      {
        kind: 'unknown-host-key',
        answer: 'accept',
        hostKey: { type: 'ED25519', fingerprint: await fingerprint('host-key.pub'), address: HOST },
      },
    ]);
    const known = readFileSync(file('known_hosts'), 'utf8');
    expect(known).toMatch(/^\|1\|/);
    expect(known).not.toContain(HOST);
    // Known from now on, although the name is hashed.
    expect(await whoAmI(root, person().ask)).toBe('root');
  });

  it('that is not accepted is sent nothing and stays unknown', async () => {
    host.know('none');
    await expect(whoAmI(root, person(REFUSE).ask)).rejects.toMatchObject({ failure: 'cancelled' });
    expect(readFileSync(file('known_hosts'), 'utf8')).toBe('');
  });

  it('is no question at all when another one was known', async () => {
    host.know('wrong');
    const someone = person();
    await expect(whoAmI(root, someone.ask)).rejects.toMatchObject({
      failure: 'host-key-changed',
      message: expect.stringMatching(/Compare the fingerprint.*ssh-keygen -R 10\.66\.0\.2/),
    });
    expect(someone.asked).toEqual([]);
  });
});

describe('~/.ssh/config', () => {
  it('leads over a jump host, whose questions name it', async () => {
    const jump = `Host gate\n  HostName ${HOST}\n  Port ${BY_PASSWORD}\n  User ada\n  PubkeyAuthentication no\nHost mytux-alias\n  HostName ${HOST}\n  ProxyJump gate\n`;
    host.configure({ identity: 'locked-key', before: jump });
    writeFileSync(file('known_hosts'), '');
    const someone = person(ACCEPT, PASSWORD, ACCEPT, PASSPHRASE);
    expect(await whoAmI({ name: 'mytux', address: 'mytux-alias', user: 'root' }, someone.ask)).toBe('root');
    expect(someone.asked.map(({ kind, prompt }) => [kind, prompt])).toEqual([
      ['unknown-host-key', expect.stringContaining(`[${HOST}]:${BY_PASSWORD}`)],
      ['password', expect.stringContaining(`ada at ${HOST}`)],
      ['unknown-host-key', expect.stringContaining(`${HOST}`)],
      ['passphrase', expect.stringContaining('locked-key')],
    ]);
  });

  it('names a certificate, and its key’s passphrase is asked for', async () => {
    const certificate = `Host *\n  CertificateFile ${file('signed-key-cert.pub')}`;
    host.configure({ identity: 'signed-key', before: certificate });
    const target = { ...root, port: BY_CERTIFICATE };
    const someone = person(PASSPHRASE);
    expect(await whoAmI(target, someone.ask)).toBe('root');
    expect(someone.asked).toMatchObject([{ kind: 'passphrase' }]);
    // The same server takes no key without one.
    host.configure({ identity: 'user-key' });
    await expect(whoAmI(target, person().ask)).rejects.toMatchObject({ failure: 'auth-refused' });
  });

  it('names an agent that holds the key: nothing is asked', async () => {
    const socket = file('agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      await expect.poll(() => existsSync(socket)).toBe(true);
      await runOrThrow(['env', `SSH_AUTH_SOCK=${socket}`, 'ssh-add', '-q', file('user-key')]);
      // The key file itself is not there.
      host.configure({ identity: 'no-such-key', before: `Host *\n  IdentityAgent ${socket}\n  IdentitiesOnly no` });
      expect(await whoAmI(root, person().ask)).toBe('root');
    } finally {
      agent.kill();
    }
  });

  it('with a known host’s name hashed is read as ssh reads it', async () => {
    await runOrThrow(['ssh-keygen', '-q', '-H', '-f', file('known_hosts')]);
    expect(readFileSync(file('known_hosts'), 'utf8')).not.toContain(HOST);
    expect(await whoAmI(root, person().ask)).toBe('root');
  });
});
