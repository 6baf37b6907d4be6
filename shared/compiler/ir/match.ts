import type { Day } from '../../document/document.ts';
import type { Family } from '../../net/address.ts';
import type { PortRange } from '../../net/ports.ts';
import type { AddressRange } from '../../net/range.ts';

/**
 * One condition of a chain rule. `kind` keys one table in each place that must know every condition: the emitter and the
 * order checker; a new kind is a compile error in all of them until it is handled.
 */
export type Match =
  /**
   * The bridge port a frame came in by; with `begins`, any port whose name begins so. Bridged frames and, when the bridge has
   * an address, INPUT.
   */
  | { readonly kind: 'physdev-in'; readonly port: string; readonly begins?: true }
  /** The bridge port a frame leaves by. The kernel knows it for bridged frames only (xt_physdev.c). */
  | { readonly kind: 'physdev-out'; readonly port: string; readonly begins?: true }
  /** Whether the packet is bridged at all: routed packets on a bridge's device are not. */
  | { readonly kind: 'bridged'; readonly is: boolean }
  /** The interface a packet comes in by; with `begins`, any whose name begins so. For bridged frames the bridge. */
  | { readonly kind: 'in-interface'; readonly name: string; readonly begins?: true }
  | { readonly kind: 'out-interface'; readonly name: string }
  | { readonly kind: 'source'; readonly range: AddressRange; readonly negated: boolean }
  | { readonly kind: 'destination'; readonly range: AddressRange; readonly negated: boolean }
  | { readonly kind: 'protocol'; readonly protocol: string }
  | {
      readonly kind: 'ports';
      readonly side: 'source' | 'destination';
      readonly protocol: string;
      readonly ports: readonly PortRange[];
    }
  | { readonly kind: 'icmp-type'; readonly family: Family; readonly type: string }
  /** An ICMPv6 neighbour advertisement, or with `anything` a solicitation, for an address, without extension headers, that gives this MAC, or none, for it. */
  | {
      readonly kind: 'neighbour-advertisement';
      /** One network. */
      readonly target: AddressRange;
      readonly claims: { readonly mac: string } | 'nothing' | 'anything';
    }
  | { readonly kind: 'state'; readonly states: readonly ConnectionState[]; readonly negated: boolean }
  /** Whether it is TCP that opens a connection: a lone SYN. */
  | { readonly kind: 'tcp-syn'; readonly is: boolean }
  | { readonly kind: 'owner'; readonly uid: number }
  | { readonly kind: 'time'; readonly days: readonly Day[]; readonly from: string; readonly to: string }
  /** At most so many a second on average, with a burst (xt_limit). */
  | { readonly kind: 'limit'; readonly perSecond: number; readonly burst: number };

type ConnectionState = 'NEW' | 'ESTABLISHED' | 'RELATED';

/** What a chain rule does with what it matches. */
export type Target =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'reject' }
  | { readonly kind: 'return' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'log'; readonly prefix: string; readonly level: string };
