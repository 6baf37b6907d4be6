import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACK_NAMES } from '../../../shared/compiler/bypass/attacks.ts';
import type { Document, Protect, Settings } from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { echoSegment } from '../../world/frames/transport.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { withRelease } from '../with-release.ts';
import { attackDocument } from './attack-document.ts';
import { VLAN } from './attack-frames.ts';
import { behindOptions, behindTag } from './disguises.ts';
import { claim, marker, packetFrame } from './messages.ts';
import { deliveredAttacks, exchange, partyOf } from './run-attacks.ts';
import { SWITCHES, unstopped } from './switches.ts';

const OUTSIDER = 'outsider';
const NIC = 'eno1';

/** The attack document with a NIC at the attacked bridge, and somebody on the segment beyond it. */
function drawn(nic: Protect, settings: Settings = {}, wide = false): Document {
  const document = attackDocument({}, settings, wide);
  return {
    ...document,
    hosts: document.hosts.map((host) => ({
      ...host,
      ports: [...host.ports, { id: NIC, name: NIC, kind: 'nic', bridge: 'virbr6', protect: nic }],
    })),
    externals: [
      { id: OUTSIDER, name: OUTSIDER, addresses: ['192.168.50.200', 'fd00:50::200', 'fe80::200'], port: NIC },
    ],
    groups: document.groups.map((group) => ({ ...group, members: [...group.members, OUTSIDER] })),
  };
}

let world: World;
let agent: FrameAgent;

beforeAll(async () => {
  world = await buildWorld(drawn({}), 'mytux', { mute: true });
  agent = await world.frames();
});
afterAll(() => world.destroy());

const attack = (disguise?: (frame: Buffer) => Buffer) => deliveredAttacks(world, agent, disguise, OUTSIDER);

it('without rules every attack comes in from outside, behind a priority tag too', async () => {
  // The switch that the outsider stands behind keeps link-local groups to itself; link-local-group.test.ts sends them by the NIC.
  const passedOn = ATTACK_NAMES.filter((attack) => attack !== 'link-local-group');
  expect(await attack()).toEqual(passedOn);
  expect(await attack(behindTag(0))).toEqual(passedOn);
});

describe.each(['iptables', 'nftables'] as const)('with rules for %s', (backend) => {
  it.each([false, true])('nothing comes in, be a rule that accepts everything there (%s) or not', async (wide) => {
    const document = drawn({}, { backend }, wide);
    expect(unstopped(document, NIC)).toEqual([]);
    const delivered = await withRelease(world, document, async () => [
      await attack(),
      await attack(behindTag(0)),
      await attack(behindTag(VLAN)),
    ]);
    expect(delivered).toEqual([[], [], []]);
  });

  it.each(SWITCHES)('%j at the NIC re-opens what the matrix says, and nothing else', async (protect) => {
    const document = drawn(protect, { backend }, true);
    const expected = unstopped(document, NIC);
    expect(expected.length, 'attacks that the switch is about').toBeGreaterThan(0);
    const [plain, priority] = await withRelease(world, document, async () => [
      await attack(),
      await attack(behindTag(0)),
    ]);
    expect([plain, priority]).toEqual([expected, []]);
  });

  it('reads no claim to an address inside behind an extension header either, and lets honest claims in', async () => {
    const [outside, inside, victim] = [partyOf(world, OUTSIDER), partyOf(world, 'kali5'), partyOf(world, 'kali3')];
    const claimed = (target: string) => claim({ ...outside, ipv6: 'fe80::200' }, victim, target);
    const arrives = async (octets: Buffer) => {
      const captured = await exchange(world, agent, [{ device: outside.key, octets }]);
      return captured.some(({ key, octets: seen }) => key === victim.key && seen.equals(octets));
    };
    expect(await arrives(behindOptions(claimed(inside.ipv6)))).toBe(true);
    await withRelease(world, drawn({}, { backend }, true), async () => {
      expect(await arrives(claimed(outside.ipv6))).toBe(true);
      expect(await arrives(claimed(inside.ipv6))).toBe(false);
      expect(await arrives(behindOptions(claimed(inside.ipv6)))).toBe(false);
    });
  });

  it('lets an honest station outside talk with those inside, by ARP and by IP, both ways', async () => {
    await withRelease(world, drawn({}, { backend }), async () => {
      const [outside, inside] = [partyOf(world, OUTSIDER), partyOf(world, 'kali3')];
      for (const [from, to] of [
        [outside, inside],
        [inside, outside],
      ] as const) {
        const ends = { from: from.ipv4, to: to.ipv4 };
        const packet = ipPacket(ends, echoSegment(ends, { identifier: 7, payload: marker(0x0a7) }));
        const octets = packetFrame(from, to.mac, packet);
        // Honest ARP announcements of everybody, the outsider included, go with it: exchange throws when one is lost.
        const captured = await exchange(world, agent, [{ device: from.key, octets }]);
        expect(captured.some((each) => each.key === to.key && each.octets.includes(packet))).toBe(true);
      }
    });
  });
});
