import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Hardening } from '../../../shared/document/document.ts';
import { NOBODYS_MAC } from '../../world/attack-probes.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { withRelease } from '../with-release.ts';
import { attackDocument } from './attack-document.ts';
import type { Party } from './messages.ts';
import { partyOf } from './run-attacks.ts';
import { placeOf } from './stolen-place.ts';

const VICTIM_MAC = '52:54:00:9f:5d:c1';

/** Runs with the flags of a hardened bridge and without any rule: whatever is stopped, the bridge itself stops it. */
function withFlagsAlone<T>(world: World, hardening: Hardening, run: () => Promise<T>): Promise<T> {
  return withRelease(world, attackDocument({}, {}, false, hardening), async () => {
    await world.onHost(['nft', 'flush', 'ruleset']);
    return run();
  });
}

describe('the flags of a bridge, without any rule', () => {
  let world: World;
  let agent: FrameAgent;
  let [attacker, victim, far, host]: Party[] = [];

  beforeAll(async () => {
    world = await buildWorld(attackDocument(), 'mytux', { mute: true });
    agent = await world.frames();
    [attacker, victim, far, host] = ['kali4', 'kali3', 'kali2', 'vmh2'].map((key) => partyOf(world, key));
  });
  afterAll(() => world.destroy());

  /** Who sees a frame that one party sends. */
  async function seenBy(from: Party | undefined, destination: string, source = from?.mac ?? ''): Promise<string[]> {
    const payload = Buffer.alloc(46, 0x5a);
    const octets = ethernetFrame({ destination, source, ethertype: ETHERTYPE.localExperiment, payload });
    // No sentinels: isolated guests do not hear each other's.
    const { captured } = await agent.exchange({
      sends: [{ device: from?.key ?? '', octets }],
      sentinels: [],
    });
    const keys = captured.filter((each) => each.octets.equals(octets)).map(({ key }) => key);
    // Links between bridges are watched too.
    return [...new Set(keys)].filter((key) => !key.startsWith('crossing:')).sort();
  }

  /** The port at which the attacker's bridge believes the victim to be after the attacker has spoken with its MAC. */
  async function believed(): Promise<string> {
    await seenBy(victim, NOBODYS_MAC);
    await seenBy(attacker, NOBODYS_MAC, VICTIM_MAC);
    return placeOf(world, VICTIM_MAC);
  }

  it.each([{ staticFdb: true }, { learningOff: true }] as const)('%j: a MAC cannot be stolen', async (hardening) => {
    expect(await believed()).toBe('vk64');
    expect(await withFlagsAlone(world, hardening, believed)).toBe('vk63');
  });

  it('learning off: a guest cannot fill the forwarding table', async () => {
    const strange = '52:54:00:de:ad:01';
    const learned = async () => {
      await seenBy(attacker, NOBODYS_MAC, strange);
      return (await world.onHost(['bridge', 'fdb', 'show', 'br', 'virbr6'])).includes(strange);
    };
    expect(await learned()).toBe(true);
    await world.onHost(['bridge', 'fdb', 'del', strange, 'dev', 'vk64', 'master']);
    expect(await withFlagsAlone(world, { learningOff: true }, learned)).toBe(false);
  });

  it('flood off: no guest gets what is for an unknown station; the way out does', async () => {
    expect(await seenBy(victim, NOBODYS_MAC)).toEqual(expect.arrayContaining(['kali4', 'kali5', 'kali2', 'vmh2']));
    expect(await withFlagsAlone(world, { floodOff: true }, () => seenBy(victim, NOBODYS_MAC))).toEqual(['vmh2']);
    // And whom the table holds is reached, silent as it may be.
    expect(await withFlagsAlone(world, { floodOff: true }, () => seenBy(attacker, VICTIM_MAC))).toEqual(['kali3']);
  });

  it('isolated: guests of one bridge do not reach each other, but the border port and what is behind it', async () => {
    const everybody = () => seenBy(attacker, 'ff:ff:ff:ff:ff:ff');
    expect(await everybody()).toEqual(['kali2', 'kali3', 'kali5', 'vmh2']);
    expect(await withFlagsAlone(world, { isolated: true }, everybody)).toEqual(['kali2', 'vmh2']);
    const direct = () => seenBy(attacker, victim?.mac ?? '');
    expect(await withFlagsAlone(world, { isolated: true }, direct)).not.toContain('kali3');
    expect(await withFlagsAlone(world, { isolated: true }, () => seenBy(attacker, host?.mac ?? ''))).toContain('vmh2');
    expect(await withFlagsAlone(world, { isolated: true }, () => seenBy(attacker, far?.mac ?? ''))).toContain('kali2');
  });
});

describe('a tap that is made again', () => {
  const HARD: Hardening = { staticFdb: true, learningOff: true, floodOff: true, isolated: true, rootBlock: true };
  let world: World;
  let release: Release;

  beforeEach(async () => {
    const document = attackDocument({}, {}, false, HARD);
    world = await buildWorld(document, 'mytux', { mute: true });
    release = await Release.write(document, 'mytux');
    await release.runOrThrow(world, 'start');
  });
  afterEach(async () => {
    await world.destroy();
    await release.remove();
  });

  async function flags(): Promise<string> {
    const link = await world.onHost(['bridge', '-details', 'link', 'show', 'dev', 'vk63']);
    const words = link.match(/\b(learning|flood|isolated|root_block) (on|off)/g)?.join(', ') ?? '';
    const entry = (await world.onHost(['bridge', 'fdb', 'show', 'br', 'virbr6'])).split('\n');
    return `${words}; ${entry.filter((line) => line.startsWith(VICTIM_MAC) && / static/.test(line)).length} entries`;
  }

  const SET = 'root_block on, learning off, flood off, isolated on; 1 entries';
  const BARE = 'root_block off, learning on, flood on, isolated off; 0 entries';

  /** As libvirt does when a guest starts again: the old tap is gone, a new one with the same name joins the bridge. */
  async function again(): Promise<void> {
    await world.onHost(['ip', 'link', 'del', 'vk63']);
    await world.onHost(['ip', 'tuntap', 'add', 'dev', 'vk63', 'mode', 'tap']);
    await world.onHost(['ip', 'link', 'set', 'vk63', 'master', 'virbr6', 'up']);
  }

  /** The hook or the service, with this test's state in the place of the machine's. */
  function environment() {
    return { env: { BW_STATE: join(release.folder, 'state') } };
  }

  it('has its flags back when libvirt has called the hook', async () => {
    expect(await flags()).toBe(SET);
    await again();
    expect(await flags()).toBe(BARE);
    const hook = readFileSync(join(release.folder, 'bridgewarden.libvirt-hook'), 'utf8').replace(
      '/var/lib/bridgewarden/current',
      release.folder,
    );
    const call = (operation: string) =>
      world.onHost(['sh', '-c', hook, 'hook', 'kali3', operation, 'begin', '-'], {
        ...environment(),
        input: '<domain/>',
      });
    await call('release');
    expect(await flags()).toBe(BARE);
    await call('start');
    expect(await flags()).toBe(SET);
    await release.runOrThrow(world, 'status');
  });

  it('has its flags back when nobody calls, because the service watches; a bridge that is made again too', async () => {
    const watching = world.start('mytux', [
      'env',
      `BW_STATE=${environment().env.BW_STATE}`,
      'setsid',
      'sh',
      join(release.folder, 'firewall.sh'),
      'watch',
    ]);
    try {
      await again();
      await until(async () => (await flags()) === SET);
      await world.onHost(['ip', 'link', 'del', 'virbr6']);
      await world.onHost(['ip', 'link', 'add', 'virbr6', 'type', 'bridge']);
      const details = ['ip', '-details', 'link', 'show', 'virbr6'];
      await until(async () => (await world.onHost(details)).includes('no_linklocal_learn 1'));
      await until(async () => (await world.onHost(['cat', '/proc/sys/net/ipv4/conf/virbr6/rp_filter'])) === '1\n');
    } finally {
      // With all that it started: setsid has made it the leader of a group of its own.
      if (watching.pid !== undefined) process.kill(-watching.pid, 'SIGKILL');
    }
  });

  it('without flags is told by status, with the mend', async () => {
    await again();
    const { code, stdout } = await release.run(world, 'status');
    expect(code).toBe(1);
    expect(stdout).toMatch(/isolated of port vk63 is off and should be on: run \S+firewall.sh reapply/);
    expect(stdout).toContain(`the entry for ${VICTIM_MAC} in bridge virbr6 is none and should be vk63,sticky`);
  });

  it('stays as it is where nothing of ours runs', async () => {
    await release.runOrThrow(world, 'stop');
    await again();
    await release.runOrThrow(world, 'reapply');
    expect(await flags()).toBe(BARE);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await setTimeout(50)) if (await condition()) return;
  throw new Error('it did not come about in 20 seconds');
}
