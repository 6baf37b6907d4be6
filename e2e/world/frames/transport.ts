import { addressOctets, internetChecksum, isIpv6, longWord, word } from './octets.ts';

export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;
export const TCP_FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const;

/** The two ends of a packet: the transport checksums cover them. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** A transport payload together with the IP protocol number that announces it. */
export interface Segment {
  readonly protocol: number;
  readonly octets: Buffer;
}

export interface EchoFields {
  readonly reply?: boolean;
  readonly identifier: number;
  readonly sequence?: number;
  readonly payload: Buffer;
}

/** An ICMP or ICMPv6 echo message, by the family of its ends. */
export function echoSegment(ends: Ends, fields: EchoFields): Segment {
  const v6 = isIpv6(ends.to);
  const type = v6 ? (fields.reply ? 129 : 128) : fields.reply ? 0 : 8;
  const body = Buffer.concat([
    Buffer.from([type, 0, 0, 0]),
    word(fields.identifier),
    word(fields.sequence ?? 1),
    fields.payload,
  ]);
  const protocol = v6 ? PROTOCOL.icmpv6 : PROTOCOL.icmp;
  body.writeUInt16BE(v6 ? pseudoChecksum(ends, protocol, body) : internetChecksum(body), 2);
  return { protocol, octets: body };
}

export interface TcpFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement?: number;
  readonly flags: number;
  readonly payload: Buffer;
}

/** A TCP segment without options. */
export function tcpSegment(ends: Ends, fields: TcpFields): Segment {
  const octets = Buffer.concat([
    word(fields.sourcePort),
    word(fields.destinationPort),
    longWord(fields.sequence),
    longWord(fields.acknowledgement ?? 0),
    Buffer.from([5 << 4, fields.flags]),
    word(0xffff),
    word(0),
    word(0),
    fields.payload,
  ]);
  octets.writeUInt16BE(pseudoChecksum(ends, PROTOCOL.tcp, octets), 16);
  return { protocol: PROTOCOL.tcp, octets };
}

export interface UdpFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Buffer;
}

export function udpSegment(ends: Ends, fields: UdpFields): Segment {
  const octets = Buffer.concat([
    word(fields.sourcePort),
    word(fields.destinationPort),
    word(8 + fields.payload.length),
    word(0),
    fields.payload,
  ]);
  // A computed zero is sent as all ones, because zero says "no checksum" (RFC 768).
  octets.writeUInt16BE(pseudoChecksum(ends, PROTOCOL.udp, octets) || 0xffff, 6);
  return { protocol: PROTOCOL.udp, octets };
}

export function pseudoChecksum(ends: Ends, protocol: number, octets: Buffer): number {
  const pseudoHeader = Buffer.concat([
    addressOctets(ends.from),
    addressOctets(ends.to),
    longWord(octets.length),
    longWord(protocol),
  ]);
  return internetChecksum(pseudoHeader, octets);
}
