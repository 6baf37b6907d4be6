import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OUTER, otherRules, twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, isStep, SHORT, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());
afterEach(() => bed.host.mend());

const current = async () => (await bed.host.shell('basename "$(readlink /var/lib/bridgewarden/current)"')).trim();

describe('a release that the host keeps', () => {
  it('is brought back with the same proof and confirmation, and undone without one', async () => {
    await bed.deploy(twoBridges());
    const [old, before] = [await current(), await bed.host.rules()];
    await bed.deploy(otherRules());
    const [newer, after] = [await current(), await bed.host.rules()];

    const lapsed = await tryDeployment(bed.host, {
      document: otherRules(),
      release: old,
      rollbackSeconds: SHORT,
    });
    expect(lapsed.outcome).toBe('lapsed');
    expect(await bed.host.rules()).toBe(after);
    expect(await current()).toBe(newer);

    // The document of today need not even compile: this one has rules about services that it has not.
    const broken = { ...otherRules(), services: [] };
    const back = await tryDeployment(bed.host, { document: broken, release: old, on: confirmAtOnce });
    expect(back).toMatchObject({ outcome: 'confirmed', steps: { upload: 'skipped', prove: 'done' } });
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    expect(await current()).toBe(old);
    expect((await bed.about(twoBridges()).status()).state).toBe('in-sync');
    await bed.expectNothingLeft();
  });

  it('is refused when it is not there, or no longer what its name says', async () => {
    await bed.deploy(twoBridges());
    const before = await bed.host.rules();
    const missing = await tryDeployment(bed.host, { document: twoBridges(), release: 'f'.repeat(64) });
    expect(missing).toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(/mytux does not keep release f+/),
    });
    await bed.host.shell('echo "# changed" >>/var/lib/bridgewarden/current/firewall.sh');
    const damaged = await tryDeployment(bed.host, { document: twoBridges(), release: await current() });
    expect(damaged).toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(/no longer what it was: firewall\.sh/),
    });
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });

  it('is one of ten: the oldest goes, the one that runs stays', async () => {
    const folder = '/var/lib/bridgewarden/releases';
    await bed.host.shell(`for i in 10 11 12 13 14 15 16 17 18 19 20 21; do
  mkdir -p ${folder}/old$i; touch -d "2020-01-$i" ${folder}/old$i
done; mkdir ${folder}/old.part-x`);
    await bed.deploy(twoBridges());
    const kept = (await bed.host.shell(`ls ${folder}`)).trim().split('\n');
    expect(kept.sort()).toEqual(
      [await current(), 13, 14, 15, 16, 17, 18, 19, 20, 21]
        .map((each) => (typeof each === 'number' ? `old${each}` : each))
        .sort(),
    );
  });
});

describe('a drill', () => {
  it.each([
    ['on a host that runs rules', true],
    ['on a host without any', false],
  ])('%s locks this machine out, sees the host come back by itself, and leaves nothing', async (_, deployed) => {
    if (deployed) await bed.deploy(twoBridges());
    const before = await bed.host.rules();
    const releases = await bed.host.shell('ls /var/lib/bridgewarden/releases 2>/dev/null || true');
    let meanwhile = '';
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      drill: true,
      rollbackSeconds: 10,
      on: async (event) => {
        if (isStep(event, 'prove', 'done')) meanwhile = await bed.host.rules();
      },
    });
    expect(tried).toMatchObject({ outcome: 'drill-passed', message: expect.stringContaining('that was verified') });
    expect(meanwhile).toContain(`-A BW_INPUT -s ${OUTER}/32 -p tcp -m tcp --dport 22 -j DROP`);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe(deployed ? 'echo' : 'unguarded');
    expect(await bed.host.shell('ls /var/lib/bridgewarden/releases 2>/dev/null || true')).toBe(releases);
    await bed.expectNothingLeft();
  });

  it('that nothing kept out is no drill: it fails and is taken back', async () => {
    const before = await bed.host.rules();
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      drill: true,
      rollbackSeconds: 20,
      // Somebody opens the door again.
      on: (event) => isStep(event, 'prove', 'running') && void bed.host.shell('iptables -D BW_INPUT 1'),
    });
    expect(tried).toMatchObject({ outcome: 'rolled-back', message: expect.stringContaining('prove nothing') });
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });

  it('does not take a refused key for a shut door', async () => {
    const before = await bed.host.rules();
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      drill: true,
      rollbackSeconds: 20,
      on: async (event) => {
        const key = join(bed.host.folder, 'user-key.pub');
        if (event.kind !== 'step' || event.step !== 'prove') return;
        if (event.state === 'running') await bed.host.shell(`mv ${key} ${key}.away; iptables -D BW_INPUT 1`);
        if (event.state === 'failed') await bed.host.shell(`mv ${key}.away ${key}`);
      },
    });
    expect(tried).toMatchObject({ outcome: 'rolled-back', message: expect.stringContaining('prove nothing') });
    expect(await bed.host.rules()).toBe(before);
  });

  it('that is cancelled still ends in the earlier rules', async () => {
    const before = await bed.host.rules();
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      drill: true,
      rollbackSeconds: 10,
      on: (event, deployment) => isStep(event, 'start', 'done') && deployment.cancel(),
    });
    expect(tried.outcome).toBe('cancelled');
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });
});

describe('stopping', () => {
  it('takes our chains away and nothing else, once the host has proved reachable', async () => {
    await expect(bed.about(twoBridges()).stop()).rejects.toThrow(/Nothing has been deployed to mytux/);
    await bed.host.shell('iptables -A INPUT -s 203.0.113.8 -j DROP');
    const before = await bed.host.rules();
    await bed.deploy(twoBridges());
    expect((await bed.about(twoBridges()).stop()).message).toMatch(/mytux runs none of our rules.*next boot/);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('unguarded');
    expect(await bed.host.shell('tail -n 1 /var/lib/bridgewarden/journal.jsonl')).toContain('"outcome":"stopped"');
    await bed.expectNothingLeft();
  });

  it('keeps the way in: where only our rules let the administrator in, they come back', async () => {
    const document = twoBridges({ adminAccess: [`${OUTER}/32`] });
    await bed.deploy(document);
    // Everybody else's rules drop new connections; ours come first and let her in.
    await bed.host.shell('iptables -A INPUT -i mgmt0 -m state --state NEW -j DROP');
    const before = await bed.host.rules();
    await expect(bed.about(document).stop()).rejects.toThrow(/Without our rules mytux can no longer be reached/);
    expect(await bed.host.rules()).toBe(before);
    expect(await bed.traffic()).toBe('echo');
    await bed.expectNothingLeft();
  });
});
