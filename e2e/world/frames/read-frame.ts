import ipaddr from 'ipaddr.js';
import { ETHERTYPE } from './ethernet.ts';
import { PROTOCOL } from './transport.ts';

/** What a captured frame says of itself, as far as the tests ask. */
export interface FrameReading {
  readonly destinationMac: string;
  readonly sourceMac: string;
  readonly ethertype: number;
  /** Present in IPv4 and IPv6 packets. */
  readonly ip?: IpReading;
}

export interface IpReading {
  readonly from: string;
  readonly to: string;
  readonly protocol: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly tcpFlags?: number;
}

export function readFrame(frame: Buffer): FrameReading {
  const ethertype = frame.readUInt16BE(12);
  const ip = ethertype === ETHERTYPE.ipv4 || ethertype === ETHERTYPE.ipv6 ? readPacket(frame.subarray(14)) : undefined;
  return { destinationMac: readMac(frame, 0), sourceMac: readMac(frame, 6), ethertype, ...(ip && { ip }) };
}

/** Reads an IP packet; `undefined` when it is cut short. */
export function readPacket(packet: Buffer): IpReading | undefined {
  const version = (packet[0] ?? 0) >> 4;
  if (version === 4 && packet.length >= 20) {
    const transport = packet.subarray(((packet[0] ?? 0) & 15) * 4);
    return read(packet.subarray(12, 16), packet.subarray(16, 20), packet[9] ?? 0, transport);
  }
  if (version === 6 && packet.length >= 40) {
    return read(packet.subarray(8, 24), packet.subarray(24, 40), packet[6] ?? 0, packet.subarray(40));
  }
  return undefined;
}

function read(from: Buffer, to: Buffer, protocol: number, transport: Buffer): IpReading {
  const ends = { from: spell(from), to: spell(to), protocol };
  const hasPorts = (protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp) && transport.length >= 4;
  if (!hasPorts) return ends;
  const ports = { sourcePort: transport.readUInt16BE(0), destinationPort: transport.readUInt16BE(2) };
  const tcpFlags = protocol === PROTOCOL.tcp ? transport[13] : undefined;
  return { ...ends, ...ports, ...(tcpFlags !== undefined && { tcpFlags }) };
}

function spell(octets: Buffer): string {
  return ipaddr.fromByteArray([...octets]).toString();
}

function readMac(frame: Buffer, at: number): string {
  return [...frame.subarray(at, at + 6)].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
}
