import type { Attach, Id } from '../../document/document.ts';
import { rangesOverlap } from '../../net/range.ts';
import type { Station } from '../../topology/topology.ts';
import type { HostView } from '../ir/host-view.ts';
import { resolveSelector, type Within } from './selector.ts';

/**
 * Whom a policy is about: its rules then concern packets from or to them. `undefined` for a policy on the host, which concerns
 * every packet the host sees. A bridge's stations are those directly at it, a port's those behind it, a loop's included;
 * whoever is not drawn behind a NIC is not among them, because packets do not tell.
 */
export function attachedStations(view: HostView, attach: Attach): Within | undefined {
  const { topology } = view;
  if (attach.host !== undefined) return undefined;
  if (attach.port !== undefined) return only(atPort(view, attach.port));
  if (attach.bridge !== undefined) return only(atBridge(view, attach.bridge));
  const named = attach.guest ?? attach.group;
  const { owners, ranges } = resolveSelector(view.document, named === undefined ? [] : [named], false);
  return { stations: new Set(topology.stations.filter((station) => owners.has(station.owner))), ranges };
}

function only(stations: ReadonlySet<Station>): Within {
  return { stations, ranges: [] };
}

function atPort({ topology }: HostView, id: Id): ReadonlySet<Station> {
  const port = topology.ports.get(id);
  return new Set(port ? [...port.outside.stations, ...port.both] : []);
}

function atBridge({ topology }: HostView, id: Id): ReadonlySet<Station> {
  const bridge = topology.bridges.get(id);
  if (!bridge) return new Set();
  const stations = new Set<Station>(bridge.device ? [bridge.device.station] : []);
  for (const { port, outside } of bridge.ports) {
    const leadsToBridge = port.peer !== undefined && topology.ports.has(port.peer);
    if (!leadsToBridge) for (const station of outside.stations) stations.add(station);
  }
  return stations;
}

/** True when a policy with this attachment has rules on this host. */
export function concernsHost(view: HostView, attach: Attach): boolean {
  const { host, topology } = view;
  if (attach.host !== undefined) return attach.host === host.id;
  if (attach.bridge !== undefined) return topology.bridges.get(attach.bridge)?.host.id === host.id;
  if (attach.port !== undefined) return topology.ports.get(attach.port)?.host.id === host.id;
  const within = attachedStations(view, attach);
  if (!within) return false;
  if ([...within.stations].some((station) => !view.foreign.has(station))) return true;
  return within.ranges.length > 0 && (leadsBeyond(view) || holdsSome(view, within));
}

/** Whether machines that are not drawn can be reached from the host at all. */
function leadsBeyond({ ports, interfaces }: HostView): boolean {
  return ports.some(({ outside }) => outside.leadsBeyond) || interfaces.some(({ beyond }) => beyond.leadsBeyond);
}

function holdsSome({ topology, foreign }: HostView, { ranges }: Within): boolean {
  return topology.stations.some(
    (station) =>
      !foreign.has(station) && station.ranges.some((own) => ranges.some((range) => rangesOverlap(own, range))),
  );
}
