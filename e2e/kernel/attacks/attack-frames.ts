import type { Attack } from '../../../shared/compiler/bypass/attacks.ts';
import { NOBODYS_MAC } from '../../world/attack-probes.ts';
import type { Send } from '../../world/frame-agent.ts';
import { arpFrame } from '../../world/frames/arp.ts';
import { BROADCAST_MAC, ETHERTYPE, ethernetFrame, type VlanTag } from '../../world/frames/ethernet.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { echoSegment } from '../../world/frames/transport.ts';
import {
  advertisementOf,
  claim,
  DHCP_ANSWER,
  DHCPV6_ANSWER,
  linkLocal,
  marker,
  type Party,
  redirection,
  solicitation,
  udpPacket,
} from './messages.ts';

export interface Scene {
  readonly attacker: Party;
  readonly victim: Party;
  readonly other: Party;
  readonly host: Party;
  /** Whose MAC is stolen. */
  readonly robbed: Party;
  /** The MAC of the attacker's bridge, which has no address of its own. */
  readonly bridgeMac: string;
  /** A number that no earlier flow has had. */
  readonly serial: number;
}

/** What is sent, and what shows that it arrived. */
export interface Attempt {
  /** Sent before, honestly, so that the attack meets a running connection. */
  readonly before?: readonly Send[];
  readonly send: Send;
  /** Sent behind it, honestly, where the attack is about what becomes of others' frames. */
  readonly after?: Send;
  /** Octets that are in the attack's frame and in no other. */
  readonly token: Buffer;
  /** Where it must not be seen. */
  readonly at: readonly string[];
}

const LLC_STP = Buffer.from([0x42, 0x42, 0x03]);
const SNAP_IPV4 = Buffer.from([0xaa, 0xaa, 0x03, 0, 0, 0, 0x08, 0x00]);
const BRIDGE_GROUP_MAC = '01:80:c2:00:00:00';
/** The group that a bridge takes in before any hook. */
const LLDP_GROUP_MAC = '01:80:c2:00:00:0e';
const LLDP = 0x88cc;
/** Any VLAN but 0. */
export const VLAN = 5;

/** One frame for each attack, as a guest that owns its NIC would send it. */
export const ATTEMPTS: Readonly<Record<Attack, (scene: Scene) => Attempt>> = {
  'forged-source': (scene) => {
    const { attacker, victim, other } = scene;
    return to(victim, attacker, victim.mac, ETHERTYPE.ipv4, ping(scene, other.ipv4, victim.ipv4));
  },
  'poisoned-unicast': (scene) => {
    const { attacker, victim, other } = scene;
    return to(attacker, other, attacker.mac, ETHERTYPE.ipv4, ping(scene, other.ipv4, victim.ipv4));
  },
  'unknown-unicast-flood': (scene) => {
    const { attacker, victim, other } = scene;
    return to(attacker, other, NOBODYS_MAC, ETHERTYPE.ipv4, ping(scene, other.ipv4, victim.ipv4));
  },
  'hijacked-flow': (scene) => {
    const { attacker, victim, other } = scene;
    const hello = ping({ ...scene, serial: scene.serial }, other.ipv4, victim.ipv4);
    const answer = ping(scene, victim.ipv4, other.ipv4, { reply: true });
    const next = ping(scene, other.ipv4, victim.ipv4, { sequence: 2 });
    return {
      ...to(victim, attacker, victim.mac, ETHERTYPE.ipv4, next),
      before: [
        to(victim, other, victim.mac, ETHERTYPE.ipv4, hello).send,
        to(other, victim, other.mac, ETHERTYPE.ipv4, answer).send,
      ],
    };
  },
  'mac-theft': (scene) => {
    const { attacker, victim, robbed } = scene;
    const packet = ping(scene, attacker.ipv4, victim.ipv4);
    const frame = { destination: victim.mac, source: robbed.mac, ethertype: ETHERTYPE.ipv4, payload: packet };
    // No IP packet: whatever the IP rules stop, the bridge has sent it to the wrong one.
    const reply = arpFrame({
      operation: 'reply',
      senderMac: victim.mac,
      senderAddress: victim.ipv4,
      targetMac: robbed.mac,
      targetAddress: robbed.ipv4,
    });
    return {
      ...seen(attacker, attacker, ethernetFrame(frame), reply),
      after: { device: victim.key, octets: reply },
    };
  },
  'arp-reply': ({ attacker, victim, other }) =>
    whole(
      victim,
      attacker,
      arpFrame({
        operation: 'reply',
        senderMac: attacker.mac,
        senderAddress: other.ipv4,
        targetMac: victim.mac,
        targetAddress: victim.ipv4,
      }),
    ),
  'arp-request': ({ attacker, victim, other }) =>
    whole(
      victim,
      attacker,
      arpFrame({
        operation: 'request',
        senderMac: attacker.mac,
        senderAddress: other.ipv4,
        targetAddress: victim.ipv4,
        destinationMac: victim.mac,
      }),
    ),
  'gratuitous-arp': ({ attacker, victim, other }) =>
    whole(
      victim,
      attacker,
      arpFrame({
        operation: 'request',
        senderMac: attacker.mac,
        senderAddress: other.ipv4,
        targetAddress: other.ipv4,
      }),
    ),
  'arp-probe-squat': ({ attacker, victim }) =>
    whole(
      victim,
      attacker,
      arpFrame({
        operation: 'request',
        senderMac: attacker.mac,
        senderAddress: '0.0.0.0',
        targetAddress: victim.ipv4,
      }),
    ),
  'vlan0-spoof': (scene) => tagged(scene, [{ id: 0 }]),
  'double-tag-spoof': (scene) => tagged(scene, [{ ethertype: ETHERTYPE.serviceVlan, id: 0 }, { id: 0 }]),
  // To the host: by a border port, as tagged frames may leave; no plain guest port lets them out.
  'vlan-hop': (scene) => {
    const { attacker, host, other } = scene;
    const packet = ping(scene, other.ipv4, host.ipv4);
    const frame = { destination: host.mac, source: attacker.mac, tags: [{ id: VLAN }], ethertype: ETHERTYPE.ipv4 };
    return seen(host, attacker, ethernetFrame({ ...frame, payload: packet }), packet);
  },
  'llc-snap-spoof': (scene) => {
    const { attacker, victim, other } = scene;
    const payload = Buffer.concat([SNAP_IPV4, ping(scene, other.ipv4, victim.ipv4)]);
    return to(victim, attacker, victim.mac, payload.length, payload);
  },
  bpdu: ({ attacker, victim, serial }) => {
    const payload = Buffer.concat([LLC_STP, Buffer.alloc(31), marker(serial)]);
    return to(victim, attacker, BRIDGE_GROUP_MAC, payload.length, payload);
  },
  // To the nearest customer bridge (IEEE 802.1AB, 7.1): the other groups no Linux bridge forwards.
  lldp: ({ attacker, victim, serial }) => to(victim, attacker, BRIDGE_GROUP_MAC, LLDP, marker(serial)),
  'rogue-dhcpv4': ({ attacker, victim, serial }) => {
    const ends = { from: attacker.ipv4, to: '255.255.255.255' };
    return to(victim, attacker, BROADCAST_MAC, ETHERTYPE.ipv4, udpPacket(ends, DHCP_ANSWER, marker(serial)));
  },
  'rogue-dhcpv6': ({ attacker, victim, serial }) => {
    const ends = { from: linkLocal(attacker), to: linkLocal(victim) };
    return to(victim, attacker, victim.mac, ETHERTYPE.ipv6, udpPacket(ends, DHCPV6_ANSWER, marker(serial)));
  },
  'router-advertisement': ({ attacker, victim }) => whole(victim, attacker, advertisementOf(attacker)),
  redirect: ({ attacker, victim, other }) => whole(victim, attacker, redirection(attacker, victim, other.ipv6)),
  'neighbour-advertisement': ({ attacker, victim, other }) =>
    whole(victim, attacker, claim(attacker, victim, other.ipv6)),
  'dad-squat': ({ attacker, victim }) => whole(victim, attacker, solicitation(attacker, victim, { from: '::' })),
  'link-local-group': (scene) => {
    const { attacker, victim, host } = scene;
    const packet = ping(scene, victim.ipv4, host.ipv4);
    return {
      ...to(host, attacker, LLDP_GROUP_MAC, ETHERTYPE.ipv4, packet),
      token: marker(scene.serial),
      at: ['local4'],
    };
  },
  'silent-bridge': (scene) => {
    const { attacker, host, bridgeMac } = scene;
    const attempt = to(host, attacker, bridgeMac, ETHERTYPE.ipv4, ping(scene, attacker.ipv4, host.ipv4));
    // A raw socket of the host sees it only when INPUT has let it through.
    return { ...attempt, token: marker(scene.serial), at: ['local4'] };
  },
};

function ping(
  { serial }: Scene,
  from: string,
  destination: string,
  fields: { reply?: boolean; sequence?: number } = {},
): Buffer {
  const ends = { from, to: destination };
  return ipPacket(ends, echoSegment(ends, { identifier: serial & 0xffff, payload: marker(serial), ...fields }));
}

function tagged(scene: Scene, tags: readonly VlanTag[]): Attempt {
  const { attacker, victim, other } = scene;
  const packet = ping(scene, other.ipv4, victim.ipv4);
  const frame = { destination: victim.mac, source: attacker.mac, tags, ethertype: ETHERTYPE.ipv4, payload: packet };
  return seen(victim, attacker, ethernetFrame(frame), packet);
}

function to(at: Party, sender: Party, destination: string, ethertype: number, payload: Buffer): Attempt {
  return seen(at, sender, ethernetFrame({ destination, source: sender.mac, ethertype, payload }), payload);
}

function whole(at: Party, sender: Party, octets: Buffer): Attempt {
  return seen(at, sender, octets, octets);
}

function seen(at: Party, sender: Party, octets: Buffer, token: Buffer): Attempt {
  return { send: { device: sender.key, octets }, token, at: [at.key] };
}
