import type { Document, Id, Port, PortView } from '../../shared/document/document.ts';
import { sameValue } from '../../shared/document/keep-identity.ts';
import type { PortRole, Topology } from '../../shared/topology/topology.ts';
import { type Anchor, layoutAnchors } from './anchor-layout.ts';
import { type Attachment, attachmentsOf } from './attachments.ts';
import type { Box } from './geometry.ts';
import { type GroupRegion, layoutGroups } from './group-layout.ts';
import { type Cable, layoutCables } from './layout-cables.ts';
import { placeObjects } from './place-objects.ts';
import { portsOfBridges } from './ports-of-bridges.ts';
import { Remembered } from './remembered.ts';
import { LEAST_CABLE, shownInterfaces, socketWidth } from './sizes.ts';
import { layoutSockets, type Socket, type SocketWish } from './socket-layout.ts';

/** A socket of a bridge or host with what its look depends on. */
export interface SocketView extends Socket {
  readonly name: string;
  readonly kind: 'tap' | 'veth' | 'nic' | 'interface';
  readonly role: PortRole;
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

/**
 * Remembers its last answer: drawing, dragging and the minimap ask about the same document. Of another document it gives the very
 * values of the last one for what did not change.
 */
export function layoutCanvas(document: Document, topology: Topology): CanvasLayout {
  if (last?.document === document && last.topology === topology) return last.layout;
  const layout = layOut(document, topology);
  last = { document, topology, layout };
  return layout;
}

function layOut(document: Document, topology: Topology): CanvasLayout {
  const boxes = sameBoxes(placeObjects(document));
  const attachments = attachmentsOf(document);
  const sockets = new Map<Id, readonly SocketView[]>();
  for (const host of document.hosts) {
    for (const [bridge, ports] of portsOfBridges(host)) {
      sockets.set(bridge, bridgeSockets(bridge, ports, boxes, attachments, topology, document.view?.ports));
    }
    sockets.set(host.id, hostSockets(host, boxes, attachments));
  }
  socketMemory.end();
  return {
    boxes,
    sockets,
    anchors: layoutAnchors(document, boxes),
    regions: sameRegions(layoutGroups(document, boxes)),
    cables: layoutCables(document, topology),
  };
}

const boxMemory = new Remembered<Box>();
const socketMemory = new Remembered<readonly SocketView[]>();

/** What follows from a box is made again only when the box is another value. */
function sameBoxes(boxes: ReadonlyMap<Id, Box>): ReadonlyMap<Id, Box> {
  const same = new Map<Id, Box>();
  for (const [id, box] of boxes) {
    same.set(
      id,
      boxMemory.put(id, [box.x, box.y, box.width, box.height], () => box),
    );
  }
  boxMemory.end();
  return same;
}

let lastRegions: ReadonlyMap<Id, GroupRegion> = new Map();

/** A region depends on everything that stands near it, so it is compared by what came out. */
function sameRegions(regions: ReadonlyMap<Id, GroupRegion>): ReadonlyMap<Id, GroupRegion> {
  const same = new Map<Id, GroupRegion>();
  for (const [id, region] of regions) {
    const known = lastRegions.get(id);
    same.set(id, known && sameValue(known, region) ? known : region);
  }
  lastRegions = same;
  return same;
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
  const ends = ports.map((port) => ({
    port,
    attachment: attachments.get(port.id),
    pin: Object.hasOwn(pins, port.id) ? pins[port.id] : undefined,
    role: topology.ports.get(port.id)?.role ?? 'unused',
  }));
  const inputs = ends.flatMap(({ port, attachment, pin, role }) => [
    port,
    attachment?.name,
    attachment && boxes.get(attachment.node),
    pin,
    role,
  ]);
  return socketMemory.put(bridge, [box, ...inputs], () => {
    const laid = layoutSockets(
      box,
      ends.map(({ port, pin }) => ({ ...wish(port, boxes, attachments), ...(pin && { pin }) })),
    );
    const byId = new Map(ends.map((end) => [end.port.id, end]));
    return laid.flatMap((socket) => {
      const end = byId.get(socket.id);
      return end ? [{ ...socket, name: end.port.name, kind: end.port.kind, role: end.role }] : [];
    });
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
  const inputs = wired.flatMap((one) => {
    const attachment = attachments.get(one.id);
    return [one, attachment?.name, attachment && boxes.get(attachment.node)];
  });
  return socketMemory.put(host.id, [box, ...inputs], () => {
    const names = new Map(wired.map((one) => [one.id, one.name]));
    const wishes = wired.map((one) => wish(one, boxes, attachments));
    return layoutSockets(box, wishes, 'top').map((socket) => ({
      ...socket,
      name: names.get(socket.id) ?? '',
      kind: 'interface',
      role: 'border',
    }));
  });
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
