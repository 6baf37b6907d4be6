import type { Bridge, Document, Guest, Host, HostInterface, Id, Nic, Port } from '../document/document.ts';
import type { Stations } from './stations.ts';
import type { Side, Station } from './topology.ts';

/** What can be reached from somewhere, and over which bridges. */
export interface Segment extends Side {
  readonly bridges: ReadonlySet<Id>;
}

interface GuestAtPort {
  readonly guest: Guest;
  readonly nic: Nic;
  readonly station: Station;
}

/** The drawing as a graph of bridges, with the ways through it. */
export interface Wiring {
  readonly stations: Stations;
  readonly bridges: ReadonlyMap<Id, { readonly host: Host; readonly bridge: Bridge }>;
  readonly interfaces: ReadonlyMap<Id, Station>;
  /** The guest behind a port, where there is exactly one. */
  readonly guestAt: ReadonlyMap<Id, GuestAtPort>;
  readonly ports: ReadonlyMap<Id, Port>;
  /** Everything reachable from a bridge; `without` is a port whose link is not crossed. */
  reach(bridge: Id, without: Id | undefined): Segment;
  /** The whole segment a bridge belongs to, computed once. */
  segmentOf(bridge: Id): Segment;
  /** What lies across a port, not coming back over the same link; `undefined` when nothing is drawn there. */
  acrossPort(port: Port): Segment | undefined;
  /** What lies across an interface of the host. */
  acrossInterface(item: HostInterface): Segment;
}

const NOTHING: Segment = { stations: new Set(), leadsBeyond: false, bridges: new Set() };
const BEYOND: Segment = { stations: new Set(), leadsBeyond: true, bridges: new Set() };

/** Builds the graph. A peer counts only when both ends exist; one naming the other is enough. */
export function wire(document: Document, stations: Stations): Wiring {
  const bridges = new Map(
    document.hosts.flatMap((host) => host.bridges.map((bridge) => [bridge.id, { host, bridge }] as const)),
  );
  const ports = new Map(document.hosts.flatMap((host) => host.ports.map((port) => [port.id, port] as const)));
  const items = new Map(document.hosts.flatMap((host) => host.interfaces.map((item) => [item.id, item] as const)));
  const devices = ownDevices(document, stations);
  const peers = peersOf(document);
  const portsOf = new Map<Id, Port[]>();
  for (const port of ports.values()) {
    const list = portsOf.get(port.bridge);
    if (list) list.push(port);
    else portsOf.set(port.bridge, [port]);
  }

  function reach(start: Id, without: Id | undefined): Segment {
    const found = new Set<Station>();
    const seen = new Set<Id>();
    let leadsBeyond = false;
    const queue = [start];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next) || !bridges.has(next)) continue;
      seen.add(next);
      const device = devices.get(next);
      if (device) {
        found.add(device);
        leadsBeyond = true;
      }
      for (const port of portsOf.get(next) ?? []) {
        const peer = peers.get(port.id);
        // The excluded link is a link: crossing it from its other end is crossing it too.
        if (port.id === without || (peer !== undefined && peer === without)) continue;
        for (const station of stations.byPort.get(port.id) ?? []) found.add(station);
        if (port.kind === 'nic') leadsBeyond = true;
        const across = peer === undefined ? undefined : ports.get(peer);
        if (across) queue.push(across.bridge);
        const station = peer === undefined ? undefined : stations.byInterface.get(peer);
        if (station) {
          found.add(station);
          leadsBeyond = true;
        }
      }
    }
    return { stations: found, leadsBeyond, bridges: seen };
  }

  function acrossPort(port: Port): Segment | undefined {
    const behind = stations.byPort.get(port.id) ?? [];
    const peer = peers.get(port.id);
    const across = peer === undefined ? undefined : ports.get(peer);
    if (across) return reach(across.bridge, across.id);
    const station = peer === undefined ? undefined : stations.byInterface.get(peer);
    if (station) return { stations: new Set([station]), leadsBeyond: true, bridges: new Set() };
    if (port.kind === 'nic') return { stations: new Set(behind), leadsBeyond: true, bridges: new Set() };
    if (behind.length > 0) return { stations: new Set(behind), leadsBeyond: false, bridges: new Set() };
    return undefined;
  }

  const segments = new Map<Id, Segment>();
  function segmentOf(bridge: Id): Segment {
    const known = segments.get(bridge);
    if (known) return known;
    const segment = reach(bridge, undefined);
    for (const member of segment.bridges) segments.set(member, segment);
    return segment;
  }

  function acrossInterface(item: HostInterface): Segment {
    if (item.kind === 'loopback') return NOTHING;
    const peer = peers.get(item.id);
    const port = peer === undefined ? undefined : ports.get(peer);
    return port ? reach(port.bridge, port.id) : BEYOND;
  }

  return {
    stations,
    bridges,
    ports,
    interfaces: new Map([...items.keys()].flatMap((id) => entry(id, stations.byInterface.get(id)))),
    guestAt: guestsAt(document, stations),
    reach,
    segmentOf,
    acrossPort,
    acrossInterface,
  };
}

function entry<V>(key: Id, value: V | undefined): [Id, V][] {
  return value === undefined ? [] : [[key, value]];
}

/** A bridge's own device: the interface of the same host that has the bridge's name. */
function ownDevices(document: Document, stations: Stations): ReadonlyMap<Id, Station> {
  const devices = new Map<Id, Station>();
  for (const host of document.hosts) {
    for (const bridge of host.bridges) {
      const item = host.interfaces.find((candidate) => candidate.name === bridge.name);
      const station = item && stations.byInterface.get(item.id);
      if (station) devices.set(bridge.id, station);
    }
  }
  return devices;
}

function peersOf(document: Document): ReadonlyMap<Id, Id> {
  const peers = new Map<Id, Id>();
  for (const host of document.hosts) {
    for (const end of [...host.ports, ...host.interfaces]) {
      if (end.peer === undefined) continue;
      peers.set(end.id, end.peer);
      if (!peers.has(end.peer)) peers.set(end.peer, end.id);
    }
  }
  return peers;
}

function guestsAt(document: Document, stations: Stations): ReadonlyMap<Id, GuestAtPort> {
  const found = new Map<Id, GuestAtPort>();
  const nics = new Map(
    document.hosts.flatMap((host) => host.ports.filter((p) => p.kind === 'nic').map((p) => [p.id, p])),
  );
  for (const guest of document.guests) {
    for (const nic of guest.nics) {
      const behind = stations.byPort.get(nic.port) ?? [];
      const [station] = behind;
      if (behind.length === 1 && station && !nics.has(nic.port)) found.set(nic.port, { guest, nic, station });
    }
  }
  return found;
}
