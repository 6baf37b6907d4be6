import { ADDRESS_BITS, type Address, type Family, formatAddress, HIGHEST_ADDRESS, parseAddress } from './address.ts';
import { parsePrefixLength } from './prefix.ts';

/** A run of addresses of one family, both ends included; never empty (`first <= last`). */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads an address, a CIDR or `a-b`. Host bits of a CIDR are cut off, as iptables does: `10.0.0.7/8` is `10.0.0.0/8`. */
export function parseRange(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  if (slash >= 0) return parseCidr(text.slice(0, slash), text.slice(slash + 1));
  const dash = text.indexOf('-');
  if (dash >= 0) return parseFromTo(text.slice(0, dash).trim(), text.slice(dash + 1).trim());
  const address = parseAddress(text);
  return address === undefined ? undefined : rangeOf(address);
}

/** The one spelling of a range: an address, a CIDR when it is one, else `a-b`. */
export function formatRange(range: AddressRange): string {
  const first = formatAddress({ family: range.family, value: range.first });
  if (range.first === range.last) return first;
  const prefix = prefixOf(range);
  if (prefix !== undefined) return `${first}/${prefix}`;
  return `${first}-${formatAddress({ family: range.family, value: range.last })}`;
}

/** The range that holds just this address. */
export function rangeOf({ family, value }: Address): AddressRange {
  return { family, first: value, last: value };
}

/** The network of an address: all addresses that share its first `prefix` bits. */
export function networkOf({ family, value }: Address, prefix: number): AddressRange {
  const hostMask = (1n << BigInt(ADDRESS_BITS[family] - prefix)) - 1n;
  const first = value & (HIGHEST_ADDRESS[family] ^ hostMask);
  return { family, first, last: first | hostMask };
}

/** The prefix length when the range is exactly one CIDR network. */
export function prefixOf({ family, first, last }: AddressRange): number | undefined {
  // Nearly all that is asked about are single addresses.
  if (first === last) return ADDRESS_BITS[family];
  const size = last - first + 1n;
  const hostBits = size.toString(2).length - 1;
  if (1n << BigInt(hostBits) !== size || (first & (size - 1n)) !== 0n) return undefined;
  return ADDRESS_BITS[family] - hostBits;
}

/** True when the two ranges share an address. Ranges of different families never do. */
export function rangesOverlap(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** True when every address of `inner` (a range or an address) is in `outer`. */
export function rangeContains(outer: AddressRange, inner: AddressRange | Address): boolean {
  const { family, first, last } = 'value' in inner ? rangeOf(inner) : inner;
  return outer.family === family && outer.first <= first && last <= outer.last;
}

/** The addresses that are in both ranges. */
export function intersectRanges(a: AddressRange, b: AddressRange): AddressRange | undefined {
  if (!rangesOverlap(a, b)) return undefined;
  return { family: a.family, first: a.first > b.first ? a.first : b.first, last: a.last < b.last ? a.last : b.last };
}

function parseCidr(addressText: string, prefixText: string): AddressRange | undefined {
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const prefix = parsePrefixLength(prefixText, address.family);
  return prefix === undefined ? undefined : networkOf(address, prefix);
}

function parseFromTo(firstText: string, lastText: string): AddressRange | undefined {
  const first = parseAddress(firstText);
  const last = parseAddress(lastText);
  if (first === undefined || last === undefined || first.family !== last.family || first.value > last.value)
    return undefined;
  return { family: first.family, first: first.value, last: last.value };
}
