import { type NodeChange, useStoreApi } from '@xyflow/react';
import { type MouseEvent, useMemo } from 'react';
import { select, useSelection } from '../../state/selection-store.ts';
import type { CableEdge, CanvasNode } from '../to-flow.ts';

/** Keeps the selection store and React Flow's idea of the selection the same. */
export function useSelecting() {
  const store = useStoreApi();
  return useMemo(
    () => ({
      onNodesChange(changes: NodeChange<CanvasNode>[]) {
        const picked = changes.filter((change) => change.type === 'select');
        if (picked.length === 0) return;
        const { multiSelectionActive, nodeLookup } = store.getState();
        // React Flow knows nothing of selected ports and other records: without a modifier they are let go.
        const before = useSelection.getState().ids.filter((id) => multiSelectionActive || nodeLookup.has(id));
        const ids = new Set(before);
        for (const change of picked) {
          if (change.selected) ids.add(change.id);
          else ids.delete(change.id);
        }
        select([...ids]);
      },
      onEdgeClick(event: MouseEvent, edge: CableEdge) {
        selectCable(event, edge);
      },
      onEdgeContextMenu(event: MouseEvent, edge: CableEdge) {
        if (!edge.data?.cable.ports.some((port) => useSelection.getState().ids.includes(port)))
          selectCable(event, edge);
      },
      onNodeContextMenu(event: MouseEvent, node: CanvasNode) {
        const socket = event.target instanceof Element ? event.target.closest('[data-record]') : undefined;
        const id = (socket instanceof HTMLElement && socket.dataset.record) || node.id;
        if (!useSelection.getState().ids.includes(id)) select([id]);
      },
      onPaneClick() {
        select([]);
      },
    }),
    [store],
  );
}

function selectCable(event: MouseEvent, edge: CableEdge): void {
  const ports = edge.data?.cable.ports ?? [];
  if (event.shiftKey || event.ctrlKey || event.metaKey) {
    select([...new Set([...useSelection.getState().ids, ...ports])]);
  } else {
    select(ports);
  }
}
