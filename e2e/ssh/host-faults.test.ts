import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import { headed, meddling } from './compilers.ts';
import { otherRules, twoBridges } from './documents.ts';
import { standInForSystemd } from './systemd-stand-in.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, isStep, SHORT, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
// As in faults.test.ts, "the earlier rules" are a release that was confirmed.
let earlier: string;
beforeEach(async () => {
  await bed.host.reset();
  await bed.deploy(twoBridges());
  earlier = await bed.host.rules();
  expect(earlier).toContain('BW_FORWARD');
});
afterEach(() => bed.host.mend());

const expectEarlier = () => bed.expectBack(earlier);

describe('a kernel that takes the rules in the trial and refuses them in earnest', () => {
  it.each([
    ['IPv4, the first', 'rules_v4() {\n', 'say nonsense'],
    ['IPv6, after it took IPv4', 'rules_v6() {\n', 'say nonsense'],
    [
      'layer 2, after it took both',
      'rules_layer2() {\n',
      'say "*nat"; [ "$verb" != start ] || say "-A BW_PREROUTING -j BW_NOWHERE"',
    ],
  ])('for %s, ends in the earlier rules', async (_, place, nonsense) => {
    const bad = meddling((text) => text.replace(place, `${place}[ "$verb" != start ] || ${nonsense}\n`));
    const tried = await tryDeployment(bed.host, { document: otherRules(), compiler: bad, on: confirmAtOnce });
    expect(tried.steps).toMatchObject({ check: 'done', start: 'failed' });
    expect(tried).toMatchObject({
      outcome: 'rolled-back',
      message: expect.stringMatching(/mytux did not load the new rules/),
    });
    await expectEarlier();
  });
});

describe('rules of others that go while the new rules wait', () => {
  it('leave the way back as it was, though our jumps stood behind them', async () => {
    const others = (verb: string) =>
      bed.host.shell(
        ['iptables', 'ip6tables']
          .flatMap((tool, family) => [7, 9].map((n) => [tool, family === 0 ? `203.0.113.${n}` : `2001:db8::${n}`]))
          .concat([7, 9].map((n) => ['ebtables', `02:00:00:00:00:0${n}`]))
          .map(([tool, source]) => `${tool} ${verb} FORWARD -s ${source} -j DROP`)
          .join('\n'),
      );
    await others('-I');
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      rollbackSeconds: SHORT,
      // As docker, fail2ban or libvirt do when they are stopped.
      on: (event) => event.kind === 'awaiting-confirmation' && others('-D'),
    });
    expect(tried).toMatchObject({ outcome: 'lapsed', message: expect.stringMatching(/that was verified/) });
    await bed.expectByTimer(SHORT);
    await expectEarlier();
  });
});

describe('a /run that fills up while the new rules wait', () => {
  it('still lets the host go back by itself', async () => {
    await bed.host.shell('mount -o remount,size=16m /run');
    let left = '';
    try {
      const tried = await tryDeployment(bed.host, {
        document: otherRules(),
        rollbackSeconds: SHORT,
        on: async (event) => {
          if (event.kind !== 'awaiting-confirmation') return;
          left = await bed.host.shell(
            'dd if=/dev/zero of=/run/filler bs=4096 2>/dev/null || true; df -k /run | awk "NR == 2 { print \\$4 }"',
          );
        },
      });
      expect(left).toBe('0\n');
      expect(tried).toMatchObject({ outcome: 'lapsed', message: expect.stringMatching(/that was verified/) });
      await bed.expectByTimer(SHORT);
      await expectEarlier();
    } finally {
      await bed.host.shell('rm -f /run/filler; mount -o remount,size=50% /run');
    }
  });

  it('before the way back is armed, is told then, and nothing is loaded', async () => {
    await bed.host.shell('mount -o remount,size=16m /run');
    // After the preflight has seen room enough.
    const filling = headed(
      'if [ "$1" = check ]; then dd if=/dev/zero of=/run/filler bs=4096 2>/dev/null; truncate -s -200K /run/filler; fi',
    );
    try {
      const tried = await tryDeployment(bed.host, { document: otherRules(), compiler: filling, on: confirmAtOnce });
      expect(tried).toMatchObject({
        outcome: 'refused',
        message: expect.stringMatching(/no room for a way back in \/run\/.*KiB are needed; make room/),
      });
      expect(tried.steps).toMatchObject({ check: 'done', arm: 'failed' });
    } finally {
      await bed.host.shell('rm -f /run/filler; mount -o remount,size=50% /run');
    }
    await expectEarlier();
  });
});

describe('a line that is cut before anything is loaded', () => {
  it('leaves the earlier rules, and the timer does its work without harm', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      rollbackSeconds: SHORT,
      on: async (event) => {
        if (!isStep(event, 'start', 'running')) return;
        await bed.host.cut();
        await sleep(8000);
        await bed.host.mend();
      },
    });
    expect(tried.outcome).toBe('rolled-back');
    await bed.expectByTimer(SHORT);
    await expectEarlier();
  });
});

describe('a host that is restarted', () => {
  it.each([
    ['while the new rules wait', 'awaiting'],
    ['while they are being loaded', 'loading'],
  ])('%s runs the release that was confirmed before it can be reached, and the deployment says so', async (_, when) => {
    let atBoot = '';
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      compiler:
        when === 'loading'
          ? meddling((text) =>
              text.replace(
                '#!/bin/sh\n',
                '#!/bin/sh\n[ "$1" != start ] || case $0 in *current*) ;; *) sleep 3 ;; esac\n',
              ),
            )
          : programCompiler,
      rollbackSeconds: 30,
      on: async (event, deployment) => {
        const now = when === 'loading' ? isStep(event, 'start', 'running') : event.kind === 'awaiting-confirmation';
        if (!now) return;
        if (when === 'loading') await sleep(1000);
        await bed.host.restart();
        atBoot = await bed.host.rules();
        // She has seen nothing of it, and confirms: too late.
        if (when !== 'loading') deployment.confirm();
      },
    });
    expect(atBoot).toBe(earlier);
    expect(tried).toMatchObject({
      outcome: 'rolled-back',
      message: expect.stringMatching(/mytux was restarted meanwhile.*not the new rules; that was verified/),
    });
    await expectEarlier();
  });

  it('starts by its unit what was confirmed, and never what was not', async () => {
    await standInForSystemd(bed.host);
    await bed.deploy(otherRules());
    const confirmed = await bed.host.rules();
    await tryDeployment(bed.host, {
      document: twoBridges(),
      rollbackSeconds: 600,
      graceSeconds: 1,
      on: (event, deployment) => {
        if (event.kind === 'awaiting-confirmation') void bed.host.restart().then(() => deployment.cancel());
      },
    });
    expect(await bed.host.rules()).toBe(confirmed);
    expect(await bed.host.shell('cat /run/started-at-boot')).toContain('rules loaded');
    expect(await bed.traffic()).toBe('echo and console');
  });

  it('starts by its unit what was confirmed although /var may hold no programs', async () => {
    await bed.host.shell('touch /var/lib/noexec');
    try {
      await bed.host.restart();
      expect(await bed.host.shell('/var/lib/bridgewarden/current/firewall.sh status 2>&1 || true')).toMatch(/denied/);
      expect(await bed.host.shell('cat /run/started-at-boot')).not.toContain('failed');
      expect(await bed.host.rules()).toBe(earlier);
      expect((await bed.about(twoBridges()).status()).state).toBe('in-sync');
      const tried = await tryDeployment(bed.host, {
        document: otherRules(),
        on: confirmAtOnce,
      });
      expect(tried.outcome).toBe('confirmed');
      expect(await bed.traffic()).toBe('echo and console');
    } finally {
      await bed.host.shell('rm /var/lib/noexec');
      await bed.host.restart();
    }
  });

  it('and cannot load its release at boot keeps every drawn port shut rather than open', async () => {
    // The file is damaged, as a full disk or a hand can do it.
    await bed.host.shell(`cd /var/lib/bridgewarden/current/
sed -i 's/^-A BW_FORWARD/-A BW_FORWARD -m nosuchmatch/' firewall.sh`);
    await bed.host.restart();
    expect(await bed.host.shell('cat /run/started-at-boot')).toContain('failed');
    expect(await bed.traffic()).toBe('shut');
    // And she can mend it: the host itself is as reachable as before.
    await bed.deploy(otherRules());
    expect(await bed.traffic()).toBe('echo and console');
  });
});

describe('a clock that jumps', () => {
  it.each([
    ['a day ahead', '1 day ago'],
    ['a day back', '1 day'],
  ])('%s while the new rules wait moves neither the timer nor the lock', async (_, age) => {
    let refused: Awaited<ReturnType<typeof tryDeployment>> | undefined;
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      rollbackSeconds: SHORT,
      on: async (event) => {
        if (event.kind !== 'awaiting-confirmation') return;
        // A jump of the clock is, to all that was noted before, another age. This machine's clock itself must not be touched;
        // the timer's sleep and systemd's OnActiveSec are relative to CLOCK_MONOTONIC, which no jump moves.
        await bed.host.shell(`find /run/bridgewarden /var/lib/bridgewarden -exec touch -d '${age}' {} +`);
        refused = await tryDeployment(bed.host, { document: twoBridges(), dryRun: true });
      },
    });
    expect(tried.outcome).toBe('lapsed');
    await bed.expectByTimer(SHORT);
    expect(refused?.outcome).toBe('refused');
    await expectEarlier();
  });
});
