/** One condition of an ebtables rule. `kind` keys the emitter's table. */
export type FrameMatch =
  | { readonly kind: 'in-port'; readonly port: string }
  | { readonly kind: 'out-port'; readonly port: string }
  | { readonly kind: 'ethertype'; readonly type: Ethertype }
  /** An 802.1Q tag with this id: 0 is a priority tag, which receivers take off (IEEE 802.1Q, 6.9.1). */
  | { readonly kind: 'vlan-id'; readonly id: number }
  | { readonly kind: 'source-mac'; readonly mac: string; readonly negated: boolean }
  | { readonly kind: 'destination-mac'; readonly mac: string }
  /** For one station: the group bit of the destination is not set. */
  | { readonly kind: 'to-one-station' }
  | { readonly kind: 'arp-request' }
  | { readonly kind: 'rarp-request' }
  | { readonly kind: 'arp-sender-mac'; readonly mac: string; readonly negated: boolean }
  | { readonly kind: 'arp-sender'; readonly cidr: string }
  | { readonly kind: 'arp-target'; readonly cidr: string }
  | { readonly kind: 'udp-destination'; readonly family: 4 | 6; readonly port: number }
  /** A fragment of an IPv6 packet, but not the first. */
  | { readonly kind: 'later-fragment' }
  | { readonly kind: 'icmpv6-type'; readonly type: number };

export type Ethertype = 'ipv4' | 'arp' | 'ipv6' | '802.1q' | '802.1ad';

export type FrameTarget = { readonly kind: 'drop' | 'return' } | { readonly kind: 'jump'; readonly chain: string };

/** One line of an ebtables chain. */
export interface FrameLine {
  readonly matches: readonly FrameMatch[];
  readonly target: FrameTarget;
  /** The number of the rule it belongs to; the dispatch to a port's chain belongs to none. */
  readonly rule?: number;
  readonly objects: readonly string[];
}

export interface FrameChain {
  readonly name: string;
  readonly lines: readonly FrameLine[];
}

/** What loads into one table of ebtables; the hooks are the built-in chains whose `BW_` twins it has. */
export interface FrameTable {
  readonly table: 'nat' | 'filter';
  readonly hooks: readonly string[];
  readonly chains: readonly FrameChain[];
}
