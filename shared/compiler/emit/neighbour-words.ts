import { prefixOf } from '../../net/range.ts';
import type { Match } from '../ir/match.ts';

type Advertisement = Extract<Match, { kind: 'neighbour-advertisement' }>;

const WORD = 32n;
const FULL = 0xffffffffn;
/** Where the advertised address begins: behind the IPv6 header (40 octets) and the first 8 of the message (RFC 4861, 4.4). */
const TARGET_AT = 48;
const OPTION_AT = 64;
/** Next header ICMPv6 in the octet of the second word, and above it the length of the payload. */
const ICMPV6 = 0x3a00;
const LENGTH = { nothing: 24, mac: 32 } as const;

/**
 * The test of xt_u32 for one neighbour advertisement: `place&mask=value` joined by `&&`, over 32-bit words counted from the
 * IPv6 header. ip6tables has no other way to look into the message.
 */
export function neighbourWords({ target, claims }: Advertisement): string {
  return [header(claims), ...address(target), ...option(claims)].join('&&');
}

function header(claims: Advertisement['claims']): string {
  if (claims === 'anything') return `4&0xff00=0x${ICMPV6.toString(16)}`;
  const length = claims === 'nothing' ? LENGTH.nothing : LENGTH.mac;
  return `4&0xffffff00=0x${(length * 0x10000 + ICMPV6).toString(16)}`;
}

function address(target: Advertisement['target']): string[] {
  const prefix = BigInt(prefixOf(target) ?? 128);
  return [0n, 1n, 2n, 3n].flatMap((index) => {
    const bits = prefix - index * WORD;
    if (bits <= 0n) return [];
    const value = (target.first >> (WORD * (3n - index))) & FULL;
    const mask = bits >= WORD ? FULL : (FULL << (WORD - bits)) & FULL;
    const place = TARGET_AT + Number(index) * 4;
    return [`${place}${mask === FULL ? '' : `&0x${mask.toString(16)}`}=0x${value.toString(16)}`];
  });
}

/** The option of type 2, one unit of eight octets long, with the MAC (RFC 4861, 4.6.1). */
function option(claims: Advertisement['claims']): string[] {
  if (typeof claims === 'string') return [];
  const mac = claims.mac.replaceAll(':', '');
  return [`${OPTION_AT}=0x0201${mac.slice(0, 4)}`, `${OPTION_AT + 4}=0x${mac.slice(4)}`];
}
