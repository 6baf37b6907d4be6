import type { NodeChange } from '@xyflow/react';
import { type KeyboardEvent, type MouseEvent, useMemo } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { select, toggleSelected, useSelection } from '../../state/selection-store.ts';
import { useUi } from '../../state/ui-store.ts';
import type { CableEdge, CanvasNode } from '../to-flow.ts';

/** Keeps the selection store and React Flow's idea of the selection the same. */
export function useSelecting() {
  return useMemo(
    () => ({
      onNodesChange(changes: NodeChange<CanvasNode>[]) {
        const picked = changes.filter((change) => change.type === 'select');
        if (picked.length === 0) return;
        const ids = new Set(useSelection.getState().ids);
        const chosen = picked.filter((change) => change.selected);
        for (const change of picked) {
          if (change.selected) ids.add(change.id);
          else ids.delete(change.id);
        }
        // A plain click selects the node alone: React Flow knows nothing of selected ports and table rows.
        if (chosen.length > 0 && picked.some((change) => !change.selected)) select(chosen.map((change) => change.id));
        else select([...ids]);
      },
      onEdgeClick(event: MouseEvent, edge: CableEdge) {
        selectCable(event, edge);
      },
      onEdgeContextMenu(event: MouseEvent, edge: CableEdge) {
        if (!edge.data?.cable.ports.some((port) => useSelection.getState().ids.includes(port))) selectCable(event, edge);
      },
      onNodeContextMenu(event: MouseEvent, node: CanvasNode) {
        const socket = event.target instanceof Element ? event.target.closest('[data-record]') : undefined;
        const id = (socket instanceof HTMLElement && socket.dataset['record']) || node.id;
        if (!useSelection.getState().ids.includes(id)) select([id]);
      },
      onPaneClick() {
        select([]);
      },
      onKeyDown(event: KeyboardEvent) {
        const node = event.target;
        if (!(node instanceof HTMLElement) || !node.classList.contains('react-flow__node')) return;
        const id: Id | undefined = node.dataset['id'];
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
    [],
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
