import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { otherRules, twoBridges } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { SHORT, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
beforeEach(() => bed.host.reset());
afterEach(() => bed.host.mend());

const status = (document: Document) => bed.about(document).status();

describe('the status of a host', () => {
  it('follows it from the first deployment over a change of the drawing to a change by hand and back', async () => {
    expect(await status(twoBridges())).toEqual({
      state: 'never-deployed',
      message: 'Nothing has been deployed to mytux yet.',
    });
    await bed.deploy(twoBridges());
    const before = await bed.host.rules();
    const inSync = await status(twoBridges());
    expect(inSync).toMatchObject({ state: 'in-sync', deployed: { documentName: twoBridges().name } });
    expect(inSync.rules?.loaded).toBe(inSync.rules?.expected);
    expect(inSync.deployed?.by).toMatch(/.@./);
    expect(Math.abs((inSync.deployed?.at ?? 0) - Date.now())).toBeLessThan(600_000);
    // Nothing here runs systemd, so nobody can say whether it starts at boot.
    expect(Object.keys(inSync)).not.toContain('boot');

    expect(await status(otherRules())).toMatchObject({ state: 'changed', message: expect.stringContaining('mytux') });
    await bed.host.shell('iptables -D BW_FORWARD 3');
    const drifted = await status(twoBridges());
    expect(drifted).toMatchObject({ state: 'drifted', message: expect.stringMatching(/BW_FORWARD.*Deploy to put/s) });
    expect(drifted.rules?.loaded).toBe((drifted.rules?.expected ?? 0) - 1);
    expect((await status(otherRules())).message).toContain('document has changed since, too');
    await bed.deploy(twoBridges());
    expect((await status(twoBridges())).state).toBe('in-sync');
    // Asking has changed nothing.
    expect(await bed.host.rules()).toBe(before);
    await bed.expectNothingLeft();
  });

  it('tells of rules that were taken away, and of a host that cannot be reached', async () => {
    await bed.deploy(twoBridges());
    await bed.host.shell('/var/lib/bridgewarden/current/firewall.sh stop');
    expect(await status(twoBridges())).toMatchObject({
      state: 'drifted',
      message: expect.stringContaining('runs none of the rules'),
    });
    await bed.host.cut();
    expect(await status(twoBridges())).toMatchObject({
      state: 'unreachable',
      message: expect.stringContaining('mytux'),
    });
  });
});

describe('the difference between a drawing and a host', () => {
  const diff = (document: Document, against: 'deployed' | 'kernel') => bed.about(document).diff(against);

  it('is everything before the first deployment, and nothing after it', async () => {
    const first = await diff(twoBridges(), 'kernel');
    expect(first.same).toBe(false);
    expect(new Set(first.rules.map(({ change }) => change))).toEqual(new Set(['added']));
    expect(first.files.map(({ name }) => name)).toEqual(['IPv4 rules', 'IPv6 rules', 'Layer 2 rules']);
    await bed.deploy(twoBridges());
    // Packets count, and others' rules are none of ours.
    await bed.host.shell('iptables -A INPUT -s 203.0.113.8 -j DROP; ping -c 1 127.0.0.1 >/dev/null 2>&1 || true');
    for (const against of ['deployed', 'kernel'] as const)
      expect(await diff(twoBridges(), against)).toMatchObject({ same: true, rules: [], renumbered: 0 });
    await bed.expectNothingLeft();
  });

  it('names the rule, its section and its chain, against either', async () => {
    await bed.deploy(twoBridges());
    for (const against of ['deployed', 'kernel'] as const) {
      const { rules, same } = await diff(otherRules(), against);
      expect(same).toBe(false);
      expect(rules.length).toBeGreaterThan(0);
      for (const rule of rules) expect(rule).toMatchObject({ change: 'added', ruleId: 'r2', file: 'IPv4 rules' });
      expect(rules.map(({ section }) => section)).toContain('in-accept-guest-ports');
      expect(rules.some(({ after }) => after?.includes('--dport 8022'))).toBe(true);
    }
  });

  it('shows by the kernel what was changed by hand there, and nothing of it by what was deployed', async () => {
    await bed.deploy(twoBridges());
    await bed.host.shell(`iptables -R BW_FORWARD 2 -j ACCEPT
iptables -I FORWARD 1 -s 203.0.113.7 -j ACCEPT
ebtables -A BW_FORWARD -i vk42 -j ACCEPT`);
    expect((await diff(twoBridges(), 'deployed')).same).toBe(true);
    const { rules, same } = await diff(twoBridges(), 'kernel');
    expect(same).toBe(false);
    expect(rules).toEqual([
      expect.objectContaining({
        change: 'changed',
        file: 'IPv4 rules',
        chain: 'BW_FORWARD',
        section: 'out-deny-guest-ports',
        before: '-A BW_FORWARD -j ACCEPT',
      }),
      // Somebody's rule is judged before ours now.
      expect.objectContaining({ change: 'changed', chain: 'FORWARD', before: '-I FORWARD 2 -j BW_FORWARD' }),
      expect.objectContaining({ change: 'removed', file: 'Layer 2 rules', before: '-A BW_FORWARD -i vk42 -j ACCEPT' }),
    ]);
  });
});

describe('the releases that a host keeps', () => {
  it('are told with when, by whom and from which drawing, and give the drawing back', async () => {
    const first = { ...twoBridges(), name: 'The first' };
    const second = { ...otherRules(), name: 'The second' };
    await bed.deploy(first);
    await bed.deploy(second);
    const { releases } = await bed.about(first).history();
    expect(releases.map(({ documentName, running, document }) => ({ documentName, running, document }))).toEqual(
      // A second in the journal is as fine as it gets: in one second, either may come first.
      expect.arrayContaining([
        { documentName: 'The first', running: false, document: true },
        { documentName: 'The second', running: true, document: true },
      ]),
    );
    const [old] = releases.filter(({ running }) => !running);
    const { text } = await bed.about(first).document(old?.release ?? '');
    expect(JSON.parse(text)).toMatchObject({ name: 'The first', format: 'bridgewarden' });
    await expect(bed.about(first).document('../../../../etc/passwd')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('do not include one that was not confirmed', async () => {
    await bed.deploy(twoBridges());
    await tryDeployment(bed.host, { document: otherRules(), rollbackSeconds: SHORT });
    expect((await bed.about(twoBridges()).history()).releases).toMatchObject([{ running: true }]);
  });
});
