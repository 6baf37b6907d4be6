import type { Document, Id, Port, PortView } from '../../shared/document/document.ts';
import type { PortRole, Topology } from '../../shared/topology/topology.ts';
import { type Anchor, layoutAnchors } from './anchor-layout.ts';
import { type Attachment, attachmentsOf } from './attachments.ts';
import type { Box } from './geometry.ts';
import { type GroupRegion, layoutGroups } from './group-layout.ts';
import { placeObjects } from './place-objects.ts';
import { LEAST_CABLE, shownInterfaces, socketWidth } from './sizes.ts';
import { layoutSockets, type Socket, type SocketWish } from './socket-layout.ts';

/** A socket of a bridge or host with what its look depends on. */
export interface SocketView extends Socket {
  readonly name: string;
  readonly kind: 'tap' | 'veth' | 'nic' | 'interface';
  readonly role: PortRole;
}

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

/** Where everything stands and which sockets and lines it has: pure geometry, nothing of React Flow. */
export interface CanvasLayout {
  readonly boxes: ReadonlyMap<Id, Box>;
  readonly sockets: ReadonlyMap<Id, readonly SocketView[]>;
  readonly anchors: ReadonlyMap<Id, readonly Anchor[]>;
  readonly regions: ReadonlyMap<Id, GroupRegion>;
  readonly cables: readonly Cable[];
}

let last: { document: Document; topology: Topology; layout: CanvasLayout } | undefined;

/** Remembers its last answer: drawing, dragging and the minimap ask about the same document. */
export function layoutCanvas(document: Document, topology: Topology): CanvasLayout {
  if (last?.document === document && last.topology === topology) return last.layout;
  const layout = layOut(document, topology);
  last = { document, topology, layout };
  return layout;
}

function layOut(document: Document, topology: Topology): CanvasLayout {
  const boxes = placeObjects(document);
  const attachments = attachmentsOf(document);
  const sockets = new Map<Id, readonly SocketView[]>();
  for (const host of document.hosts) {
    for (const bridge of host.bridges) {
      const ports = host.ports.filter((port) => port.bridge === bridge.id);
      sockets.set(bridge.id, bridgeSockets(bridge.id, ports, boxes, attachments, topology, document.view?.ports));
    }
    sockets.set(host.id, hostSockets(host, boxes, attachments));
  }
  return {
    boxes,
    sockets,
    anchors: layoutAnchors(document, boxes),
    regions: layoutGroups(document, boxes),
    cables: cablesOf(document, topology),
  };
}

function bridgeSockets(
  bridge: Id,
  ports: readonly Port[],
  boxes: ReadonlyMap<Id, Box>,
  attachments: ReadonlyMap<Id, Attachment>,
  topology: Topology,
  pins: Readonly<Record<Id, PortView>> = {},
): readonly SocketView[] {
  const box = boxes.get(bridge);
  if (!box) return [];
  const laid = layoutSockets(
    box,
    ports.map((port) => {
      const pin = Object.hasOwn(pins, port.id) ? pins[port.id] : undefined;
      return { ...wish(port, boxes, attachments), ...(pin && { pin }) };
    }),
  );
  const byId = new Map(ports.map((port) => [port.id, port]));
  return laid.flatMap((socket) => {
    const port = byId.get(socket.id);
    const role = topology.ports.get(socket.id)?.role ?? 'unused';
    return port ? [{ ...socket, name: port.name, kind: port.kind, role }] : [];
  });
}

function hostSockets(
  host: Document['hosts'][number],
  boxes: ReadonlyMap<Id, Box>,
  attachments: ReadonlyMap<Id, Attachment>,
): readonly SocketView[] {
  const box = boxes.get(host.id);
  if (!box) return [];
  const wired = shownInterfaces(host).filter((one) => attachments.has(one.id));
  const names = new Map(wired.map((one) => [one.id, one.name]));
  const wishes = wired.map((one) => wish(one, boxes, attachments));
  return layoutSockets(box, wishes, 'top').map((socket) => ({
    ...socket,
    name: names.get(socket.id) ?? '',
    kind: 'interface',
    role: 'border',
  }));
}

function wish(
  end: { readonly id: Id; readonly name: string },
  boxes: ReadonlyMap<Id, Box>,
  attachments: ReadonlyMap<Id, Attachment>,
): SocketWish {
  const attachment = attachments.get(end.id);
  const towards = attachment && boxes.get(attachment.node);
  if (!towards) return { id: end.id, name: end.name };
  const room = socketWidth(end.name) + (attachment.name === undefined ? 0 : socketWidth(attachment.name)) + LEAST_CABLE;
  return { id: end.id, name: end.name, towards, room };
}

function cablesOf(document: Document, topology: Topology): readonly Cable[] {
  const cables: Cable[] = [];
  const ports = new Map(document.hosts.flatMap((host) => host.ports.map((port) => [port.id, port] as const)));
  const role = (id: Id) => topology.ports.get(id)?.role ?? 'unused';
  const drawn = new Set<Id>();
  for (const host of document.hosts) {
    for (const port of host.ports) {
      if (port.peer === undefined || drawn.has(port.id)) continue;
      const peer = ports.get(port.peer);
      const own = host.interfaces.find((one) => one.id === port.peer);
      const end = peer ?? own;
      if (!end) continue;
      drawn.add(port.peer);
      cables.push({
        id: `veth:${port.id}`,
        kind: 'veth',
        role: role(port.id),
        ports: [port.id, end.id],
        source: port.bridge,
        sourceHandle: port.id,
        target: peer ? peer.bridge : host.id,
        targetHandle: end.id,
        label: `Veth pair ${port.name} and ${end.name}`,
      });
    }
  }
  for (const guest of document.guests) {
    for (const [index, nic] of guest.nics.entries()) {
      const port = ports.get(nic.port);
      if (!port) continue;
      cables.push({
        id: `nic:${guest.id}:${index}`,
        kind: 'tap',
        role: role(port.id),
        ports: [port.id],
        source: guest.id,
        sourceHandle: `${guest.id}:${index}`,
        target: port.bridge,
        targetHandle: port.id,
        label: `Line from ${guest.name} to port ${port.name}`,
      });
    }
  }
  for (const external of document.externals) {
    const port = external.port === undefined ? undefined : ports.get(external.port);
    if (!port) continue;
    cables.push({
      id: `ext:${external.id}`,
      kind: 'nic',
      role: role(port.id),
      ports: [port.id],
      source: external.id,
      sourceHandle: `${external.id}:0`,
      target: port.bridge,
      targetHandle: port.id,
      label: `Line from ${external.name} to port ${port.name}`,
    });
  }
  return cables;
}
