import { ListingBuilder } from '../emit/listing.ts';
import { quoteComment, restoreLine } from '../quote.ts';
import type { Listing } from '../result.ts';
import type { Ethertype, FrameMatch, FrameTable, FrameTarget } from './frame-match.ts';
import type { GuardRule } from './guard-rule.ts';

/** As `ebtables-save` spells them where it knows a name. */
const ETHERTYPE_WORDS: Readonly<Record<Ethertype, string>> = {
  ipv4: 'IPv4',
  arp: 'ARP',
  ipv6: 'IPv6',
  '802.1q': '802_1Q',
  '802.1ad': '0x88a8',
};

const FRAME_ARGUMENTS: {
  readonly [K in FrameMatch['kind']]: (match: Extract<FrameMatch, { kind: K }>) => readonly string[];
} = {
  'in-port': ({ port }) => ['-i', port],
  'out-port': ({ port }) => ['-o', port],
  ethertype: ({ type }) => ['-p', ETHERTYPE_WORDS[type]],
  // Of 802.1Q alone: ebtables reads no other tag's id (ebt_vlan.c).
  'vlan-id': ({ id }) => ['-p', ETHERTYPE_WORDS['802.1q'], '--vlan-id', String(id)],
  'source-mac': ({ mac, negated }) => ['-s', ...(negated ? ['!'] : []), mac],
  'destination-mac': ({ mac }) => ['-d', mac],
  'to-one-station': () => ['-d', 'Unicast'],
  'arp-request': () => ['--arp-op', 'Request'],
  'rarp-request': () => ['-p', '0x8035', '--arp-op', 'Request_Reverse'],
  'arp-sender-mac': ({ mac, negated }) => ['--arp-mac-src', ...(negated ? ['!'] : []), mac],
  'arp-sender': ({ cidr }) => ['--arp-ip-src', bare(cidr)],
  'arp-target': ({ cidr }) => ['--arp-ip-dst', bare(cidr)],
  'udp-destination': ({ family, port }) =>
    family === 4
      ? ['-p', 'IPv4', '--ip-proto', 'udp', '--ip-dport', String(port)]
      : ['-p', 'IPv6', '--ip6-proto', 'udp', '--ip6-dport', String(port)],
  // ebt_ip6 takes the first fragment for what it holds, and any other for protocol 44 (ipv6_skip_exthdr).
  'later-fragment': () => ['-p', 'IPv6', '--ip6-proto', '44'],
  'icmpv6-type': ({ type }) => ['-p', 'IPv6', '--ip6-proto', 'ipv6-icmp', '--ip6-icmp-type', String(type)],
};

const TARGET_WORDS: Readonly<Record<'drop' | 'return', string>> = { drop: 'DROP', return: 'RETURN' };

/**
 * The layer-2 rules as an `ebtables-restore --noflush` payload. Our chains end in RETURN, never in ACCEPT, so whatever
 * other programs have in ebtables still has its say; `firewall.sh` adds the hooks.
 */
export function emitEbtables(tables: readonly FrameTable[], rules: readonly GuardRule[]): Listing {
  const listing = new ListingBuilder();
  const byNumber = new Map(rules.map((rule) => [rule.number, rule]));
  listing.add('# Layer 2: what a guest may put on the wire at all.');
  for (const { table, chains } of tables) {
    listing.add(`*${table}`);
    for (const { name } of chains) listing.add(`:${name} RETURN`);
    let last: number | undefined;
    for (const { name, lines } of chains) {
      for (const { matches, target, rule, objects } of lines) {
        if (rule !== undefined && rule !== last) {
          const { guard, origin } = byNumber.get(rule) ?? { guard: undefined, origin: undefined };
          listing.add(`# Rule ${rule} (${guard?.port ?? ''}): ${quoteComment(origin?.reason ?? '')}`, rule);
        }
        last = rule;
        const words = ['-A', name];
        for (const match of matches) words.push(...frameArguments(match));
        words.push(...targetArguments(target));
        listing.add(restoreLine(words), rule, objects);
      }
    }
    listing.add('COMMIT');
  }
  return listing.build();
}

function frameArguments<K extends FrameMatch['kind']>(match: Extract<FrameMatch, { kind: K }>): readonly string[] {
  return FRAME_ARGUMENTS[match.kind](match);
}

function targetArguments(target: FrameTarget): string[] {
  return ['-j', target.kind === 'jump' ? target.chain : TARGET_WORDS[target.kind]];
}

/** ebtables prints an address without the length that says it is one: written so, text and kernel stay alike. */
function bare(cidr: string): string {
  return cidr.replace(/\/32$/, '');
}
