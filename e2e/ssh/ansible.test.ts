import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { type Outcome, runCommand } from '../world/run-command.ts';
import { asAdministrator } from './as-administrator.ts';
import { otherRules, twoBridges, withDrawnManagement } from './documents.ts';
import { standInForSystemd, withoutSystemd } from './systemd-stand-in.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, tryDeployment } from './try-deployment.ts';

const CLI = fileURLToPath(new URL('../../out/cli/bridgewarden.mjs', import.meta.url));
const [ansible, lint] = ['ansible-playbook', 'ansible-lint'].map((program) => existsSync(`/usr/bin/${program}`));
if (!ansible)
  console.warn(
    'Skipped: the exported Ansible role is not run, because ansible-playbook (package ansible-core) is missing.',
  );
if (!lint)
  console.warn(
    'Skipped: the exported Ansible role is not linted, because ansible-lint (package ansible-lint) is missing.',
  );

let bed: TestBed;
beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());

let exports = 0;

/** Exports a document and gives the folder. */
async function exported(document: Document): Promise<string> {
  exports += 1;
  const folder = join(bed.host.folder, `export-${exports}`);
  mkdirSync(folder);
  const file = join(folder, 'drawing.bridgewarden.json');
  writeFileSync(file, JSON.stringify(document));
  const outcome = await runCommand([process.execPath, CLI, 'export', 'ansible', file, '--out', join(folder, 'out')]);
  expect(outcome.code, outcome.stderr).toBe(0);
  return join(folder, 'out');
}

/** Runs the playbook as an administrator would, in the folder it was written to. */
function play(folder: string, ...options: string[]): Promise<Outcome> {
  const home = join(folder, '.ansible');
  const settings = [`ANSIBLE_HOME=${home}`, `ANSIBLE_LOCAL_TEMP=${home}/tmp`, 'ANSIBLE_NOCOLOR=1', 'LC_ALL=C.UTF-8'];
  // A socket's path has a hundred characters at most.
  const sockets = `ANSIBLE_SSH_CONTROL_PATH_DIR=${bed.host.folder}/cp`;
  const command = [
    'env',
    '-C',
    folder,
    ...settings,
    sockets,
    'ANSIBLE_TIMEOUT=4',
    'ansible-playbook',
    'bridgewarden.yml',
  ];
  return runCommand(asAdministrator(bed.host, [...command, ...options]), { timeout: 110_000 });
}

/** The numbers of Ansible's own summary: `ok=7 changed=2 failed=0`. */
function recap({ stdout }: Outcome, what: string): number {
  return Number(new RegExp(`^mytux .*\\b${what}=(\\d+)`, 'm').exec(stdout)?.[1]);
}

describe('the exported Ansible role', () => {
  it('holds scripts that a POSIX shell reads, and nothing of a host name that Ansible would run', async () => {
    const document = twoBridges();
    const evil = {
      ...document,
      hosts: document.hosts.map((host) => ({ ...host, name: "{{ lookup('pipe', 'id') }}" })),
    };
    const folder = await exported(evil);
    const scripts = join(folder, 'roles/bridgewarden/files/host-1');
    expect(readdirSync(scripts).sort()).toEqual(['back.sh', 'confirm.sh', 'look.sh', 'prove.sh', 'push.sh']);
    for (const name of readdirSync(scripts)) expect((await runCommand(['sh', '-n', join(scripts, name)])).code).toBe(0);
    for (const name of ['inventory.yml', 'bridgewarden.yml', 'roles/bridgewarden/tasks/push.yml'])
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain('pipe');
  });

  it.runIf(lint)('is what ansible-lint calls clean', async () => {
    const folder = await exported(twoBridges());
    const outcome = await runCommand([
      'env',
      '-C',
      folder,
      `HOME=${folder}`,
      'ansible-lint',
      '--offline',
      '--strict',
      '--nocolor',
    ]);
    expect(outcome.code, `${outcome.stdout}${outcome.stderr}`).toBe(0);
  });

  it.runIf(ansible)('pushes, proves, confirms and is done: a second run changes nothing', async () => {
    const folder = await exported(twoBridges());
    const before = await bed.host.rules();
    const looked = await play(folder, '--check');
    expect(looked.code, looked.stdout).toBe(0);
    expect(recap(looked, 'changed')).toBe(1);
    expect(await bed.host.rules()).toBe(before);

    const pushed = await play(folder);
    expect(pushed.code, pushed.stdout).toBe(0);
    expect(await bed.traffic()).toBe('echo');
    expect(await bed.host.shell('cat /var/lib/bridgewarden/journal.jsonl')).toMatch(
      /"outcome":"confirmed","kind":"ansible"/,
    );
    await bed.expectNothingLeft();
    const again = await play(folder);
    expect([again.code, recap(again, 'changed')]).toEqual([0, 0]);

    // Our own push finds nothing to complain of, and the other way round.
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      on: confirmAtOnce,
    });
    expect(tried.outcome).toBe('confirmed');
    expect(recap(await play(folder, '--check'), 'changed')).toBe(1);
  });

  it.runIf(ansible)('lets a host come back by itself that was locked out, and says so', async () => {
    await bed.deploy(twoBridges());
    const before = await bed.host.rules();
    const folder = await exported(withDrawnManagement(otherRules({ rollbackSeconds: 15 })));
    const played = await play(folder);
    expect(played.code).not.toBe(0);
    expect(played.stdout).toContain('mytux cannot be reached under the new rules');
    expect(played.stdout).toMatch(/not kept on mytux; it runs the rules that it ran before/);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    await bed.expectByTimer(15);
    await bed.expectNothingLeft();
  });

  it.runIf(ansible)(
    'that cannot enable the new rules keeps them, says so, notes them and gives the host free',
    async () => {
      await standInForSystemd(bed.host);
      try {
        await bed.host.shell('echo no space left >/run/stand-in/refuse');
        const played = await play(await exported(twoBridges()));
        expect(played.code).not.toBe(0);
        expect(played.stdout).toContain(
          'the new rules run and are confirmed, but the host would not start them at boot',
        );
        expect(played.stdout).toContain('run the playbook again to finish');
        expect(played.stdout).not.toContain('the rules that it ran before');
        expect(await bed.traffic()).toBe('echo');
        expect(await bed.host.shell('cat /var/lib/bridgewarden/journal.jsonl')).toContain('"outcome":"confirmed"');
        expect(await bed.host.shell('ls -d /run/bridgewarden/deploy* 2>/dev/null || true')).toBe('');
      } finally {
        await withoutSystemd(bed.host);
      }
      const next = await tryDeployment(bed.host, {
        document: otherRules(),
        on: confirmAtOnce,
      });
      expect(next.outcome).toBe('confirmed');
    },
  );

  it.runIf(ansible)('leaves a host alone that somebody else deploys to', async () => {
    await bed.host.shell(`mkdir -p /run/bridgewarden/deploy.lock
printf 'session=0123\\nwho=eve@elsewhere\\nsince=2026-01-02T03:04:05Z\\nholder=1\\n' >/run/bridgewarden/deploy.lock/owner`);
    const before = await bed.host.rules();
    const played = await play(await exported(twoBridges()));
    expect(played.code).not.toBe(0);
    expect(played.stdout).toContain('eve@elsewhere');
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.host.shell('cat /run/bridgewarden/deploy.lock/owner')).toContain('session=0123');
  });
});
