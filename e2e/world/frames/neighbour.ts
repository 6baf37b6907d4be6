import { ETHERTYPE, ethernetFrame } from './ethernet.ts';
import { ipPacket } from './ip.ts';
import { addressOctets, macOctets } from './octets.ts';
import { type Ends, PROTOCOL, pseudoChecksum, type Segment } from './transport.ts';

export interface NeighbourMessage extends Ends {
  readonly type: 'router advertisement' | 'solicitation' | 'advertisement' | 'redirect';
  /** The address asked for, claimed or redirected; a router advertisement has none. */
  readonly target?: string;
  /** The MAC in the option. */
  readonly mac: string;
  /** The frame's own: that in the option unless another is given. */
  readonly sourceMac?: string;
  /** May be left out where the message goes to a group. */
  readonly destinationMac?: string;
  /** Further options, behind that one. */
  readonly more?: Buffer;
}

const TYPE = { 'router advertisement': 134, solicitation: 135, advertisement: 136, redirect: 137 } as const;
const SOURCE_OPTION = 1;
const TARGET_OPTION = 2;

/** An ICMPv6 message of neighbour discovery (RFC 4861) in its Ethernet frame. */
export function neighbourFrame(message: NeighbourMessage): Buffer {
  return ethernetFrame({
    destination: message.destinationMac ?? groupMac(message.to),
    source: message.sourceMac ?? message.mac,
    ethertype: ETHERTYPE.ipv6,
    payload: withHopLimit(ipPacket(message, neighbourSegment(message))),
  });
}

function neighbourSegment(message: NeighbourMessage): Segment {
  const { type, target } = message;
  const number = TYPE[type];
  const octets = Buffer.concat([
    Buffer.from([number, 0, 0, 0]),
    ...(type === 'router advertisement'
      ? [Buffer.from([64, 0, 0x07, 0x08]), Buffer.alloc(8)]
      : [Buffer.from([type === 'advertisement' ? 0x20 : 0, 0, 0, 0]), addressOctets(target ?? '::')]),
    ...(type === 'redirect' ? [addressOctets(target ?? '::')] : []),
    Buffer.from([type === 'solicitation' || type === 'router advertisement' ? SOURCE_OPTION : TARGET_OPTION, 1]),
    macOctets(message.mac),
    message.more ?? Buffer.alloc(0),
  ]);
  octets.writeUInt16BE(pseudoChecksum(message, PROTOCOL.icmpv6, octets), 2);
  return { protocol: PROTOCOL.icmpv6, octets };
}

/** Neighbour discovery is only believed from the link itself: with a hop limit that no router has lowered. */
function withHopLimit(packet: Buffer): Buffer {
  packet[7] = 255;
  return packet;
}

/** The Ethernet group of an IPv6 multicast address (RFC 2464, 7). */
export function groupMac(address: string): string {
  const octets = [...addressOctets(address).subarray(12)];
  return ['33', '33', ...octets.map((octet) => octet.toString(16).padStart(2, '0'))].join(':');
}
