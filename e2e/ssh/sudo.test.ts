import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSshClient } from '../../electron/backend/ssh/ssh-client.ts';
import type { SshTarget } from '../../electron/backend/ssh/ssh-target.ts';
import type { Document } from '../../shared/document/document.ts';
import { person, REFUSE } from './answers.ts';
import { HOST, otherRules, twoBridges } from './documents.ts';
import { addHostUser, setSudoers } from './host-user.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, tryDeployment } from './try-deployment.ts';

const PASSWORD = 'se cret $(id)';
const ada: SshTarget = { name: 'mytux', address: HOST, user: 'ada', become: 'sudo' };

let bed: TestBed;
let earlier: string;
beforeAll(async () => {
  bed = await TestBed.build();
  await addHostUser(bed.host, 'ada', PASSWORD);
  // The rules that every fault is to leave as they are.
  await setSudoers(bed.host, 'ada ALL=(root) NOPASSWD: ALL');
  const deployed = await tryDeployment(bed.host, { document: asAda(twoBridges()), on: confirmAtOnce });
  expect(deployed).toMatchObject({ outcome: 'confirmed' });
  earlier = await bed.host.rules();
  expect(earlier).toContain('BW_FORWARD');
});
afterAll(() => bed?.destroy());
beforeEach(() => setSudoers(bed.host, 'ada ALL=(root) ALL'));
afterEach(() => bed.host.shell('rm -rf /run/sudo/ts'));

function asAda(document: Document): Document {
  return {
    ...document,
    hosts: document.hosts.map((host) => ({
      ...host,
      connection: { address: HOST, user: 'ada', become: 'sudo' as const },
    })),
  };
}

async function expectEarlier(): Promise<void> {
  expect(await bed.host.rules()).toBe(earlier);
  expect(await bed.traffic()).toBe('echo');
  await bed.expectNothingLeft();
}

/** Deploys other rules as ada, and expects that it comes to nothing. */
async function refused(...answers: Parameters<typeof person>) {
  const someone = person(...answers);
  const tried = await tryDeployment(bed.host, { document: asAda(otherRules()), ask: someone.ask });
  expect(tried.steps).toEqual({ compile: 'done', connect: 'failed' });
  await expectEarlier();
  return { ...tried, asked: someone.asked };
}

describe('sudo', () => {
  it('that wants a password is given one, asked for once; the whole deployment runs with it', async () => {
    const someone = person('wrong', PASSWORD);
    const tried = await tryDeployment(bed.host, {
      document: asAda(otherRules()),
      ask: someone.ask,
      on: confirmAtOnce,
    });
    expect(tried.message).toMatch(/The new rules run on mytux/);
    expect(tried.outcome).toBe('confirmed');
    expect(await bed.traffic()).toBe('echo and console');
    expect(someone.asked).toMatchObject([
      { kind: 'sudo-password', prompt: expect.stringMatching(/^The password with which ada becomes root/) },
      { kind: 'sudo-password', again: true, prompt: expect.stringMatching(/^That was not right/) },
    ]);
    // Back to what the other tests compare with.
    const back = await tryDeployment(bed.host, {
      document: asAda(twoBridges()),
      ask: person(PASSWORD).ask,
      on: confirmAtOnce,
    });
    expect(back.outcome).toBe('confirmed');
    await expectEarlier();
  });

  it('that remembers the password, or wants none, is not given it: no shell ever reads it', async () => {
    await setSudoers(bed.host, 'ada ALL=(root) NOPASSWD: ALL');
    const client = createSshClient(bed.host.sshConfig()).asking(person().ask);
    const connection = await client.connect(ada);
    try {
      expect(await connection.run('id -un; cat', { timeoutMs: 10_000 })).toMatchObject({
        stdout: 'root\n',
        stderr: '',
      });
    } finally {
      connection.close();
    }
  });

  it.each(['use_pty', 'log_input, log_output, iolog_dir=/run/sudo-io', 'lecture=always'])(
    'with “Defaults %s” hands scripts over whole',
    async (setting) => {
      await setSudoers(bed.host, `Defaults ${setting}`, 'ada ALL=(root) ALL');
      const someone = person(PASSWORD);
      const connection = await createSshClient(bed.host.sshConfig()).asking(someone.ask).connect(ada);
      try {
        const long = 'x'.repeat(200_000);
        const result = await connection.run(`id -un; printf %s '${long}' | wc -c; exit 3`, { timeoutMs: 20_000 });
        expect(result).toMatchObject({ status: 3, stdout: 'root\n200000\n' });
        expect(someone.asked).toHaveLength(1);
      } finally {
        connection.close();
      }
    },
  );

  it('keeps the password out of every argument and environment of the host', async () => {
    const connection = await createSshClient(bed.host.sshConfig()).asking(person(PASSWORD).ask).connect(ada);
    try {
      const seen = await connection.run('cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"', {
        timeoutMs: 10_000,
      });
      expect(seen.stdout).toContain('sudo');
      expect(seen.stdout).not.toContain('cret');
    } finally {
      connection.close();
    }
  });

  it('with a wrong password three times is refused', async () => {
    const { outcome, message, asked } = await refused('wrong', 'wrong', 'wrong');
    expect(outcome).toBe('refused');
    expect(asked).toHaveLength(3);
    expect(message).toMatch(/mytux \(ada@.*sudo.*3 incorrect password attempts.*wrong each time/);
  });

  it('whose password is not given ends the deployment', async () => {
    const { outcome, message } = await refused(REFUSE);
    expect(outcome).toBe('cancelled');
    expect(message).toBe('Cancelled. Nothing was changed on mytux.');
  });

  it('with nobody to ask is refused with what to do', async () => {
    const tried = await tryDeployment(bed.host, { document: asAda(otherRules()) });
    expect(tried.outcome).toBe('refused');
    expect(tried.message).toMatch(/a password is required.*nobody can be asked.*ada ALL=\(root\) NOPASSWD: \/bin\/sh/);
    await expectEarlier();
  });

  it.each([
    ['knows the user not at all', '', /ada may not run \/bin\/sh as root there/],
    ['allows something else', 'ada ALL=(root) /usr/bin/id', /ada may not run \/bin\/sh as root there/],
    ['insists on a terminal', 'Defaults requiretty\nada ALL=(root) NOPASSWD: ALL', /Defaults:ada !requiretty/],
  ])('that %s refuses the deployment, with the mend', async (_, sudoers, sentence) => {
    await setSudoers(bed.host, sudoers);
    // sudo asks a user whom it then refuses.
    const { outcome, message } = await refused(PASSWORD);
    expect(outcome).toBe('refused');
    expect(message).toMatch(sentence);
  });

  it('that is not installed refuses the deployment, with the mend', async () => {
    await bed.host.shell('mount --bind /dev/null /usr/bin/sudo');
    try {
      const { message } = await refused();
      expect(message).toMatch(/did not give root rights through sudo .*connect as root/);
    } finally {
      await bed.host.shell('umount /usr/bin/sudo');
    }
  });
});
