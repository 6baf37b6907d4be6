import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEPLOY_STEPS } from '../../shared/contract/contract.ts';
import { otherRules, twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, isStep, SHORT, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());

describe('a deployment', () => {
  it('that is confirmed runs the new rules, is started at boot from then on, and is noted', async () => {
    const { host } = bed;
    expect(await bed.traffic()).toBe('unguarded');
    const tried = await tryDeployment(host, { document: twoBridges(), on: confirmAtOnce });

    expect(tried).toMatchObject({ outcome: 'confirmed', message: expect.stringContaining('mytux') });
    // Nothing here runs systemd, which the deployment has to say.
    expect(Object.entries(tried.steps)).toEqual(
      // The queue is told of only where there is one, the guests are asked only when that was wished.
      DEPLOY_STEPS.filter((step) => step !== 'queue' && step !== 'probe').map((step) => [
        step,
        step === 'enable' ? 'skipped' : 'done',
      ]),
    );
    expect(await bed.traffic()).toBe('echo');
    await host.shell('/var/lib/bridgewarden/current/firewall.sh status');
    const [line, ...more] = (await host.shell('cat /var/lib/bridgewarden/journal.jsonl')).trim().split('\n');
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({ outcome: 'confirmed', host: 'mytux', session: tried.session });
    await bed.expectNothingLeft();
  });

  it('in a dry run loads nothing and leaves nothing', async () => {
    const before = await bed.host.rules();
    const tried = await tryDeployment(bed.host, { document: twoBridges(), dryRun: true });
    expect(tried.outcome).toBe('dry-run');
    expect(tried.steps).toEqual({
      compile: 'done',
      connect: 'done',
      preflight: 'done',
      lock: 'done',
      upload: 'done',
      check: 'done',
    });
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
    expect(await bed.host.shell('ls /var/lib/bridgewarden/releases')).toBe('');
  });

  it('that nobody confirms lapses, and the host is as empty as before', async () => {
    const before = await bed.host.rules();
    const loaded: Promise<string>[] = [];
    const tried = await tryDeployment(bed.host, {
      document: twoBridges(),
      rollbackSeconds: SHORT,
      on: (event) => event.kind === 'awaiting-confirmation' && loaded.push(bed.host.rules()),
    });
    expect(await loaded[0]).toContain('BW_FORWARD');
    expect(tried.outcome).toBe('lapsed');
    expect(tried.message).toMatch(/Nobody confirmed in time.*mytux again; that was verified/);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('unguarded');
    // One line alone.
    expect(await bed.host.shell('wc -l </var/lib/bridgewarden/journal.jsonl')).toBe('1\n');
    await bed.expectByTimer(SHORT);
    await bed.expectNothingLeft();
  });

  it('that nobody confirms brings back the release that ran, and others’ rules keep their places', async () => {
    const { host } = bed;
    await bed.deploy(twoBridges());
    // Somebody else puts a rule before our hook, as Docker does when it starts.
    await host.shell('iptables -I FORWARD 1 -s 203.0.113.7 -j DROP; iptables -A INPUT -s 203.0.113.8 -j DROP');
    const before = await host.rules();
    const current = await host.shell('readlink /var/lib/bridgewarden/current');

    const tried = await tryDeployment(host, { document: otherRules(), rollbackSeconds: SHORT });
    expect(tried.outcome).toBe('lapsed');
    await bed.expectByTimer(SHORT);
    expect(await host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    expect(await host.shell('readlink /var/lib/bridgewarden/current')).toBe(current);
    // The release that was not wanted is gone, the one that runs is there.
    expect(`releases/${(await host.shell('ls /var/lib/bridgewarden/releases')).trim()}`).toBe(current.trim());
    await bed.expectNothingLeft();
  });

  it('replaces one release by another', async () => {
    await bed.deploy(twoBridges());
    expect(await bed.traffic()).toBe('echo');
    const tried = await tryDeployment(bed.host, { document: otherRules(), on: confirmAtOnce });
    expect(tried.outcome).toBe('confirmed');
    expect(await bed.traffic()).toBe('echo and console');
  });

  it('that is cancelled while it waits brings the earlier rules back at once', async () => {
    const before = await bed.host.rules();
    const begun = performance.now();
    const tried = await tryDeployment(bed.host, {
      document: twoBridges(),
      rollbackSeconds: 600,
      on: (event, deployment) => event.kind === 'awaiting-confirmation' && deployment.cancel(),
    });
    expect(tried.outcome).toBe('cancelled');
    // Not by the timer, which would have taken ten minutes.
    expect(performance.now() - begun).toBeLessThan(60_000);
    expect(tried.message).toMatch(/that was verified/);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('unguarded');
    await bed.expectNothingLeft();
  });

  it.each(['connect', 'upload', 'check', 'arm', 'start', 'prove'] as const)(
    'that is cancelled during %s leaves the earlier rules',
    async (step) => {
      const before = await bed.host.rules();
      const tried = await tryDeployment(bed.host, {
        document: twoBridges(),
        rollbackSeconds: 600,
        on: (event, deployment) => isStep(event, step, 'running') && deployment.cancel(),
      });
      expect(tried.outcome).toBe('cancelled');
      expect(tried.steps[step]).toBe('failed');
      expect(await bed.host.rules()).toBe(before);
      expect(await bed.traffic()).toBe('unguarded');
      await bed.expectNothingLeft();
    },
  );

  it('refuses to begin while another one runs, which it leaves alone', async () => {
    let second: ReturnType<typeof tryDeployment> | undefined;
    let waiting = '';
    const first = await tryDeployment(bed.host, {
      document: twoBridges(),
      on: async (event, deployment) => {
        if (event.kind !== 'awaiting-confirmation') return;
        waiting = await bed.host.rules();
        second = tryDeployment(bed.host, { document: otherRules(), on: confirmAtOnce });
        await second;
        expect(await bed.host.rules()).toBe(waiting);
        deployment.confirm();
      },
    });
    expect(await second).toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(/began a deployment on mytux at .* has not confirmed it yet/),
    });
    expect(first.outcome).toBe('confirmed');
    expect(waiting).toContain('BW_FORWARD');
    expect(await bed.host.rules()).toBe(waiting);
    expect(await bed.traffic()).toBe('echo');
    await bed.expectNothingLeft();
  });

  it('takes over a lock whose owner is gone, and says whose it was', async () => {
    await bed.host.shell(`mkdir -p /run/bridgewarden/deploy.lock
printf 'session=0123\\nwho=eve@elsewhere\\nsince=2026-01-02T03:04:05Z\\nholder=4194000\\n' >/run/bridgewarden/deploy.lock/owner`);
    const tried = await tryDeployment(bed.host, { document: twoBridges(), dryRun: true });
    expect(tried.outcome).toBe('dry-run');
    expect(tried.events).toContainEqual(
      expect.objectContaining({ step: 'lock', message: expect.stringContaining('eve@elsewhere left unfinished') }),
    );
    await bed.expectNothingLeft();
  });

  it('leaves a lock alone that it cannot judge, and says how to remove it', async () => {
    await bed.host.shell(`mkdir -p /run/bridgewarden/deploy.lock
printf 'session=0123\\nwho=eve@elsewhere\\nsince=2026-01-02T03:04:05Z\\nholder=\\n' >/run/bridgewarden/deploy.lock/owner`);
    const tried = await tryDeployment(bed.host, { document: twoBridges(), dryRun: true });
    expect(tried.outcome).toBe('refused');
    expect(tried.message).toMatch(/eve@elsewhere .*2026-01-02T03:04:05Z.*rm -r \/run\/bridgewarden\/deploy\.lock/);
  });
});
