import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { type DropPoint, dragOverZone, dropOnZone, leaveZones } from '../../state/drop-zones.ts';
import { moveObjects } from '../../state/object-edits.ts';
import type { Point } from '../layout/geometry.ts';
import { clearOverlay, setOverlay, useOverlay } from '../overlay-store.ts';
import type { CanvasNode } from '../to-flow.ts';

interface Drag {
  readonly start: ReadonlyMap<Id, Point>;
  /** Members of a dragged group go along with it: which dragged node each follows. */
  readonly followers: ReadonlyMap<Id, Id>;
  readonly viewport: Viewport;
  cancelled: boolean;
  /** Out of the drawing, over something that takes objects: the rule table. */
  outside: boolean;
}

/** Dragging objects about: shown at once, told to the document once at the end, forgotten on Escape. */
export function useDragging() {
  const { getNode, getViewport, setViewport } = useReactFlow<CanvasNode>();
  const store = useStoreApi();
  const drag = useRef<Drag | undefined>(undefined);
  return useMemo(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag.current) return;
      event.stopPropagation();
      drag.current.cancelled = true;
      leaveZones();
      clearOverlay();
    };
    const start = (nodes: readonly CanvasNode[]) => {
      const from = new Map<Id, Point>(nodes.map((node) => [node.id, node.position]));
      const followers = new Map<Id, Id>();
      for (const node of nodes) {
        if (node.type !== 'group') continue;
        for (const member of node.data.region.members) {
          const other = getNode(member);
          if (!other || from.has(member)) continue;
          from.set(member, other.position);
          followers.set(member, node.id);
        }
      }
      drag.current = { start: from, followers, viewport: getViewport(), cancelled: false, outside: false };
      window.addEventListener('keydown', onEscape, true);
    };
    const during = (event: unknown, nodes: readonly CanvasNode[]) => {
      const now = drag.current;
      if (!now || now.cancelled) return;
      const outside = isPoint(event) && dragOverZone(idsOf(nodes), event);
      if (outside !== now.outside) {
        now.outside = outside;
        // On the way out the drawing was panned as for a far move, which this is not.
        store.setState({ autoPanOnNodeDrag: !outside });
        if (outside) {
          clearOverlay();
          void setViewport(now.viewport);
        }
      }
      if (!outside) setOverlay(positionsOf(now, nodes));
    };
    const stop = (event: unknown, nodes: readonly CanvasNode[]) => {
      window.removeEventListener('keydown', onEscape, true);
      const done = drag.current;
      drag.current = undefined;
      store.setState({ autoPanOnNodeDrag: true });
      if (!done || done.cancelled) return;
      if (isPoint(event) && dropOnZone(idsOf(nodes), event)) return clearOverlay();
      const moved = [...positionsOf(done, nodes)].filter(([id, at]) => {
        const from = done.start.get(id);
        return from && (from.x !== at.x || from.y !== at.y);
      });
      moveObjects(new Map(moved));
      if (useOverlay.getState().positions.size > 0) clearOverlay();
    };
    return {
      onNodeDragStart: (_: unknown, _node: CanvasNode, nodes: CanvasNode[]) => start(nodes),
      onNodeDrag: (event: unknown, _node: CanvasNode, nodes: CanvasNode[]) => during(event, nodes),
      onNodeDragStop: (event: unknown, _node: CanvasNode, nodes: CanvasNode[]) => stop(event, nodes),
      onSelectionDragStart: (_: unknown, nodes: CanvasNode[]) => start(nodes),
      onSelectionDrag: (event: unknown, nodes: CanvasNode[]) => during(event, nodes),
      onSelectionDragStop: (event: unknown, nodes: CanvasNode[]) => stop(event, nodes),
    };
  }, [getNode, getViewport, setViewport, store]);
}

/** A finger's events have no place of their own: they stay in the drawing. */
function isPoint(event: unknown): event is DropPoint {
  return typeof event === 'object' && event !== null && 'clientX' in event && 'clientY' in event;
}

function idsOf(nodes: readonly CanvasNode[]): readonly Id[] {
  return nodes.map(({ id }) => id);
}

function positionsOf(drag: Drag, nodes: readonly CanvasNode[]): Map<Id, Point> {
  const now = new Map<Id, Point>(nodes.map((node) => [node.id, node.position]));
  for (const [member, group] of drag.followers) {
    const from = drag.start.get(member);
    const groupFrom = drag.start.get(group);
    const groupNow = now.get(group);
    if (!from || !groupFrom || !groupNow) continue;
    now.set(member, { x: from.x + groupNow.x - groupFrom.x, y: from.y + groupNow.y - groupFrom.y });
  }
  return now;
}
