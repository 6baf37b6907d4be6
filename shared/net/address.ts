import ipaddr from 'ipaddr.js';

export type Family = 4 | 6;

/** One IPv4 or IPv6 address as a number; the family tells `0.0.0.1` and `::1` apart. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** The number of bits of an address. */
export const ADDRESS_BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** The highest address of a family: all bits set. */
export const HIGHEST_ADDRESS: Readonly<Record<Family, bigint>> = { 4: (1n << 32n) - 1n, 6: (1n << 128n) - 1n };

const DOTTED_QUAD = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;
const IPV6_CHARACTERS = /^[0-9a-fA-F:]{2,39}$/;

/**
 * Reads an address, strictly: a dotted quad without leading zeros, or RFC 4291 text without a zone. Anything that other
 * programs read differently (`010.0.0.1`, `10.1`, `0x0a000001`) is refused, because a filter must not guess.
 */
export function parseAddress(text: string): Address | undefined {
  const quad = parseDottedQuad(text);
  if (quad !== undefined) return { family: 4, value: quad };
  const hexOnly = replaceEmbeddedQuad(text);
  if (hexOnly === undefined || !IPV6_CHARACTERS.test(hexOnly) || !ipaddr.IPv6.isValid(hexOnly)) return undefined;
  return { family: 6, value: toBigInt(ipaddr.IPv6.parse(hexOnly).toByteArray()) };
}

/** The one spelling of an address: dotted quad, or RFC 5952. */
export function formatAddress(address: Address): string {
  if (address.family === 4) return dottedQuad(Number(address.value));
  return new ipaddr.IPv6(toBytes(address)).toRFC5952String();
}

function dottedQuad(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 0xff}.${(value >>> 8) & 0xff}.${value & 0xff}`;
}

function parseDottedQuad(text: string): bigint | undefined {
  const match = DOTTED_QUAD.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  return bytes.every((byte) => byte <= 255) ? toBigInt(bytes) : undefined;
}

/**
 * `64:ff9b::192.0.2.1` -> `64:ff9b::c000:201`. Done here because ipaddr.js reads `::192.0.2.1` as `::ffff:192.0.2.1` and
 * takes embedded quads with leading zeros.
 */
function replaceEmbeddedQuad(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const cut = text.lastIndexOf(':') + 1;
  const quad = parseDottedQuad(text.slice(cut));
  if (cut === 0 || quad === undefined) return undefined;
  return `${text.slice(0, cut)}${(quad >> 16n).toString(16)}:${(quad & 0xffffn).toString(16)}`;
}

function toBigInt(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function toBytes({ family, value }: Address): number[] {
  const count = ADDRESS_BITS[family] / 8;
  return Array.from({ length: count }, (_, index) => Number((value >> BigInt(8 * (count - 1 - index))) & 0xffn));
}
