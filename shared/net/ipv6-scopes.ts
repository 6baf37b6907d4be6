import { type Address, parseAddress } from './address.ts';
import { type AddressRange, rangeContains } from './range.ts';

const LINK_LOCAL = network('fe80::', 10);
const SOLICITED_NODE_PREFIX = value('ff02::1:ff00:0');
const LOW_24_BITS = 0xffffffn;

/** All addresses of `fe80::/10`: they never leave their link. */
export const LINK_LOCAL_RANGE = LINK_LOCAL;
/** `ff02::1:ff00:0/104`: where neighbour solicitations go. */
export const SOLICITED_NODE_RANGE = network('ff02::1:ff00:0', 104);

/** The link-local address that a station makes from its MAC address (modified EUI-64, RFC 4291 appendix A). */
export function linkLocalOf(mac: string): Address {
  const octets = mac.split(':').map((octet) => Number.parseInt(octet, 16));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = octets;
  const identifier = [a ^ 2, b, c, 0xff, 0xfe, d, e, f].reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
  return { family: 6, value: LINK_LOCAL.first | identifier };
}

/** True when the range lies in `fe80::/10`. */
export function isLinkLocal(range: AddressRange): boolean {
  return rangeContains(LINK_LOCAL, range);
}

/** The multicast group in which the holder of an address is asked for (RFC 4291, 2.7.1); all of them for a network. */
export function solicitedNodeOf({ first, last }: AddressRange): AddressRange {
  if (last - first > LOW_24_BITS || (first & LOW_24_BITS) > (last & LOW_24_BITS)) return SOLICITED_NODE_RANGE;
  return {
    family: 6,
    first: SOLICITED_NODE_PREFIX | (first & LOW_24_BITS),
    last: SOLICITED_NODE_PREFIX | (last & LOW_24_BITS),
  };
}

function value(text: string): bigint {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address.value;
}

function network(text: string, prefix: number): AddressRange {
  const first = value(text);
  return { family: 6, first, last: first | ((1n << BigInt(128 - prefix)) - 1n) };
}
