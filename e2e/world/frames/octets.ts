import ipaddr from 'ipaddr.js';

/** The six octets of `aa:bb:cc:dd:ee:ff`. */
export function macOctets(mac: string): Buffer {
  const octets = Buffer.from(mac.replaceAll(':', ''), 'hex');
  if (octets.length !== 6) throw new RangeError(`not a MAC address: ${mac}`);
  return octets;
}

/** The four or sixteen octets of an address. */
export function addressOctets(address: string): Buffer {
  return Buffer.from(ipaddr.parse(address).toByteArray());
}

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** The address in one spelling, so that two spellings of one address compare equal. */
export function canonicalAddress(address: string): string {
  return ipaddr.parse(address).toString();
}

/** A 16-bit number in network byte order. */
export function word(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}

/** A 32-bit number in network byte order. */
export function longWord(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value >>> 0);
  return buffer;
}

/** The Internet checksum (RFC 1071) over the given parts, each of which but the last has an even length. */
export function internetChecksum(...parts: readonly Buffer[]): number {
  const octets = Buffer.concat(parts);
  let sum = 0;
  for (let i = 0; i < octets.length; i += 2) sum += ((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
