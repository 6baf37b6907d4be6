import type { Document, Host } from '../../document/document.ts';
import type { Family } from '../../net/address.ts';
import type { AddressRange } from '../../net/range.ts';
import type {
  Side,
  Station,
  Topology,
  TopologyBridge,
  TopologyInterface,
  TopologyPort,
} from '../../topology/topology.ts';

/** What the passes for one host and one address family look at. */
export interface HostView {
  readonly document: Document;
  readonly topology: Topology;
  readonly host: Host;
  readonly family: Family;
  readonly bridges: readonly TopologyBridge[];
  /** All ports, bridge by bridge, so that the rules stay grouped by bridge. */
  readonly ports: readonly TopologyPort[];
  /** The host's own interfaces without loopback. */
  readonly interfaces: readonly TopologyInterface[];
  /** Stations on no segment of this host: beyond whatever leads out of its drawing. */
  readonly foreign: ReadonlySet<Station>;
}

/** The view of one host in one family. */
export function viewHost(document: Document, topology: Topology, host: Host, family: Family): HostView {
  const bridges = host.bridges.flatMap((bridge) => topology.bridges.get(bridge.id) ?? []);
  const interfaces = host.interfaces.flatMap((item) =>
    item.kind === 'loopback' ? [] : (topology.interfaces.get(item.id) ?? []),
  );
  const ports = bridges.flatMap((bridge) => bridge.ports);
  return {
    document,
    topology,
    host,
    family,
    bridges,
    ports,
    interfaces,
    foreign: foreignStations(topology, ports, interfaces),
  };
}

function foreignStations(
  topology: Topology,
  ports: readonly TopologyPort[],
  interfaces: readonly TopologyInterface[],
): ReadonlySet<Station> {
  const near = new Set<Station>(interfaces.map(({ station }) => station));
  // Guest ports of one segment share their inside: looking at each value once keeps this linear.
  const sides = new Set([
    ...ports.flatMap(({ inside, outside }) => [inside, outside]),
    ...interfaces.map((i) => i.beyond),
  ]);
  for (const side of sides) for (const station of side.stations) near.add(station);
  for (const { both } of ports) for (const station of both) near.add(station);
  return new Set(topology.stations.filter((station) => !near.has(station)));
}

const strangers = new WeakMap<Side, ReadonlySet<Station>>();

/**
 * Stations that no frame of a segment reaches: for the ports of that segment they are beyond whatever leads out of it, be it
 * another host's guests or guests of this host that it routes to. The host's own other
 * addresses are not: a guest reaches the host only where the drawing shows it.
 */
export function foreignTo(segment: Side, { topology, interfaces }: HostView): ReadonlySet<Station> {
  const known = strangers.get(segment);
  if (known) return known;
  const own = new Set(interfaces.map(({ station }) => station));
  const found = new Set(topology.stations.filter((station) => !segment.stations.has(station) && !own.has(station)));
  strangers.set(segment, found);
  return found;
}

/** The addresses of a station in the view's family. */
export function rangesOf(station: Station, family: Family): AddressRange[] {
  return station.ranges.filter((range) => range.family === family);
}

/** The addresses of several stations in one family, without repeats, in the stations' order. */
export function rangesOfAll(stations: Iterable<Station>, family: Family): AddressRange[] {
  return uniqueRanges([...stations].flatMap((station) => rangesOf(station, family)));
}

/** The ranges without repeats, in their first order. */
export function uniqueRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const seen = new Set<string>();
  return ranges.filter(({ first, last }) => {
    const key = `${first}-${last}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The host's own addresses, over all its interfaces but loopback. */
export function ownRanges(view: HostView): AddressRange[] {
  return rangesOfAll(
    view.interfaces.map((item) => item.station),
    view.family,
  );
}

/** True when the bridge has a device with an address of this family: only then may it answer for the host. */
export function bridgeHasAddress(view: HostView, bridge: TopologyBridge): boolean {
  return bridge.device !== undefined && rangesOf(bridge.device.station, view.family).length > 0;
}
