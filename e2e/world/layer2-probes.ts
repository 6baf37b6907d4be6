import type { Document, Protect } from '../../shared/document/document.ts';
import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';
import { nicsAround } from './drawn-sides.ts';
import { arpFrame } from './frames/arp.ts';
import { BROADCAST_MAC, ETHERTYPE, ethernetFrame } from './frames/ethernet.ts';
import { ipPacket } from './frames/ip.ts';
import { isIpv6 } from './frames/octets.ts';
import { udpSegment } from './frames/transport.ts';

/** A frame that is not what it seems, or an honest one besides. */
export interface Layer2Probe {
  readonly what: string;
  readonly sender: DrawnNic;
  /** The frame around a mark; only what is no IP packet can have it behind its end, where br_netfilter cuts IP packets off. */
  readonly octets: (mark: Buffer) => Buffer;
  /** NIC keys at which it must be seen; nowhere else. */
  readonly required: readonly string[];
}

const NOBODYS_SOURCE = '02:de:ad:00:00:02';
const NOBODY = '00:00:00:00:00:00';
const ETHERTYPE_LLDP = 0x88cc;
const ETHERTYPE_PPPOE = 0x8864;
/** Below 0x0600 the field is a length, and LLC follows. */
const LLC_LENGTH = 36;
const BRIDGE_GROUP_MAC = '01:80:c2:00:00:00';

/** Invariants 5 and 6: every guest's lies below IP, and its honest ARP messages. */
export function layer2Probes(network: DrawnNetwork): Layer2Probe[] {
  return network.nics
    .filter((nic) => nic.kind === 'guest' && nic.addresses.some((address) => !isIpv6(address)))
    .flatMap((sender) => {
      const others = sender.bridge === undefined ? [] : [...nicsAround(network, sender.bridge)];
      const peers = others.filter(
        (nic) => nic.station !== sender.station && nic.addresses.some((each) => !isIpv6(each)),
      );
      const guard = guardOf(network.document, sender);
      return [
        ...honestArp(sender, peers, others),
        ...peers.flatMap((victim) => [
          ...(guard.arp ? forgedArp(sender, victim, peers, guard.knowsMac) : []),
          ...(guard.mac && guard.knowsMac ? forgedMac(sender, victim) : []),
          ...(guard.ethertypes ? strangeFrames(sender, victim, spanningTree(network, sender)) : []),
        ]),
      ];
    });
}

/** Whether the sender's bridge speaks STP: then it keeps bridge protocol frames to itself. */
function spanningTree(network: DrawnNetwork, sender: DrawnNic): boolean {
  return network.host.bridges.some((bridge) => bridge.id === sender.bridge && bridge.stp === true);
}

/** What is guarded at the guest's port: all of it unless the drawing says otherwise. */
function guardOf(document: Document, nic: DrawnNic) {
  const protect: Protect = nic.port?.protect ?? {};
  const drawn = document.guests.flatMap((guest) => guest.nics).find((each) => each.port === nic.port?.id);
  return {
    arp: protect.arp !== false,
    mac: protect.mac !== false,
    ethertypes: protect.ethertypes !== false && protect.trunk !== true,
    knowsMac: drawn?.mac !== undefined,
  };
}

function honestArp(sender: DrawnNic, peers: readonly DrawnNic[], others: readonly DrawnNic[]): Layer2Probe[] {
  const everybody = others.filter((nic) => nic !== sender).map((nic) => nic.key);
  const own = { senderMac: sender.mac, senderAddress: v4(sender) };
  return peers.flatMap((peer) => [
    {
      what: 'honest ARP request',
      sender,
      octets: followedBy(arpFrame({ operation: 'request', ...own, targetAddress: v4(peer) })),
      required: everybody,
    },
    {
      what: 'honest ARP reply',
      sender,
      octets: followedBy(arpFrame({ operation: 'reply', ...own, targetMac: peer.mac, targetAddress: v4(peer) })),
      required: [peer.key],
    },
  ]);
}

/** Every way to say "the victim's address is at my MAC address", and messages that lie about the MAC address alone. */
function forgedArp(sender: DrawnNic, victim: DrawnNic, peers: readonly DrawnNic[], knowsMac: boolean): Layer2Probe[] {
  const lie = { senderMac: sender.mac, senderAddress: v4(victim) };
  const told = peers.filter((peer) => peer !== victim);
  const frames: [string, Buffer][] = [
    ['gratuitous ARP request', arpFrame({ operation: 'request', ...lie, targetAddress: v4(victim) })],
    [
      'gratuitous ARP reply',
      arpFrame({ operation: 'reply', ...lie, targetMac: BROADCAST_MAC, targetAddress: v4(victim) }),
    ],
    ...told.flatMap((peer): [string, Buffer][] => [
      ['ARP request', arpFrame({ operation: 'request', ...lie, targetAddress: v4(peer) })],
      ['ARP reply', arpFrame({ operation: 'reply', ...lie, targetMac: peer.mac, targetAddress: v4(peer) })],
      [
        'ARP request to one station',
        arpFrame({ operation: 'request', ...lie, targetAddress: v4(peer), destinationMac: peer.mac }),
      ],
    ]),
  ];
  if (knowsMac) {
    const own = { operation: 'request', senderAddress: v4(sender), targetAddress: v4(victim) } as const;
    frames.push(
      ["ARP request with the victim's MAC in it", arpFrame({ ...own, senderMac: victim.mac, sourceMac: sender.mac })],
      ["ARP request with nobody's MAC in it", arpFrame({ ...own, senderMac: NOBODY, sourceMac: sender.mac })],
    );
  }
  return frames.map(([what, octets]) => ({
    what: `${what} as ${victim.key}`,
    sender,
    octets: followedBy(octets),
    required: [],
  }));
}

/**
 * The sender's own packet, but its frame says that it comes from somebody else: that moves the other's place in the bridge.
 * It goes to everybody, because a bridge sends nothing back to where it has just learned the address.
 */
function forgedMac(sender: DrawnNic, victim: DrawnNic): Layer2Probe[] {
  return [victim.mac, NOBODYS_SOURCE].flatMap((source) => [
    {
      what: `packet from MAC ${source}`,
      sender,
      octets: (mark: Buffer) => frame(source, BROADCAST_MAC, ETHERTYPE.ipv4, packet(v4(sender), v4(victim), mark)),
      required: [],
    },
    {
      what: `ARP request from MAC ${source}`,
      sender,
      octets: followedBy(
        arpFrame({
          operation: 'request',
          senderMac: sender.mac,
          senderAddress: v4(sender),
          targetAddress: v4(victim),
          sourceMac: source,
        }),
      ),
      required: [],
    },
  ]);
}

/** What slips past iptables: tagged frames, whose packet nobody reads, and everything that is no IP at all. */
function strangeFrames(sender: DrawnNic, victim: DrawnNic, stp: boolean): Layer2Probe[] {
  const forged = (mark: Buffer) => packet('192.0.2.1', v4(victim), mark);
  const tagged =
    (...tags: { ethertype?: number; id: number }[]) =>
    (mark: Buffer) =>
      ethernetFrame({
        destination: victim.mac,
        source: sender.mac,
        ethertype: ETHERTYPE.ipv4,
        payload: forged(mark),
        tags,
      });
  const bare =
    (ethertype: number, destination = victim.mac) =>
    (mark: Buffer) =>
      frame(sender.mac, destination, ethertype, forged(mark));
  const frames: [string, Layer2Probe['octets']][] = [
    ['VLAN tag with id 0', tagged({ id: 0 })],
    ['VLAN tag with id 5', tagged({ id: 5 })],
    ['double tag', tagged({ ethertype: ETHERTYPE.serviceVlan, id: 0 }, { id: 0 })],
    ['service tag', tagged({ ethertype: ETHERTYPE.serviceVlan, id: 0 })],
    [
      'tagged ARP',
      followedBy(
        arpFrame({
          operation: 'reply',
          senderMac: sender.mac,
          senderAddress: v4(victim),
          targetMac: victim.mac,
          targetAddress: v4(victim),
          tags: [{ id: 0 }],
        }),
      ),
    ],
    ['LLDP', bare(ETHERTYPE_LLDP)],
    ['PPPoE session', bare(ETHERTYPE_PPPOE)],
    ['LLC frame', bare(LLC_LENGTH)],
  ];
  if (!stp) frames.push(['bridge protocol frame', bare(LLC_LENGTH, BRIDGE_GROUP_MAC)]);
  return frames.map(([what, octets]) => ({ what, sender, octets, required: [] }));
}

function followedBy(octets: Buffer): Layer2Probe['octets'] {
  return (mark) => Buffer.concat([octets, mark]);
}

function packet(from: string, to: string, mark: Buffer): Buffer {
  const ends = { from, to };
  return ipPacket(ends, udpSegment(ends, { sourcePort: 4000, destinationPort: 4000, payload: mark }));
}

function frame(source: string, destination: string, ethertype: number, payload: Buffer): Buffer {
  return ethernetFrame({ source, destination, ethertype, payload });
}

function v4(nic: DrawnNic): string {
  const address = nic.addresses.find((each) => !isIpv6(each));
  if (address === undefined) throw new RangeError(`${nic.key} has no IPv4 address`);
  return address;
}
