import type { Address } from '../../net/address.ts';
import { type AddressRange, parseRange, rangeContains } from '../../net/range.ts';

const UNUSABLE: readonly (readonly [string, string])[] = [
  ['0.0.0.0/8', 'an address of "this network"'],
  ['127.0.0.0/8', 'a loopback address'],
  ['224.0.0.0/4', 'a multicast address'],
  ['255.255.255.255', 'the broadcast address'],
  ['::', 'the unspecified address'],
  ['::1', 'the loopback address'],
  ['ff00::/8', 'a multicast address'],
  ['::ffff:0:0/96', 'an IPv4 address in IPv6 clothes, which is never on the wire'],
];

const RANGES: readonly (readonly [AddressRange | undefined, string])[] = UNUSABLE.map(([text, why]) => [
  parseRange(text),
  why,
]);

/** Why no machine can be reached under an address, if so. */
export function unusableAddress(address: Address): string | undefined {
  return RANGES.find(([range]) => range !== undefined && rangeContains(range, address))?.[1];
}
