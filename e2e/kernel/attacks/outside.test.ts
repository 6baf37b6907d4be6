import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACK_NAMES, type Attack } from '../../../shared/compiler/bypass/attacks.ts';
import { bypassMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import type { Document, Protect, Settings } from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { echoSegment } from '../../world/frames/transport.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';
import { marker, VLAN } from './attack-frames.ts';
import { neighbourFrame } from './neighbour-frames.ts';
import { behindTag, deliveredAttacks, exchange, partyOf } from './run-attacks.ts';

const OUTSIDER = 'outsider';
const SWITCHES: readonly Protect[] = [
  { spoofing: false },
  { arp: false },
  { mac: false },
  { ethertypes: false },
  { trunk: true },
  { dhcpServer: true },
  { routerAdvertisement: true },
];

/** The attack document with a NIC at the attacked bridge, and somebody on the segment beyond it. */
function drawn(nic: Protect, settings: Settings = {}, wide = false): Document {
  const document = attackDocument({}, settings, wide);
  return {
    ...document,
    hosts: document.hosts.map((host) => ({
      ...host,
      ports: [...host.ports, { id: 'eno1', name: 'eno1', kind: 'nic', bridge: 'virbr6', protect: nic }],
    })),
    externals: [
      { id: OUTSIDER, name: OUTSIDER, addresses: ['192.168.50.200', 'fd00:50::200', 'fe80::200'], port: 'eno1' },
    ],
    groups: document.groups.map((group) => ({ ...group, members: [...group.members, OUTSIDER] })),
  };
}

function unstopped(document: Document): Attack[] {
  const matrix = bypassMatrix(document).find(({ port }) => port === 'eno1');
  return matrix?.rows.filter(({ stoppedBy }) => stoppedBy.length === 0).map(({ attack }) => attack) ?? [];
}

/** Puts a destination options header of eight octets, all padding, in front of an ICMPv6 message. */
function behindOptions(frame: Buffer): Buffer {
  const at = 14 + 40;
  const header = Buffer.from([frame[20] ?? 0, 0, 1, 4, 0, 0, 0, 0]);
  const copy = Buffer.concat([frame.subarray(0, at), header, frame.subarray(at)]);
  copy.writeUInt16BE(copy.length - at, 18);
  copy[20] = 60;
  return copy;
}

let world: World;
let agent: FrameAgent;

beforeAll(async () => {
  world = await buildWorld(drawn({}), 'mytux', { mute: true });
  agent = await world.frames();
});
afterAll(() => world.destroy());

async function withRules<T>(document: Document, run: () => Promise<T>): Promise<T> {
  const release = await Release.write(document, 'mytux');
  try {
    await release.runOrThrow(world, 'start');
    return await run();
  } finally {
    await release.run(world, 'stop');
    await release.remove();
  }
}

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
    expect(unstopped(document)).toEqual([]);
    const delivered = await withRules(document, async () => [
      await attack(),
      await attack(behindTag(0)),
      await attack(behindTag(VLAN)),
    ]);
    expect(delivered).toEqual([[], [], []]);
  });

  it.each(SWITCHES)('%j at the NIC re-opens what the matrix says, and nothing else', async (protect) => {
    const document = drawn(protect, { backend }, true);
    const expected = unstopped(document);
    expect(expected.length, 'attacks that the switch is about').toBeGreaterThan(0);
    const [plain, priority] = await withRules(document, async () => [await attack(), await attack(behindTag(0))]);
    expect([plain, priority]).toEqual([expected, []]);
  });

  it('reads no claim to an address inside behind an extension header either, and lets honest claims in', async () => {
    const [outside, inside, victim] = [partyOf(world, OUTSIDER), partyOf(world, 'kali5'), partyOf(world, 'kali3')];
    const claim = (target: string) =>
      neighbourFrame({
        type: 'advertisement',
        from: 'fe80::200',
        to: victim.ipv6,
        target,
        mac: outside.mac,
        sourceMac: outside.mac,
        destinationMac: victim.mac,
      });
    const arrives = async (octets: Buffer) => {
      const captured = await exchange(world, agent, [{ device: outside.key, octets }]);
      return captured.some(({ key, octets: seen }) => key === victim.key && seen.equals(octets));
    };
    expect(await arrives(behindOptions(claim(inside.ipv6)))).toBe(true);
    await withRules(drawn({}, { backend }, true), async () => {
      expect(await arrives(claim(outside.ipv6))).toBe(true);
      expect(await arrives(claim(inside.ipv6))).toBe(false);
      expect(await arrives(behindOptions(claim(inside.ipv6)))).toBe(false);
    });
  });

  it('lets an honest station outside talk with those inside, by ARP and by IP, both ways', async () => {
    await withRules(drawn({}, { backend }), async () => {
      const [outside, inside] = [partyOf(world, OUTSIDER), partyOf(world, 'kali3')];
      for (const [from, to] of [
        [outside, inside],
        [inside, outside],
      ] as const) {
        const ends = { from: from.ipv4, to: to.ipv4 };
        const packet = ipPacket(ends, echoSegment(ends, { identifier: 7, payload: marker(0x0a7) }));
        const octets = ethernetFrame({
          destination: to.mac,
          source: from.mac,
          ethertype: ETHERTYPE.ipv4,
          payload: packet,
        });
        // Honest ARP announcements of everybody, the outsider included, go with it: exchange throws when one is lost.
        const captured = await exchange(world, agent, [{ device: from.key, octets }]);
        expect(captured.some((each) => each.key === to.key && each.octets.includes(packet))).toBe(true);
      }
    });
  });
});
