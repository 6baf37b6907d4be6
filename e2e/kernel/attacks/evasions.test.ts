import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODYS_MAC } from '../../world/attack-probes.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { arpFrame } from '../../world/frames/arp.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { internetChecksum, word } from '../../world/frames/octets.ts';
import { udpSegment } from '../../world/frames/transport.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';
import { advertisementOf, linkLocal, type Party, solicitedNode } from './attack-frames.ts';
import { neighbourFrame } from './neighbour-frames.ts';
import { exchange, partyOf } from './run-attacks.ts';

/** An ethertype for private experiments (IEEE 802, 9.2.3): no protocol of the kernel looks at it. */
const LOCAL_EXPERIMENT = 0x88b5;
const LLDP = 0x88cc;
const DESTINATION_OPTIONS = 60;
const FRAGMENT = 44;
const HEADERS = 14 + 40;

/** Puts an extension header in front of a message, as RFC 7113 tells that guards are deceived. */
function behindOptions(frame: Buffer): Buffer {
  // Six octets of padding make an empty header of eight.
  return inserted(frame, DESTINATION_OPTIONS, Buffer.from([frame[20] ?? 0, 0, 1, 4, 0, 0, 0, 0]));
}

/** The message in two fragments, the first of which ends before the message does (RFC 6980). */
function fragmented(frame: Buffer): [Buffer, Buffer] {
  const message = frame.subarray(HEADERS);
  const piece = (offset: number, more: boolean, octets: Buffer) =>
    inserted(
      Buffer.concat([frame.subarray(0, HEADERS), octets]),
      FRAGMENT,
      Buffer.concat([Buffer.from([frame[20] ?? 0, 0]), word(offset | (more ? 1 : 0)), Buffer.from([9, 9, 9, 9])]),
    );
  return [piece(0, true, message.subarray(0, 8)), piece(8, false, message.subarray(8))];
}

function inserted(frame: Buffer, header: number, octets: Buffer): Buffer {
  const copy = Buffer.concat([frame.subarray(0, HEADERS), octets, frame.subarray(HEADERS)]);
  copy.writeUInt16BE(copy.length - HEADERS, 18);
  copy[20] = header;
  return copy;
}

function claim(attacker: Party, victim: Party, target: string, mac: string): Buffer {
  return neighbourFrame({
    type: 'advertisement',
    from: attacker.ipv6,
    to: victim.ipv6,
    target,
    mac,
    sourceMac: attacker.mac,
    destinationMac: victim.mac,
  });
}

/** A neighbour solicitation from no address: its sender is about to take the target. To the victim's own MAC, so that it gets it. */
function probe({ ipv6 }: Party): Buffer {
  return neighbourFrame({
    type: 'solicitation',
    from: '::',
    to: solicitedNode(victim),
    target: ipv6,
    mac: attacker.mac,
    sourceMac: attacker.mac,
    destinationMac: victim.mac,
  });
}

function redirection(): Buffer {
  return neighbourFrame({
    type: 'redirect',
    from: linkLocal(attacker),
    to: victim.ipv6,
    target: other.ipv6,
    mac: attacker.mac,
    sourceMac: attacker.mac,
    destinationMac: victim.mac,
  });
}

function dhcpv6Answer(): Buffer {
  const ends = { from: attacker.ipv6, to: victim.ipv6 };
  const segment = udpSegment(ends, { sourcePort: 547, destinationPort: 546, payload: Buffer.alloc(32, 6) });
  const payload = ipPacket(ends, segment);
  return ethernetFrame({ destination: victim.mac, source: attacker.mac, ethertype: ETHERTYPE.ipv6, payload });
}

function dhcpAnswer(): Buffer {
  const ends = { from: attacker.ipv4, to: victim.ipv4 };
  const segment = udpSegment(ends, { sourcePort: 67, destinationPort: 68, payload: Buffer.alloc(32, 4) });
  const payload = ipPacket(ends, segment);
  return ethernetFrame({ destination: victim.mac, source: attacker.mac, ethertype: ETHERTYPE.ipv4, payload });
}

/** The packet in two fragments, the first as short as one may be: eight octets. */
function fragmentedIpv4(frame: Buffer): [Buffer, Buffer] {
  const [ethernet, header, data] = [frame.subarray(0, 14), frame.subarray(14, 34), frame.subarray(34)];
  const piece = (flags: number, octets: Buffer) => {
    const head = Buffer.from(header);
    head.writeUInt16BE(20 + octets.length, 2);
    head.writeUInt16BE(0x4242, 4);
    head.writeUInt16BE(flags, 6);
    head.writeUInt16BE(0, 10);
    head.writeUInt16BE(internetChecksum(head), 10);
    return Buffer.concat([ethernet, head, octets]);
  };
  return [piece(0x2000, data.subarray(0, 8)), piece(1, data.subarray(8))];
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
  'a redirect behind destination options, in fragments': () => fragmented(behindOptions(redirection())),
  "a probe for another's address behind destination options": () => [behindOptions(probe(other))],
  "an advertisement of another's address behind destination options, in fragments": () =>
    fragmented(behindOptions(claim(attacker, victim, other.ipv6, attacker.mac))),
  "an advertisement of another's address behind destination options": () => [
    behindOptions(claim(attacker, victim, other.ipv6, attacker.mac)),
  ],
  "an advertisement of another's address without a MAC": () => {
    const frame = claim(attacker, victim, other.ipv6, attacker.mac).subarray(0, HEADERS + 24);
    frame.writeUInt16BE(24, 18);
    return [frame];
  },
  "an advertisement of one's own address with another's MAC": () => [claim(attacker, victim, attacker.ipv6, other.mac)],
  "an advertisement of another's link-local address": () => [claim(attacker, victim, linkLocal(other), attacker.mac)],
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
    const release = await Release.write(attackDocument({}, { backend, established }, true), 'mytux');
    try {
      await release.runOrThrow(world, 'start');
      // The first fragment alone may: without the others nobody makes anything of it.
      expect(await delivered({ whole: established === 'none' })).toEqual([]);
      await release.runOrThrow(world, 'status');
    } finally {
      await release.run(world, 'stop');
      await release.remove();
    }
  });
});

describe('the forwarding table of the bridge', () => {
  /** The port at which the bridge believes the victim to be, after the attacker has sent this with its MAC. */
  async function believed(destination: string, ethertype: number): Promise<string> {
    await exchange(world, agent, []);
    const frame = ethernetFrame({ destination, source: victim.mac, ethertype, payload: Buffer.alloc(46) });
    await agent.exchange({ sends: [{ device: attacker.key, octets: frame }], sentinels: [] });
    const entries = await world.onHost(['bridge', 'fdb', 'show', 'br', 'virbr6', 'dynamic']);
    return new RegExp(`^${victim.mac} dev (\\S+)`, 'm').exec(entries)?.[1] ?? '';
  }

  it.each([
    ['any frame', NOBODYS_MAC, LOCAL_EXPERIMENT],
    // The kernel takes these before any hook.
    ['LLDP', '01:80:c2:00:00:0e', LLDP],
    ['a frame for the bridge group', '01:80:c2:00:00:03', LOCAL_EXPERIMENT],
  ])('follows a MAC that is stolen by %s without rules, and does not with them', async (_, destination, ethertype) => {
    expect(await believed(destination, ethertype)).toBe('vk64');
    for (const backend of ['iptables', 'nftables'] as const) {
      const release = await Release.write(attackDocument({}, { backend }), 'mytux');
      await release.runOrThrow(world, 'start');
      expect(await believed(destination, ethertype), backend).toBe('vk63');
      await release.runOrThrow(world, 'stop');
      await release.remove();
    }
  });
});
