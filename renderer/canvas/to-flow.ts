import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { Bridge, Document, External, Group, Guest, Host, Id } from '../../shared/document/document.ts';
import { recordIndex } from '../../shared/document/record-index.ts';
import type { Topology } from '../../shared/topology/topology.ts';
import type { Anchor } from '../layout/anchor-layout.ts';
import { canvasOrder } from '../layout/canvas-order.ts';
import type { Box, Point, Side } from '../layout/geometry.ts';
import type { GroupRegion } from '../layout/group-layout.ts';
import type { Cable } from '../layout/layout-cables.ts';
import { type CanvasLayout, layoutCanvas, type SocketView } from '../layout/layout-canvas.ts';
import { Remembered } from '../layout/remembered.ts';

export type BridgeNode = Node<
  {
    readonly bridge: Bridge;
    readonly hostName: string | undefined;
    readonly address: string | undefined;
    readonly sockets: readonly SocketView[];
  },
  'bridge'
>;
export type HostNode = Node<{ readonly host: Host; readonly sockets: readonly SocketView[] }, 'host'>;
export type GuestNode = Node<{ readonly guest: Guest; readonly anchors: readonly Anchor[] }, 'guest'>;
export type ExternalNode = Node<{ readonly external: External; readonly anchors: readonly Anchor[] }, 'external'>;
export type GroupNode = Node<{ readonly group: Group; readonly region: GroupRegion }, 'group'>;
export type CanvasNode = BridgeNode | HostNode | GuestNode | ExternalNode | GroupNode;
export type CableEdge = Edge<{ readonly cable: Cable }, 'cable'>;

/** What is being dragged: positions that are not in the document yet. */
export type Overlay = ReadonlyMap<Id, Point>;

export interface Flow {
  readonly nodes: CanvasNode[];
  readonly edges: CableEdge[];
}

export type ToFlow = (document: Document, topology: Topology, selection: readonly Id[], overlay: Overlay) => Flow;

const POSITIONS = { top: Position.Top, right: Position.Right, bottom: Position.Bottom, left: Position.Left } as const;

/** The connect dot: what one drags a new line from. */
export const CONNECT = 'connect';
const DOT = 22;

/**
 * Makes the function that turns a document into React Flow's nodes and edges. It remembers what it gave last time: a
 * record whose picture did not change keeps its node object, and React Flow renders only what is a new object.
 */
export function createToFlow(): ToFlow {
  let laid: { document: Document; topology: Topology; layout: CanvasLayout } | undefined;
  const nodes = new Remembered<CanvasNode>();
  const edges = new Remembered<CableEdge>();
  return (document, topology, selection, overlay) => {
    if (laid?.document !== document || laid.topology !== topology) {
      laid = { document, topology, layout: layoutCanvas(document, topology) };
    }
    const { layout } = laid;
    const selected = new Set(selection);
    const { put } = nodes;
    const several = document.hosts.length > 1;
    const index = recordIndex(document);
    for (const id of canvasOrder(document)) {
      const entry = index.get(id);
      if (entry?.kind === 'bridge') {
        const { record, host } = entry;
        const device = host?.interfaces.find((one) => one.name === record.name)?.addresses.join(', ');
        putBridge(put, layout, record, several ? host?.name : undefined, device, selected, overlay);
      } else if (entry?.kind === 'host') putHost(put, layout, entry.record, selected, overlay);
      else if (entry?.kind === 'guest') putGuest(put, layout, entry.record, selected, overlay);
      else if (entry?.kind === 'external') putExternal(put, layout, entry.record, selected, overlay);
      else if (entry?.kind === 'group') putGroup(put, layout, entry.record, selected, overlay);
    }
    for (const cable of layout.cables) {
      const chosen = cable.ports.some((port) => selected.has(port));
      edges.put(cable.id, [cable, chosen], () => toEdge(cable, chosen));
    }
    return { nodes: nodes.end(), edges: edges.end() };
  };
}

type Put = Remembered<CanvasNode>['put'];

function putBridge(
  put: Put,
  layout: CanvasLayout,
  bridge: Bridge,
  hostName: string | undefined,
  address: string | undefined,
  selected: ReadonlySet<Id>,
  overlay: Overlay,
): void {
  const box = layout.boxes.get(bridge.id);
  if (!box) return;
  const sockets = layout.sockets.get(bridge.id) ?? [];
  const { x, y } = overlay.get(bridge.id) ?? box;
  const chosen = selected.has(bridge.id);
  put(bridge.id, [bridge, hostName, address, sockets, x, y, box.width, chosen], () => ({
    ...frame(bridge.id, `Bridge ${bridge.name}`, { ...box, x, y }, chosen),
    type: 'bridge',
    data: { bridge, hostName, address, sockets },
    handles: [...sockets.map(socketHandle), dot(box.width - DOT - 12, (box.height - DOT) / 2, 'right')],
  }));
}

function putHost(put: Put, layout: CanvasLayout, host: Host, selected: ReadonlySet<Id>, overlay: Overlay): void {
  const box = layout.boxes.get(host.id);
  if (!box) return;
  const sockets = layout.sockets.get(host.id) ?? [];
  const { x, y } = overlay.get(host.id) ?? box;
  const chosen = selected.has(host.id);
  // Only what the host's own box shows: a port added to one of its bridges is not a reason to draw it again.
  put(host.id, [host.name, host.role, host.connection, host.interfaces, sockets, x, y, box.height, chosen], () => ({
    ...frame(host.id, `Host ${host.name}`, { ...box, x, y }, chosen),
    type: 'host',
    data: { host, sockets },
    handles: [...sockets.map(socketHandle), dot(box.width - DOT - 12, -DOT / 2, 'top')],
  }));
}

function putGuest(put: Put, layout: CanvasLayout, guest: Guest, selected: ReadonlySet<Id>, overlay: Overlay): void {
  const box = layout.boxes.get(guest.id);
  if (!box) return;
  const anchors = layout.anchors.get(guest.id) ?? [];
  const { x, y } = overlay.get(guest.id) ?? box;
  const chosen = selected.has(guest.id);
  put(guest.id, [guest, anchors, x, y, chosen], () => ({
    ...frame(guest.id, `Guest ${guest.name}`, { ...box, x, y }, chosen),
    type: 'guest',
    data: { guest, anchors },
    handles: [...anchors.map(anchorHandle), dot(box.width - DOT - 8, -DOT / 2, 'top')],
  }));
}

function putExternal(
  put: Put,
  layout: CanvasLayout,
  external: External,
  selected: ReadonlySet<Id>,
  overlay: Overlay,
): void {
  const box = layout.boxes.get(external.id);
  if (!box) return;
  const anchors = layout.anchors.get(external.id) ?? [];
  const { x, y } = overlay.get(external.id) ?? box;
  const chosen = selected.has(external.id);
  put(external.id, [external, anchors, x, y, chosen], () => ({
    ...frame(external.id, `External ${external.name}`, { ...box, x, y }, chosen),
    type: 'external',
    data: { external, anchors },
    handles: [...anchors.map(anchorHandle), dot(box.width - DOT - 8, -DOT / 2, 'top')],
  }));
}

function putGroup(put: Put, layout: CanvasLayout, group: Group, selected: ReadonlySet<Id>, overlay: Overlay): void {
  const region = layout.regions.get(group.id);
  if (!region) return;
  const chosen = selected.has(group.id);
  const { x, y } = overlay.get(group.id) ?? region.box;
  put(group.id, [group, region, x, y, chosen], () => ({
    ...frame(group.id, `Group ${group.name}`, { ...region.box, x, y }, chosen),
    type: 'group',
    data: { group, region },
    dragHandle: '.group-label',
    zIndex: -10,
  }));
}

function frame(id: Id, ariaLabel: string, box: Box, selected: boolean) {
  const { x, y, width, height } = box;
  return { id, ariaLabel, position: { x, y }, width, height, selected };
}

function socketHandle(socket: SocketView): NodeHandle {
  const { id, x, y, width, height, side } = socket;
  return { id, type: 'source', position: POSITIONS[side], x, y, width, height };
}

function anchorHandle(anchor: Anchor): NodeHandle {
  return {
    id: anchor.id,
    type: 'source',
    position: POSITIONS[anchor.side],
    x: anchor.x,
    y: anchor.y,
    width: 0,
    height: 0,
  };
}

function dot(x: number, y: number, side: Side): NodeHandle {
  return { id: CONNECT, type: 'source', position: POSITIONS[side], x, y, width: DOT, height: DOT };
}

function toEdge(cable: Cable, selected: boolean): CableEdge {
  const { id, source, sourceHandle, target, targetHandle, label } = cable;
  return { id, type: 'cable', source, sourceHandle, target, targetHandle, ariaLabel: label, selected, data: { cable } };
}
