import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { headed, meddling } from './compilers.ts';
import { OUTER, otherRules, twoBridges, withDrawnManagement } from './documents.ts';
import { TestBed } from './test-bed.ts';
import { confirmAtOnce, isStep, SHORT, tryDeployment } from './try-deployment.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.build();
});
afterAll(() => bed?.destroy());
// Every fault happens to a host that runs a release already, so that "the earlier rules" are some.
let earlier: string;
beforeEach(async () => {
  await bed.host.reset();
  await bed.host.shell('rm -f /run/slow-start');
  await bed.deploy(twoBridges());
  earlier = await bed.host.rules();
  expect(earlier).toContain('BW_FORWARD');
});
afterEach(() => bed.host.mend());

const expectEarlier = () => bed.expectBack(earlier);

/** Takes its time before it loads the new rules. */
const slowStart = (seconds: number) => headed(`if [ "$1" = start ]; then touch /run/slow-start; sleep ${seconds}; fi`);

/** Until the host is about to load, by a slow start. */
async function untilStarting(): Promise<void> {
  await expect.poll(async () => (await bed.host.exec(['test', '-e', '/run/slow-start'])).code).toBe(0);
}

describe('a line that is cut', () => {
  it('while the rules are loaded, and mended later: the host has gone back by itself', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      compiler: slowStart(1),
      rollbackSeconds: SHORT,
      on: async (event) => {
        if (!isStep(event, 'start', 'running')) return;
        await untilStarting();
        await bed.host.cut();
        // Seen from the console: the host loads the new rules, waits in vain and undoes them.
        await expect.poll(() => bed.host.rules()).toContain('--dport 8022');
        await expect.poll(() => bed.host.rules()).toBe(earlier);
        // And the administrator's ssh has waited in vain for a sign of life.
        await sleep(2000);
        await bed.host.mend();
      },
    });
    expect(tried.outcome).toBe('rolled-back');
    expect(tried.message).toMatch(/connection .* was lost.*mytux again; that was verified/);
    await bed.expectByTimer(SHORT);
    await expectEarlier();
  });

  it('for good: the host goes back by itself, and the deployment does not claim to know', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      rollbackSeconds: SHORT,
      graceSeconds: 2,
      on: (event) => isStep(event, 'start', 'done') && void bed.host.cut(),
    });
    expect(tried.outcome).toBe('failed');
    expect(tried.message).toMatch(/could not be reached again, so it is not known which rules it runs/);
    // Seen from the console; the timer is the host's own.
    await expect.poll(() => bed.host.rules()).toBe(earlier);
    await bed.host.mend();
    await bed.expectByTimer(SHORT);
    expect(await bed.traffic()).toBe('echo');
    // Its lock is free again.
    const next = await tryDeployment(bed.host, {
      document: otherRules(),
      on: confirmAtOnce,
    });
    expect(next.outcome).toBe('confirmed');
  });

  it('by the death of the host’s SSH session: a new connection brings the earlier rules back at once', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      compiler: slowStart(2),
      rollbackSeconds: 600,
      on: async (event) => {
        if (!isStep(event, 'start', 'running')) return;
        await untilStarting();
        await bed.host.endSessions();
      },
    });
    expect(tried.outcome).toBe('rolled-back');
    await expectEarlier();
  });

  it('between the confirmation and its arrival: the confirmation arrives by a new connection', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      on: async (event, deployment) => {
        if (event.kind !== 'awaiting-confirmation') return;
        await bed.host.cut();
        deployment.confirm();
        await sleep(6000);
        await bed.host.mend();
      },
    });
    expect(tried.outcome).toBe('confirmed');
    expect(await bed.traffic()).toBe('echo and console');
    await bed.expectNothingLeft();
  });
});

describe('a line that is cut after the confirmation has arrived', () => {
  /** By the very moment: no event comes between the decision and the next script. */
  const cutAtOnce = () => {
    for (const [chain, side] of [
      ['OUTPUT', '-d'],
      ['INPUT', '-s'],
    ] as const)
      execFileSync('iptables', ['-I', chain, side, bed.host.address, '-j', 'DROP']);
  };

  it('and is mended soon: the deployment is finished by a new connection', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      on: async (event, deployment) => {
        confirmAtOnce(event, deployment);
        if (!isStep(event, 'enable', 'running')) return;
        cutAtOnce();
        await sleep(5000);
        await bed.host.mend();
      },
    });
    expect(tried.outcome).toBe('confirmed');
    expect(await bed.traffic()).toBe('echo and console');
    expect(await bed.host.shell('grep -c confirmed /var/lib/bridgewarden/journal.jsonl')).toBe('2\n');
    await bed.expectNothingLeft();
  });

  it('for good: the new rules stay, and the next deployment is not kept out', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      graceSeconds: 2,
      on: (event, deployment) => {
        confirmAtOnce(event, deployment);
        if (isStep(event, 'enable', 'running')) cutAtOnce();
      },
    });
    expect(tried.outcome).toBe('failed');
    expect(tried.message).toMatch(/run on mytux and are confirmed, but: .*could not be reached again.*Deploy again/);
    await bed.host.mend();
    await bed.host.endSessions();
    expect(await bed.traffic()).toBe('echo and console');
    const { message } = await bed.about(otherRules()).status();
    expect(message).toMatch(/was left behind; the next one clears it away/);
    const next = await tryDeployment(bed.host, {
      document: twoBridges(),
      on: confirmAtOnce,
    });
    expect(next.outcome).toBe('confirmed');
    expect(await bed.traffic()).toBe('echo');
    await bed.expectNothingLeft();
  });
});

describe('rules that lock the administrator out', () => {
  it('are found out by the new connection and undone', async () => {
    const tried = await tryDeployment(bed.host, {
      document: withDrawnManagement(otherRules()),
      rollbackSeconds: 20,
      on: confirmAtOnce,
    });
    expect(tried.steps).toMatchObject({ start: 'done', prove: 'failed' });
    expect(tried.outcome).toBe('rolled-back');
    expect(tried.message).toMatch(/no longer be reached by a new SSH connection.*adminAccess.*that was verified/s);
    await expectEarlier();
  });

  it('are fine once her network has its access', async () => {
    const tried = await tryDeployment(bed.host, {
      document: withDrawnManagement(otherRules({ adminAccess: [`${OUTER}/32`] })),
      on: confirmAtOnce,
    });
    expect(tried.outcome).toBe('confirmed');
  });

  it('and cut the standing connection too are undone by the host itself', async () => {
    const lockOut = meddling((text) =>
      text.replace('say "$RULES_ID" >"$STATE/running"', '$&; iptables -I BW_INPUT -i mgmt0 -j DROP'),
    );
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      compiler: lockOut,
      rollbackSeconds: SHORT,
      on: confirmAtOnce,
    });
    expect(tried.outcome).toBe('rolled-back');
    await bed.expectByTimer(SHORT);
    await expectEarlier();
  });
});

describe('a host on which something breaks', () => {
  it('because loading never ends is stopped by the timer, and does not load afterwards', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      compiler: slowStart(8),
      rollbackSeconds: SHORT,
      on: confirmAtOnce,
    });
    expect(tried.outcome).toBe('rolled-back');
    await bed.expectByTimer(SHORT);
    // Beyond the moment at which the start would have woken up and loaded.
    await sleep(3000);
    await expectEarlier();
  });

  it('because the way back breaks after it was tried says what to look at', async () => {
    const brittle = headed('if [ "$1" = load ] && [ -e /run/broken ]; then echo "broken since" >&2; exit 1; fi');
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      compiler: brittle,
      on: async (event, deployment) => {
        if (event.kind !== 'awaiting-confirmation') return;
        await bed.host.shell('touch /run/broken');
        deployment.cancel();
      },
    });
    await bed.host.shell('rm /run/broken');
    expect(tried.outcome).toBe('failed');
    expect(tried.message).toMatch(/could not be loaded again: look at \/run\/.*rollback\.log.*broken since/s);
  });

  it('whose timer is faster than the confirmation says so', async () => {
    const tried = await tryDeployment(bed.host, {
      document: otherRules(),
      on: async (event, deployment) => {
        if (event.kind !== 'awaiting-confirmation') return;
        await bed.host.shell('sh /run/bridgewarden/deploy-*/rollback.sh by-timer');
        deployment.confirm();
      },
    });
    expect(tried.outcome).toBe('rolled-back');
    expect(tried.message).toMatch(/confirmation came too late/);
    await expectEarlier();
  });
});
