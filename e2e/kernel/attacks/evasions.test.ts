import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODYS_MAC } from '../../world/attack-probes.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { arpFrame } from '../../world/frames/arp.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { withRelease } from '../with-release.ts';
import { attackDocument } from './attack-document.ts';
import { behindOptions, fragmented, fragmentedIpv4, HEADERS } from './disguises.ts';
import {
  advertisementOf,
  claim,
  DHCP_ANSWER,
  DHCPV6_ANSWER,
  linkLocal,
  type Party,
  packetFrame,
  redirection,
  solicitation,
  solicitedNode,
  udpPacket,
} from './messages.ts';
import { exchange, partyOf } from './run-attacks.ts';
import { placeAfterTheft } from './stolen-place.ts';

const LLDP = 0x88cc;

/** A probe for an address of another, to the victim's own MAC and group, so that it gets it. */
function probe(target: Party): Buffer {
  return solicitation(attacker, target, { from: '::', to: solicitedNode(victim), destinationMac: victim.mac });
}

function dhcpv6Answer(): Buffer {
  const ends = { from: attacker.ipv6, to: victim.ipv6 };
  return packetFrame(attacker, victim.mac, udpPacket(ends, DHCPV6_ANSWER, Buffer.alloc(32, 6)));
}

function dhcpAnswer(): Buffer {
  const ends = { from: attacker.ipv4, to: victim.ipv4 };
  return packetFrame(attacker, victim.mac, udpPacket(ends, DHCP_ANSWER, Buffer.alloc(32, 4)));
}

let world: World;
let agent: FrameAgent;
let attacker: Party;
let victim: Party;
let other: Party;

beforeAll(async () => {
  world = await buildWorld(attackDocument(), 'mytux', { mute: true });
  agent = await world.frames();
  attacker = partyOf(world, 'kali4');
  victim = partyOf(world, 'kali3');
  other = partyOf(world, 'kali5');
});
afterAll(() => world.destroy());

/** The evasions, each as the frames that the attacker sends. */
const EVASIONS: Readonly<Record<string, () => readonly Buffer[]>> = {
  'a router advertisement behind destination options': () => [behindOptions(advertisementOf(attacker))],
  'a router advertisement in fragments': () => fragmented(advertisementOf(attacker)),
  // The first holds the options alone: what they stand before is in the second, which does not begin with its header.
  'a router advertisement behind destination options, in fragments': () =>
    fragmented(behindOptions(advertisementOf(attacker))),
  'a DHCPv6 answer behind destination options, in fragments': () => fragmented(behindOptions(dhcpv6Answer())),
  'a DHCP answer in fragments': () => fragmentedIpv4(dhcpAnswer()),
  'a redirect behind destination options, in fragments': () =>
    fragmented(behindOptions(redirection(attacker, victim, other.ipv6))),
  "a probe for another's address behind destination options": () => [behindOptions(probe(other))],
  "an advertisement of another's address behind destination options, in fragments": () =>
    fragmented(behindOptions(claim(attacker, victim, other.ipv6))),
  "an advertisement of another's address behind destination options": () => [
    behindOptions(claim(attacker, victim, other.ipv6)),
  ],
  "an advertisement of another's address without a MAC": () => {
    const frame = claim(attacker, victim, other.ipv6).subarray(0, HEADERS + 24);
    frame.writeUInt16BE(24, 18);
    return [frame];
  },
  "an advertisement of one's own address with another's MAC": () => [claim(attacker, victim, attacker.ipv6, other.mac)],
  "an advertisement of another's link-local address": () => [claim(attacker, victim, linkLocal(other))],
  "an ARP reply with another's MAC for one's own address": () => [
    arpFrame({
      operation: 'reply',
      senderMac: other.mac,
      senderAddress: attacker.ipv4,
      sourceMac: attacker.mac,
      targetMac: victim.mac,
      targetAddress: victim.ipv4,
    }),
  ],
  'ARP in a priority tag': () => [
    arpFrame({
      operation: 'reply',
      senderMac: attacker.mac,
      senderAddress: other.ipv4,
      targetMac: victim.mac,
      targetAddress: victim.ipv4,
      tags: [{ id: 0 }],
    }),
  ],
  'a reverse ARP message': () => [
    ethernetFrame({
      destination: 'ff:ff:ff:ff:ff:ff',
      source: attacker.mac,
      ethertype: 0x8035,
      payload: Buffer.alloc(46, 7),
    }),
  ],
  'a PPPoE frame': () => [
    ethernetFrame({ destination: victim.mac, source: attacker.mac, ethertype: 0x8864, payload: Buffer.alloc(46, 7) }),
  ],
};

/** Those that arrived; `whole`: each of their frames did. */
async function delivered({ whole = false } = {}): Promise<string[]> {
  const arrived: string[] = [];
  for (const [name, frames] of Object.entries(EVASIONS)) {
    const sent = frames();
    const captured = await exchange(
      world,
      agent,
      sent.map((octets) => ({ device: attacker.key, octets })),
    );
    // Fragments may arrive put together again: what follows the Ethernet header's addresses may differ, its origin not.
    const others = captured.filter(
      ({ key, octets }) => key === victim.key && octets.subarray(6, 12).equals(macOf(sent)),
    );
    const arrivals = others.filter(({ octets }) => !isAnnouncement(octets));
    if (arrivals.length >= (whole ? sent.length : 1)) arrived.push(name);
  }
  return arrived;
}

function macOf([first]: readonly Buffer[]): Buffer {
  return first?.subarray(6, 12) ?? Buffer.alloc(0);
}

/** The honest ARP announcements that show that nothing is still on its way. */
function isAnnouncement(frame: Buffer): boolean {
  return frame.readUInt16BE(12) === ETHERTYPE.arp && frame.subarray(28, 32).equals(frame.subarray(38, 42));
}

it('without rules every one of them arrives', async () => {
  expect(await delivered()).toEqual(Object.keys(EVASIONS));
});

describe.each(['iptables', 'nftables'] as const)('with rules for %s and a rule that accepts everything', (backend) => {
  // Without connection tracking fragments come as they were sent.
  it.each(['after-denials', 'none'] as const)('none of them arrives (established: %s)', async (established) => {
    await withRelease(world, attackDocument({}, { backend, established }, true), async (release) => {
      // The first fragment alone may: without the others nobody makes anything of it.
      expect(await delivered({ whole: established === 'none' })).toEqual([]);
      await release.runOrThrow(world, 'status');
    });
  });
});

describe('the forwarding table of the bridge', () => {
  const believed = (destination: string, ethertype: number) =>
    placeAfterTheft(world, agent, { mac: victim.mac, device: attacker.key, destination, ethertype });

  it.each([
    ['any frame', NOBODYS_MAC, ETHERTYPE.localExperiment],
    // The kernel takes these before any hook.
    ['LLDP', '01:80:c2:00:00:0e', LLDP],
    ['a frame for the bridge group', '01:80:c2:00:00:03', ETHERTYPE.localExperiment],
  ])('follows a MAC that is stolen by %s without rules, and does not with them', async (_, destination, ethertype) => {
    expect(await believed(destination, ethertype)).toBe('vk64');
    for (const backend of ['iptables', 'nftables'] as const) {
      await withRelease(world, attackDocument({}, { backend }), async () => {
        expect(await believed(destination, ethertype), backend).toBe('vk63');
      });
    }
  });
});
