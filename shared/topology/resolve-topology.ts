import type { Bridge, Document, Host, HostInterface, Id, Port } from '../document/document.ts';
import { findLoops } from './find-loops.ts';
import { stationsOf } from './stations.ts';
import type { Side, Station, Topology, TopologyBridge, TopologyInterface, TopologyPort } from './topology.ts';
import { type Segment, type Wiring, wire } from './wiring.ts';

/**
 * Reads the drawing as a graph: which port is a guest port and which a border port, what lies inside and outside of each,
 * and where loops are. Never fails: what is drawn wrongly is simply not connected (`checkDocument` reports it).
 */
export function resolveTopology(document: Document): Topology {
  const wiring = wire(document, stationsOf(document));
  const ports = new Map<Id, TopologyPort>();
  const interfaces = new Map<Id, TopologyInterface>();
  const bridges = new Map<Id, TopologyBridge>();
  for (const host of document.hosts) {
    for (const item of host.interfaces) {
      const found = wiring.interfaces.get(item.id);
      if (found) interfaces.set(item.id, resolveInterface(host, item, found, wiring));
    }
    for (const port of host.ports) {
      const resolved = resolvePort(host, port, wiring);
      if (resolved) ports.set(port.id, resolved);
    }
    for (const bridge of host.bridges) {
      const device = host.interfaces.find((item) => item.name === bridge.name);
      const resolved = device && interfaces.get(device.id);
      bridges.set(bridge.id, {
        host,
        bridge,
        ports: host.ports.flatMap((port) => (port.bridge === bridge.id ? (ports.get(port.id) ?? []) : [])),
        ...(resolved ? { device: resolved } : {}),
      });
    }
  }
  return { ports, interfaces, bridges, stations: wiring.stations.all, loops: findLoops(document, wiring) };
}

function resolvePort(host: Host, port: Port, wiring: Wiring): TopologyPort | undefined {
  const bridge = wiring.bridges.get(port.bridge)?.bridge;
  if (!bridge) return undefined;
  const segment = wiring.segmentOf(bridge.id);
  const owner = wiring.guestAt.get(port.id);
  if (owner) {
    // One value for all guest ports of a segment: a thousand guests must not cost a million set entries.
    const outside: Side = { stations: new Set([owner.station]), leadsBeyond: false };
    return {
      port,
      host,
      bridge,
      role: 'guest',
      guest: owner,
      inside: segment,
      segment,
      outside,
      both: new Set(),
    };
  }
  const beyond = wiring.acrossPort(port);
  if (!beyond) {
    const nothing: Side = { stations: new Set(), leadsBeyond: false };
    return {
      port,
      host,
      bridge,
      role: 'unused',
      inside: segment,
      segment,
      outside: nothing,
      both: new Set(),
    };
  }
  return { port, host, bridge, role: 'border', segment, ...separate(wiring.reach(bridge.id, port.id), beyond) };
}

/** Splits what is reachable on the two sides of a port into only-here, only-there and both. */
function separate(here: Segment, there: Segment): Pick<TopologyPort, 'inside' | 'outside' | 'both'> {
  const both = new Set([...here.stations].filter((station) => there.stations.has(station)));
  const without = (segment: Segment): Side => ({
    stations: both.size === 0 ? segment.stations : new Set([...segment.stations].filter((s) => !both.has(s))),
    leadsBeyond: segment.leadsBeyond,
  });
  return { inside: without(here), outside: without(there), both };
}

function resolveInterface(host: Host, item: HostInterface, station: Station, wiring: Wiring): TopologyInterface {
  const own = ownBridge(host, item);
  const beyond = own ? wiring.reach(own.id, undefined) : wiring.acrossInterface(item);
  return { host, interface: item, station, beyond, ...(own ? { bridge: own } : {}) };
}

function ownBridge(host: Host, item: HostInterface): Bridge | undefined {
  return host.bridges.find((bridge) => bridge.name === item.name);
}
