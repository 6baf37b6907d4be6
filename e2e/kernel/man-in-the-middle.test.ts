import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { markedNumber } from '../world/mark.ts';
import { connect, ping, poison, serve } from '../world/talk.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { Release } from './release.ts';
import { withoutLayer2 } from './variants.ts';
import { withRunningHost } from './with-release.ts';

/** The MAC address that a station has in its ARP cache for an address. */
async function neighbour(world: World, station: string, address: string): Promise<string | undefined> {
  const { stdout } = await world.exec(station, ['ip', 'neigh', 'show', address]);
  return /lladdr (\S+)/.exec(stdout)?.[1];
}

// Article I with real kernels at every station: kali4 poisons kali3, kali3 pings kali5.
describe('the man in the middle of article I', () => {
  const KALI4_MAC = '52:54:00:74:60:4a';
  let world: World;
  let release: Release | undefined;

  beforeEach(async () => {
    world = await buildWorld(readFixture('single-bridge'), 'vmhost');
    // The attacker passes on what he gets, or the ping would fail and give him away.
    await world.exec('kali4', [
      'sh',
      '-c',
      'echo 1 >/proc/sys/net/ipv4/ip_forward; echo 0 >/proc/sys/net/ipv4/conf/all/send_redirects; echo 0 >/proc/sys/net/ipv4/conf/eth0/send_redirects',
    ]);
  });
  afterEach(async () => {
    await world.destroy();
    await release?.remove();
    release = undefined;
  });

  async function start(document: Document): Promise<void> {
    release = await Release.write(document, 'vmhost');
    await release.runOrThrow(world, 'start');
  }

  /** Whether kali3 believes the lie in the end: a kernel keeps a fresh entry for a second, whatever it is told. */
  async function isPoisoned(): Promise<boolean> {
    for (const end = Date.now() + 3000; Date.now() < end; await setTimeout(50)) {
      if ((await neighbour(world, 'kali3', '192.168.50.15')) === KALI4_MAC) return true;
    }
    return false;
  }

  /** kali3 pings kali5 after kali4 has poisoned it; what of it does kali4 see? */
  async function attack(): Promise<{ answer: string; overheard: number; poisoned: boolean }> {
    expect(await ping(world, 'kali3', '192.168.50.15')).toBe('reply');
    const agent = await world.frames();
    await poison(world, 'kali4', '192.168.50.13', '192.168.50.15');
    const poisoned = await isPoisoned();
    const answer = await ping(world, 'kali3', '192.168.50.15');
    const { captured } = await agent.exchange({ sends: [], sentinels: [] });
    const overheard = captured.filter(
      ({ key, octets }) => key === 'kali4' && octets.includes('bridgewarden') && markedNumber(octets) === undefined,
    );
    return { answer, overheard: overheard.length, poisoned };
  }

  it('reads everything where there are no rules', async () => {
    const { answer, overheard, poisoned } = await attack();
    expect(poisoned).toBe(true);
    expect(answer).toBe('reply');
    expect(overheard).toBeGreaterThan(0);
  });

  it('gets nothing from the packet filter alone, although the poison works', async () => {
    await start(withoutLayer2(readFixture('single-bridge')));
    const { answer, overheard, poisoned } = await attack();
    expect(poisoned).toBe(true);
    expect(overheard).toBe(0);
    // The article's own observation: what is left to the attacker is to be in the way.
    expect(answer).toBe('silence');
  });

  it('cannot even poison when layer 2 is guarded', async () => {
    await start(readFixture('single-bridge'));
    const { answer, overheard, poisoned } = await attack();
    expect(poisoned).toBe(false);
    expect(overheard).toBe(0);
    expect(answer).toBe('reply');
  });
});

describe('real connections over the loaded rules', () => {
  it('work where a rule accepts them, in both directions, across bridges and to the host', async () => {
    const document = readFixture('three-in-a-row');
    await withRunningHost(document, 'vmhost', async (world) => {
      await Promise.all([serve(world, 'right1', 80), serve(world, 'right1', 81), serve(world, 'vmhost', 22)]);
      expect(await connect(world, 'left1', '10.20.0.21', 80, 'hello')).toBe('HELLO');
      expect(await connect(world, 'left1', '10.20.0.21', 81, 'hello')).toBe('silence');
      expect(await connect(world, 'right1', '10.20.0.1', 22, 'hello')).toBe('HELLO');
      expect(await connect(world, 'left1', '10.20.0.1', 22, 'hello')).toBe('silence');
      expect(await ping(world, 'right1', '10.20.0.11')).toBe('reply');
      expect(await ping(world, 'left1', '10.20.0.21')).toBe('silence');
    });
  });

  it('carry the pings of the two-bridge example from every guest to every other', async () => {
    const document = readExample('two-bridges');
    await withRunningHost(document, 'mytux', async (world) => {
      const guests = world.plan.network.nics.filter((nic) => nic.kind === 'guest');
      let pings = 0;
      for (const from of guests) {
        for (const to of guests) {
          if (from === to) continue;
          expect(await ping(world, from.station, to.addresses[0] ?? ''), `${from.key} -> ${to.key}`).toBe('reply');
          pings += 1;
        }
        expect(await ping(world, from.station, '192.168.50.1'), `${from.key} -> mytux`).toBe('silence');
      }
      expect(pings).toBe(12);
    });
  });

  it('find their neighbours over IPv6 too', async () => {
    const document = readFixture('dual-stack');
    await withRunningHost(document, 'vmhost', async (world) => {
      expect(await ping(world, 'm1', 'fd66::13')).toBe('reply');
      expect(await ping(world, 'm1', 'fd66::1')).toBe('silence');
    });
  });
});
