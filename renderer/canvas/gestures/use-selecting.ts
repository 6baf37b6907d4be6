import { type NodeChange, useStoreApi } from '@xyflow/react';
import { type KeyboardEvent, type MouseEvent, useMemo } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { select, toggleSelected, useSelection } from '../../state/selection-store.ts';
import { useUi } from '../../state/ui-store.ts';
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
      onKeyDown(event: KeyboardEvent) {
        const node = event.target;
        if (!(node instanceof HTMLElement) || !node.classList.contains('react-flow__node')) return;
        const id: Id | undefined = node.dataset.id;
        if (id === undefined) return;
        if (event.key === ' ' || (event.key === 'Enter' && !useSelection.getState().ids.includes(id))) {
          event.preventDefault();
          event.stopPropagation();
          if (event.shiftKey || event.ctrlKey || event.metaKey) toggleSelected(id);
          else select([id]);
        } else if (event.key === 'Enter') {
          event.preventDefault();
          useUi.setState({ renaming: id });
        }
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
