import type { Document, Guest, Host, Id, Port } from '../../shared/document/document.ts';
import type { PortRole, Topology } from '../../shared/topology/topology.ts';
import { Remembered } from './remembered.ts';

/** A line on the canvas. `ports` are the records it stands for. */
export interface Cable {
  readonly id: string;
  readonly kind: 'tap' | 'veth' | 'nic';
  readonly role: PortRole;
  readonly ports: readonly Id[];
  readonly source: Id;
  readonly sourceHandle: string;
  readonly target: Id;
  readonly targetHandle: string;
  readonly label: string;
}

const memory = new Remembered<Cable>();

/** Every line: of veth pairs, of the NICs of guests, of externals. Lines that did not change are the very values of last time. */
export function layoutCables(document: Document, topology: Topology): readonly Cable[] {
  const ports = new Map(document.hosts.flatMap((host) => host.ports.map((port) => [port.id, port] as const)));
  const role = (port: Port) => topology.ports.get(port.id)?.role ?? 'unused';
  const drawn = new Set<Id>();
  for (const host of document.hosts) {
    for (const port of host.ports) {
      if (port.peer === undefined || drawn.has(port.id)) continue;
      drawn.add(port.peer);
      putVeth(port, port.peer, host, ports, role(port));
    }
  }
  for (const guest of document.guests) {
    for (const [index, nic] of guest.nics.entries()) {
      const port = ports.get(nic.port);
      if (port) putNic(guest, index, port, role(port));
    }
  }
  for (const { id, name, port: end } of document.externals) {
    const port = end === undefined ? undefined : ports.get(end);
    if (!port) continue;
    memory.put(`ext:${id}`, [name, port, role(port)], () => ({
      id: `ext:${id}`,
      kind: 'nic',
      role: role(port),
      ports: [port.id],
      source: id,
      sourceHandle: `${id}:0`,
      target: port.bridge,
      targetHandle: port.id,
      label: `Line from ${name} to port ${port.name}`,
    }));
  }
  return memory.end();
}

function putVeth(port: Port, other: Id, host: Host, ports: ReadonlyMap<Id, Port>, role: PortRole): void {
  const peer = ports.get(other);
  const end = peer ?? host.interfaces.find((one) => one.id === other);
  if (!end) return;
  memory.put(`veth:${port.id}`, [port, end, role], () => ({
    id: `veth:${port.id}`,
    kind: 'veth',
    role,
    ports: [port.id, end.id],
    source: port.bridge,
    sourceHandle: port.id,
    target: peer ? peer.bridge : host.id,
    targetHandle: end.id,
    label: `Veth pair ${port.name} and ${end.name}`,
  }));
}

function putNic({ id, name }: Guest, index: number, port: Port, role: PortRole): void {
  memory.put(`nic:${id}:${index}`, [name, port, role], () => ({
    id: `nic:${id}:${index}`,
    kind: 'tap',
    role,
    ports: [port.id],
    source: id,
    sourceHandle: `${id}:${index}`,
    target: port.bridge,
    targetHandle: port.id,
    label: `Line from ${name} to port ${port.name}`,
  }));
}
