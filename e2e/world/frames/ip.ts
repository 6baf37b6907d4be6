import { ETHERTYPE } from './ethernet.ts';
import { addressOctets, internetChecksum, isIpv6, longWord, word } from './octets.ts';
import type { Ends, Segment } from './transport.ts';

/** An IPv4 or IPv6 packet, by the family of its ends. */
export function ipPacket(ends: Ends, segment: Segment): Buffer {
  return isIpv6(ends.to) ? ipv6Packet(ends, segment) : ipv4Packet(ends, segment);
}

/** The ethertype that announces a packet to this address. */
export function ethertypeOf(address: string): number {
  return isIpv6(address) ? ETHERTYPE.ipv6 : ETHERTYPE.ipv4;
}

function ipv4Packet(ends: Ends, segment: Segment): Buffer {
  const header = Buffer.concat([
    Buffer.from([0x45, 0]),
    word(20 + segment.octets.length),
    word(0), // identification: may be 0 where nothing is fragmented
    word(0x4000), // don't fragment
    Buffer.from([64, segment.protocol]),
    word(0),
    addressOctets(ends.from),
    addressOctets(ends.to),
  ]);
  header.writeUInt16BE(internetChecksum(header), 10);
  return Buffer.concat([header, segment.octets]);
}

function ipv6Packet(ends: Ends, segment: Segment): Buffer {
  return Buffer.concat([
    longWord(6 << 28),
    word(segment.octets.length),
    Buffer.from([segment.protocol, 64]),
    addressOctets(ends.from),
    addressOctets(ends.to),
    segment.octets,
  ]);
}
