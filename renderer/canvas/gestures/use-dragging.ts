import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Document, Id } from '../../../shared/document/document.ts';
import { type Box, boxAround, overlaps, type Point } from '../../layout/geometry.ts';
import { layoutCanvas } from '../../layout/layout-canvas.ts';
import { type Guide, snapMove } from '../../layout/snap-move.ts';
import { useCanvasOptions } from '../../state/canvas-options.ts';
import { currentDocument } from '../../state/document-store.ts';
import { type DropPoint, dragOverZone, dropOnZone, leaveZones } from '../../state/drop-zones.ts';
import { dropLabel, dropObjects } from '../../state/object-edits.ts';
import { type DropPlan, NO_DROP, planDrop } from '../../state/plan-drop.ts';
import { topologyOf } from '../../state/results-store.ts';
import { useSelection } from '../../state/selection-store.ts';
import { clearOverlay, type Hint, setOverlay, type TargetLook } from '../overlay-store.ts';
import type { CanvasNode } from '../to-flow.ts';

interface Drag {
  readonly start: ReadonlyMap<Id, Point>;
  /** Members of a dragged group go along with it: which dragged node each follows. */
  readonly followers: ReadonlyMap<Id, Id>;
  /** The groups that are meant themselves: held by the label, or selected with what is dragged. */
  readonly groups: ReadonlySet<Id>;
  /** What is dragged is the document's of then: one that was changed meanwhile, by undoing, knows nothing of it. */
  readonly document: Document;
  /** What the dragged objects may come in line with. */
  readonly others: readonly Box[];
  positions: ReadonlyMap<Id, Point>;
  plan: DropPlan;
  readonly viewport: Viewport;
  cancelled: boolean;
  /** Out of the drawing, over something that takes objects: the rule table. */
  outside: boolean;
}

type Pointing = Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'altKey'> & Partial<DropPoint>;

const GRID = 10;
/** Pixels of the screen. */
const REACH = 6;

/** Dragging objects about: shown at once, told to the document once at the end, forgotten on Escape. */
export function useDragging() {
  const { getNode, getViewport, setViewport, screenToFlowPosition } = useReactFlow<CanvasNode>();
  const store = useStoreApi();
  const drag = useRef<Drag | undefined>(undefined);
  return useMemo(() => {
    const forget = () => {
      if (drag.current) drag.current.cancelled = true;
      leaveZones();
      clearOverlay();
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag.current) return;
      event.stopPropagation();
      forget();
    };
    const start = (nodes: readonly CanvasNode[]) => {
      const from = new Map<Id, Point>(nodes.map((node) => [node.id, node.position]));
      const followers = new Map<Id, Id>();
      const groups = new Set<Id>();
      for (const node of nodes) {
        if (node.type !== 'group') continue;
        groups.add(node.id);
        for (const member of node.data.region.members) {
          const other = getNode(member);
          if (!other || from.has(member)) continue;
          from.set(member, other.position);
          followers.set(member, node.id);
        }
      }
      const document = currentDocument();
      const { boxes, regions } = layoutCanvas(document, topologyOf(document));
      const [leader] = nodes;
      // From afar most of a large selection are no nodes: they follow the one that is dragged.
      if (leader && useSelection.getState().ids.includes(leader.id)) {
        for (const id of useSelection.getState().ids) {
          const box = boxes.get(id);
          if (regions.has(id)) groups.add(id);
          if (!box || from.has(id) || regions.has(id)) continue;
          from.set(id, box);
          followers.set(id, leader.id);
        }
      }
      const others = [...boxes].filter(([id]) => !from.has(id) && !regions.has(id)).map(([, box]) => box);
      drag.current = {
        start: from,
        followers,
        groups,
        document,
        others,
        positions: from,
        plan: NO_DROP,
        viewport: getViewport(),
        cancelled: false,
        outside: false,
      };
      if (isLocked(drag.current)) store.setState({ autoPanOnNodeDrag: false });
      window.addEventListener('keydown', onEscape, true);
    };
    const isOutside = (now: Drag, event: Pointing, nodes: readonly CanvasNode[]): boolean => {
      const outside = isPoint(event) && dragOverZone(idsOf(nodes), event);
      if (outside === now.outside) return outside;
      now.outside = outside;
      // On the way out the drawing was panned as for a far move, which this is not.
      store.setState({ autoPanOnNodeDrag: !outside && !isLocked(now) });
      if (outside) {
        clearOverlay();
        void setViewport(now.viewport);
      }
      return outside;
    };
    const during = (event: Pointing, nodes: readonly CanvasNode[]) => {
      const now = drag.current;
      if (!now || now.cancelled) return;
      if (currentDocument() !== now.document) return forget();
      // Locked is where things stand: they can be carried into the rules all the same.
      if (isOutside(now, event, nodes) || isLocked(now)) return;
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const seen: Box = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      // Ctrl or Alt held down: exactly where the hand is.
      const free = event.ctrlKey || event.metaKey || event.altKey;
      const { guides, by } = free ? FREE : snapped(nodes, now.others, seen, zoom);
      now.positions = positionsOf(now, nodes, by);
      const document = currentDocument();
      const pointer = isPoint(event) ? screenToFlowPosition({ x: event.clientX, y: event.clientY }) : undefined;
      now.plan = planDrop(document, layoutCanvas(document, topologyOf(document)), now.positions, pointer, now.groups);
      setOverlay({ positions: now.positions, guides, hint: hintOf(now.plan, now.positions) });
    };
    const stop = (event: Pointing, nodes: readonly CanvasNode[]) => {
      window.removeEventListener('keydown', onEscape, true);
      const done = drag.current;
      drag.current = undefined;
      store.setState({ autoPanOnNodeDrag: true });
      if (!done || done.cancelled) return;
      if (currentDocument() !== done.document) return forget();
      if (isPoint(event) && dropOnZone(idsOf(nodes), event)) return clearOverlay();
      if (isLocked(done)) return;
      const moved = [...done.positions].filter(([id, at]) => {
        const from = done.start.get(id);
        return from && (from.x !== at.x || from.y !== at.y);
      });
      if (moved.length > 0) dropObjects(new Map(moved), done.plan);
      clearOverlay();
    };
    return {
      onNodeDragStart: (_: unknown, _node: CanvasNode, nodes: CanvasNode[]) => start(nodes),
      onNodeDrag: (event: Pointing, _node: CanvasNode, nodes: CanvasNode[]) => during(event, nodes),
      onNodeDragStop: (event: Pointing, _node: CanvasNode, nodes: CanvasNode[]) => stop(event, nodes),
      onSelectionDragStart: (_: unknown, nodes: CanvasNode[]) => start(nodes),
      onSelectionDrag: (event: Pointing, nodes: CanvasNode[]) => during(event, nodes),
      onSelectionDragStop: (event: Pointing, nodes: CanvasNode[]) => stop(event, nodes),
    };
  }, [getNode, getViewport, setViewport, screenToFlowPosition, store]);
}

function isLocked({ document }: Drag): boolean {
  return document.view?.locked ?? false;
}

/** A finger's events have no place of their own: they stay in the drawing. */
function isPoint(event: Pointing): event is Pointing & DropPoint {
  return 'clientX' in event && 'clientY' in event;
}

function idsOf(nodes: readonly CanvasNode[]): readonly Id[] {
  return nodes.map(({ id }) => id);
}

const FREE: { readonly by: Point; readonly guides: readonly Guide[] } = { by: { x: 0, y: 0 }, guides: [] };

function snapped(nodes: readonly CanvasNode[], others: readonly Box[], seen: Box, zoom: number) {
  const boxes = nodes.map(({ position, width = 0, height = 0 }): Box => ({ ...position, width, height }));
  const around = boxAround(boxes);
  if (!around) return FREE;
  const { snapToObjects, snapToGrid } = useCanvasOptions.getState();
  const near = snapToObjects ? others.filter((box) => overlaps(box, seen)) : [];
  return snapMove(around, near, { reach: snapToObjects ? REACH / zoom : 0, grid: snapToGrid ? GRID : 0 });
}

function positionsOf(drag: Drag, nodes: readonly CanvasNode[], by: Point): ReadonlyMap<Id, Point> {
  const now = new Map<Id, Point>(nodes.map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }]));
  for (const [member, group] of drag.followers) {
    const from = drag.start.get(member);
    const groupFrom = drag.start.get(group);
    const groupNow = now.get(group);
    if (!from || !groupFrom || !groupNow) continue;
    now.set(member, { x: from.x + groupNow.x - groupFrom.x, y: from.y + groupNow.y - groupFrom.y });
  }
  return now;
}

/** What letting go here would do, unless it only moves. */
function hintOf(plan: DropPlan, positions: ReadonlyMap<Id, Point>): Hint | undefined {
  if (plan.plug === undefined && plan.memberships.length === 0) return undefined;
  const targets = new Map<Id, TargetLook>();
  if (plan.plug) targets.set(plan.plug.bridge, 'plug');
  for (const { group, join } of plan.memberships) targets.set(group, join.length > 0 ? 'join' : 'leave');
  return { text: dropLabel(plan, positions), tone: 'good', targets };
}
