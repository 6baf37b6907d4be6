import { useReactFlow } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { moveObjects } from '../../state/object-edits.ts';
import type { Point } from '../layout/geometry.ts';
import { clearOverlay, setOverlay, useOverlay } from '../overlay-store.ts';
import type { CanvasNode } from '../to-flow.ts';

interface Drag {
  readonly start: ReadonlyMap<Id, Point>;
  /** Members of a dragged group go along with it: which dragged node each follows. */
  readonly followers: ReadonlyMap<Id, Id>;
  cancelled: boolean;
}

/** Dragging objects about: shown at once, told to the document once at the end, forgotten on Escape. */
export function useDragging() {
  const { getNode } = useReactFlow<CanvasNode>();
  const drag = useRef<Drag | undefined>(undefined);
  return useMemo(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag.current) return;
      event.stopPropagation();
      drag.current.cancelled = true;
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
      drag.current = { start: from, followers, cancelled: false };
      window.addEventListener('keydown', onEscape, true);
    };
    const during = (nodes: readonly CanvasNode[]) => {
      if (!drag.current || drag.current.cancelled) return;
      setOverlay(positionsOf(drag.current, nodes));
    };
    const stop = (nodes: readonly CanvasNode[]) => {
      window.removeEventListener('keydown', onEscape, true);
      const done = drag.current;
      drag.current = undefined;
      if (!done || done.cancelled) return;
      const moved = [...positionsOf(done, nodes)].filter(([id, at]) => {
        const from = done.start.get(id);
        return from && (from.x !== at.x || from.y !== at.y);
      });
      moveObjects(new Map(moved));
      if (useOverlay.getState().positions.size > 0) clearOverlay();
    };
    return {
      onNodeDragStart: (_: unknown, _node: CanvasNode, nodes: CanvasNode[]) => start(nodes),
      onNodeDrag: (_: unknown, _node: CanvasNode, nodes: CanvasNode[]) => during(nodes),
      onNodeDragStop: (_: unknown, _node: CanvasNode, nodes: CanvasNode[]) => stop(nodes),
      onSelectionDragStart: (_: unknown, nodes: CanvasNode[]) => start(nodes),
      onSelectionDrag: (_: unknown, nodes: CanvasNode[]) => during(nodes),
      onSelectionDragStop: (_: unknown, nodes: CanvasNode[]) => stop(nodes),
    };
  }, [getNode]);
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
