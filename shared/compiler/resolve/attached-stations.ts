import type { Attach, Document, Id } from '../../document/document.ts';
import type { Station } from '../../topology/topology.ts';
import type { HostView } from '../ir/host-view.ts';

/**
 * The stations that a policy is about: its rules then concern packets from or to them. `undefined` for a policy on the
 * host, which concerns every packet the host sees. A bridge's stations are those directly at it, a port's those behind it.
 */
export function attachedStations(view: HostView, attach: Attach): ReadonlySet<Station> | undefined {
  const { topology } = view;
  if (attach.host !== undefined) return undefined;
  if (attach.port !== undefined) return topology.ports.get(attach.port)?.outside.stations ?? new Set();
  if (attach.bridge !== undefined) return atBridge(view, attach.bridge);
  const owners = new Set<Id>();
  if (attach.guest !== undefined) owners.add(attach.guest);
  if (attach.group !== undefined) addMembers(view.document, attach.group, owners);
  return new Set(topology.stations.filter((station) => owners.has(station.owner)));
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

function addMembers(document: Document, id: Id, owners: Set<Id>): void {
  if (owners.has(id)) return;
  owners.add(id);
  const group = document.groups.find((candidate) => candidate.id === id);
  for (const member of group?.members ?? []) addMembers(document, member, owners);
}

/** True when a policy with this attachment has rules on this host. */
export function concernsHost(view: HostView, attach: Attach): boolean {
  const { host, topology } = view;
  if (attach.host !== undefined) return attach.host === host.id;
  if (attach.bridge !== undefined) return topology.bridges.get(attach.bridge)?.host.id === host.id;
  if (attach.port !== undefined) return topology.ports.get(attach.port)?.host.id === host.id;
  const stations = attachedStations(view, attach);
  return stations !== undefined && [...stations].some((station) => !view.foreign.has(station));
}
