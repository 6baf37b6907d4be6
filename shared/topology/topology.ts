import type { Bridge, Guest, Host, HostInterface, Id, Nic, Port } from '../document/document.ts';
import type { AddressRange } from '../net/range.ts';

/**
 * Where an address lives: one NIC of a guest, one interface of a host (a bridge's own device included), or an external.
 * A guest with two NICs is two stations with one owner.
 */
export interface Station {
  readonly key: string;
  readonly kind: 'guest' | 'interface' | 'external';
  /** The guest, host or external it belongs to: what rules name. */
  readonly owner: Id;
  /** Every address that is rightly its own: for a guest that routes, the networks behind it too. */
  readonly ranges: readonly AddressRange[];
}

export type PortRole =
  /** Exactly one guest behind it. */
  | 'guest'
  /** Leads to another bridge, to the host, or to an outside Ethernet segment. */
  | 'border'
  /** Nothing is drawn behind it: nothing may pass. */
  | 'unused';

/** One side of a port: who is reachable there. */
export interface Side {
  readonly stations: ReadonlySet<Station>;
  /** True when a way on that side leads to machines that are not drawn: through a NIC port, or through the host. */
  readonly leadsBeyond: boolean;
}

export interface TopologyPort {
  readonly port: Port;
  readonly host: Host;
  readonly bridge: Bridge;
  readonly role: PortRole;
  /** The guest and its NIC, at a guest port. */
  readonly guest?: { readonly guest: Guest; readonly nic: Nic; readonly station: Station };
  /**
   * Everything reachable from the port's bridge without crossing the port. At a guest port this includes the guest's own
   * station, so that all guest ports of one segment share one value; its `outside` tells the guest apart.
   */
  readonly inside: Side;
  /** Everything reachable only across the port. */
  readonly outside: Side;
  /** Everybody that frames can reach from this port's bridge at all: inside, outside and both. */
  readonly segment: Side;
  /** Stations that a loop puts on both sides; they are in neither `inside` nor `outside` for denials, in both for paths. */
  readonly both: ReadonlySet<Station>;
}

/** An interface of a host as it stands in the network. */
export interface TopologyInterface {
  readonly host: Host;
  readonly interface: HostInterface;
  readonly station: Station;
  /** The bridge whose own device it is. */
  readonly bridge?: Bridge;
  /** What can be reached through it on layer 2. */
  readonly beyond: Side;
}

export interface TopologyBridge {
  readonly host: Host;
  readonly bridge: Bridge;
  readonly ports: readonly TopologyPort[];
  /** Its own device, when the drawing gives it an address. */
  readonly device?: TopologyInterface;
}

/** A closed way: frames can come back to where they were. */
export interface Loop {
  readonly host: Host;
  readonly bridges: readonly Bridge[];
  /** The veth ports that close it. */
  readonly ports: readonly Port[];
}

export interface Topology {
  readonly ports: ReadonlyMap<Id, TopologyPort>;
  readonly bridges: ReadonlyMap<Id, TopologyBridge>;
  readonly interfaces: ReadonlyMap<Id, TopologyInterface>;
  readonly stations: readonly Station[];
  readonly loops: readonly Loop[];
}
