import { mergeToCidrs } from '../../net/cidrs.ts';
import type { AddressRange } from '../../net/range.ts';
import { ListingBuilder } from '../emit/listing.ts';
import { quoteComment } from '../quote.ts';
import type { Listing } from '../result.ts';
import type { GuardKind, GuardRule } from './guard-rule.ts';

/** The one table that is ours. */
const NFT_TABLE = 'bridgewarden';

/** The sets of the table, with their types; nothing but their elements depends on the drawing. */
const SETS = {
  unused: 'type ifname',
  untagged: 'type ifname',
  untagged_through: 'type ifname',
  no_priority_tags: 'type ifname',
  inside_mac: 'type ifname . ether_addr',
  inside_arp: 'type ifname . ipv4_addr; flags interval',
  inside_neighbour: 'typeof iifname . @th,64,128; flags interval',
  guests: 'type ifname',
  mac_bound: 'type ifname',
  port_mac: 'type ifname . ether_addr',
  arp_bound: 'type ifname',
  arp_mac_bound: 'type ifname',
  arp_mac: 'type ifname . ether_addr',
  arp_address: 'type ifname . ipv4_addr; flags interval',
  neighbour_bound: 'type ifname',
  // nft 1.0 has no name for the target of an advertisement (icmpv6 taddr came in 1.0.8): by its place in the message.
  neighbour_target: 'typeof iifname . @th,64,128; flags interval',
  neighbour_mac_bound: 'type ifname',
  neighbour_mac: 'typeof iifname . @th,208,48',
  whole_only: 'type ifname',
  no_dhcp_server: 'type ifname',
  no_router: 'type ifname',
  known_types_only: 'type ifname',
  known_types_only_through: 'type ifname',
  trunks: 'type ifname',
  announcing: 'type ifname',
} as const;
type SetName = keyof typeof SETS;

/** Which elements a rule puts into which sets. */
const ELEMENTS: Readonly<Record<GuardKind, (rule: GuardRule) => readonly (readonly [SetName, string])[]>> = {
  unused: ({ guard: { port } }) => [['unused', element(port)]],
  tags: ({ guard: { port, kind, trunk } }) => {
    if (trunk) return [['no_priority_tags', element(port)]];
    if (kind === 'guest') return [['untagged', element(port)]];
    return [
      ['untagged_through', element(port)],
      ['no_priority_tags', element(port)],
    ];
  },
  mac: ({ guard: { port, mac = '' } }) => [
    ['mac_bound', element(port)],
    ['port_mac', element(port, mac)],
  ],
  'inside-mac': ({ guard: { port, inside } }) => (inside?.macs ?? []).map((mac) => ['inside_mac', element(port, mac)]),
  // Held by mac_bound and port_mac, which this rule shares with the one above.
  flood: () => [],
  arp: ({ guard: { port, arp = [], claimedMac } }) => [
    ['arp_bound', element(port)],
    ...(claimedMac === undefined
      ? []
      : ([
          ['arp_mac_bound', element(port)],
          ['arp_mac', element(port, claimedMac)],
        ] as const)),
    ...mergeToCidrs(arp).map((cidr) => ['arp_address', element(port, cidr)] as const),
  ],
  'inside-arp': ({ guard: { port, inside } }) =>
    mergeToCidrs(inside?.arp ?? []).map((cidr) => ['inside_arp', element(port, cidr)]),
  neighbour: ({ guard: { port, neighbours = [], claimedMac } }) => [
    ['neighbour_bound', element(port)],
    ...(claimedMac === undefined
      ? []
      : ([
          ['neighbour_mac_bound', element(port)],
          ['neighbour_mac', element(port, `0x${claimedMac.replaceAll(':', '')}`)],
        ] as const)),
    ...neighbours.map((range) => ['neighbour_target', element(port, hexRange(range))] as const),
  ],
  'inside-neighbour': ({ guard: { port, inside } }) =>
    (inside?.neighbours ?? []).map((range) => ['inside_neighbour', element(port, hexRange(range))]),
  fragments: ({ guard: { port } }) => [['whole_only', element(port)]],
  dhcp: ({ guard: { port } }) => [['no_dhcp_server', element(port)]],
  router: ({ guard: { port } }) => [['no_router', element(port)]],
  ethertypes: ({ guard: { port, kind, trunk, migration } }) => [
    [kind === 'nic' ? 'known_types_only_through' : 'known_types_only', element(port)],
    ...(trunk ? [['trunks', element(port)] as const] : []),
    ...(migration ? [['announcing', element(port)] as const] : []),
  ],
};

const CHAINS = `
	chain prerouting {
		# Before the bridge learns: a stolen MAC moves no entry of its forwarding table.
		type filter hook prerouting priority -300; policy accept;
		jump link_guard
	}
	chain input {
		type filter hook input priority -200; policy accept;
		# What is sent to the bridge group itself has not passed prerouting.
		ether daddr & ff:ff:ff:ff:ff:f0 == 01:80:c2:00:00:00 jump link_guard
		iifname @guests jump network_guard
		icmpv6 type nd-neighbor-advert iifname . @th,64,128 @inside_neighbour drop
		icmpv6 type nd-neighbor-solicit ip6 saddr :: iifname . @th,64,128 @inside_neighbour drop
	}
	chain forward {
		type filter hook forward priority -200; policy accept;
		iifname @untagged_through ether type { 8021q, 8021ad } drop
		iifname @known_types_only_through jump type_guard
		jump network_guard
		jump leaving
	}
	chain output {
		type filter hook output priority -200; policy accept;
		jump leaving
	}
	chain link_guard {
		iifname @unused drop
		iifname @mac_bound iifname . ether saddr != @port_mac drop
		iifname . ether saddr @inside_mac drop
		ether type { 8021q, 8021ad } jump tag_guard
		iifname @known_types_only jump type_guard
		iifname @arp_bound ether type arp jump arp_guard
		ether type arp iifname . arp saddr ip @inside_arp drop
		# A probe from outside would keep a station inside from ever taking its address.
		ether type arp arp saddr ip 0.0.0.0 iifname . arp daddr ip @inside_arp drop
	}
	chain tag_guard {
		iifname @untagged drop
		iifname != @no_priority_tags return
		# A receiver takes a priority tag off, and so the next one: behind them it would see what no rule has seen.
		ether type 8021ad drop
		ether type 8021q vlan id 0 drop
	}
	chain type_guard {
		ether type { ip, arp, ip6 } return
		iifname @trunks ether type 8021q return
		# RARP: a request, as QEMU announces a guest that has arrived. An answer would give a booting machine a false address.
		iifname @announcing ether type 0x8035 @nh,48,16 3 return
		drop
	}
	chain arp_guard {
		iifname @arp_mac_bound iifname . arp saddr ether != @arp_mac drop
		iifname . arp saddr ip @arp_address return
		# A probe for an address of one's own. For another's it would keep that one from ever taking it (RFC 5227, 2.1.1).
		arp operation request arp saddr ip 0.0.0.0 iifname . arp daddr ip @arp_address return
		drop
	}
	chain network_guard {
		# Behind br_netfilter's reassembly, and nft looks behind extension headers for the message itself (RFC 7113).
		# Empty where connections are tracked. Without its other fragments nobody puts a packet together.
		iifname @whole_only frag frag-off != 0 drop
		iifname @no_dhcp_server ether type ip udp dport 68 drop
		iifname @no_dhcp_server ether type ip6 udp dport 546 drop
		iifname @no_router icmpv6 type { nd-router-advert, nd-redirect } drop
		iifname @neighbour_bound icmpv6 type nd-neighbor-advert jump neighbour_guard
		icmpv6 type nd-neighbor-advert iifname . @th,64,128 @inside_neighbour drop
		# From no address it is a probe: for another's it would keep that one from ever taking it (RFC 4862, 5.4).
		iifname @neighbour_bound icmpv6 type nd-neighbor-solicit ip6 saddr :: iifname . @th,64,128 != @neighbour_target drop
		icmpv6 type nd-neighbor-solicit ip6 saddr :: iifname . @th,64,128 @inside_neighbour drop
	}
	chain neighbour_guard {
		iifname . @th,64,128 != @neighbour_target drop
		iifname != @neighbour_mac_bound return
		# Without options, or with the one for the link-layer address and no extension header that could hide another.
		ip6 length 24 return
		ip6 length 32 @th,192,16 0x0201 iifname . @th,208,48 @neighbour_mac return
		drop
	}
	chain leaving {
		oifname @unused drop
		oifname @untagged ether type { 8021q, 8021ad } drop
		oifname @mac_bound ether daddr & 01:00:00:00:00:00 == 00:00:00:00:00:00 oifname . ether daddr != @port_mac drop
	}`;

/**
 * The layer-2 guard as a table of the nftables family `bridge`. The number of chain rules is always the same; ports and
 * addresses stand in sets, so a frame costs one look into each set however many guests there are.
 */
export function emitNftables(rules: readonly GuardRule[]): Listing {
  const listing = new ListingBuilder();
  // Added first so that deleting never fails: all of it is one transaction.
  listing.add('# Layer 2: what a guest may put on the wire at all.');
  listing.add(`add table bridge ${NFT_TABLE}\ndelete table bridge ${NFT_TABLE}\ntable bridge ${NFT_TABLE} {`);
  for (const rule of rules) {
    listing.add(
      `\t# Rule ${rule.number} (${rule.guard.port}): ${quoteComment(rule.origin.reason)}`,
      rule.number,
      rule.guard.objects,
    );
  }
  for (const name of Object.keys(SETS) as SetName[]) {
    listing.add(`\tset ${name} {\n\t\t${SETS[name].replaceAll('; ', '\n\t\t')}`);
    const elements = elementsOf(rules, name);
    if (elements.length > 0) {
      listing.add('\t\telements = {');
      for (const { text, rule } of elements) listing.add(`\t\t\t${text},`, rule.number, rule.guard.objects);
      listing.add('\t\t}');
    }
    listing.add('\t}');
  }
  return listing.add(`${CHAINS.slice(1)}\n}`).build();
}

function elementsOf(rules: readonly GuardRule[], name: SetName) {
  const seen = new Set<string>();
  return rules.flatMap((rule) => {
    const own = ELEMENTS[rule.kind](rule).flatMap(([set, text]) => (set === name ? [text] : []));
    const guest = name === 'guests' && rule.guard.kind === 'guest' ? [element(rule.guard.port)] : [];
    return [...own, ...guest].flatMap((text) => {
      if (seen.has(text)) return [];
      seen.add(text);
      return [{ text, rule }];
    });
  });
}

function element(port: string, ...more: readonly string[]): string {
  return [`"${port}"`, ...more].join(' . ');
}

function hexRange({ first, last }: AddressRange): string {
  const hex = (value: bigint) => `0x${value.toString(16).padStart(32, '0')}`;
  return first === last ? hex(first) : `${hex(first)}-${hex(last)}`;
}
