import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { currentDocument, useDocumentStore } from '../../state/document-store.ts';
import { findEntry } from '../../state/records.ts';
import { setCanvasControls } from './canvas-controls.ts';

const MOST_FITTED = 1000;

/** Hands the canvas's controls to the actions while the canvas is there. */
export function useControls(): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const nodeOf = (id: string) => {
      const entry = findEntry(currentDocument(), id);
      return entry?.kind === 'port' ? entry.record.bridge : entry?.kind === 'interface' ? (entry.host?.id ?? id) : id;
    };
    setCanvasControls({
      // Not awaited: with sized nodes the promise of fitView may never settle.
      fit: () => void flow.fitView({ padding: 0.12, maxZoom: 1, duration: 160 }),
      zoomIn: () => void flow.zoomIn({ duration: 120 }),
      zoomOut: () => void flow.zoomOut({ duration: 120 }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: 120 }),
      centre() {
        const { width, height } = store.getState();
        const box = store.getState().domNode?.getBoundingClientRect();
        return flow.screenToFlowPosition({ x: (box?.x ?? 0) + width / 2, y: (box?.y ?? 0) + height / 2 });
      },
      reveal(ids) {
        const { width, height, transform } = store.getState();
        const [x, y, zoom] = transform;
        const nodes = ids.map((id) => flow.getNode(nodeOf(id))).filter((node) => node !== undefined);
        const outside = nodes.some((node) => {
          const left = node.position.x * zoom + x;
          const top = node.position.y * zoom + y;
          return (
            left < 0 || top < 0 || left + (node.width ?? 0) * zoom > width || top + (node.height ?? 0) * zoom > height
          );
        });
        if (outside)
          void flow.fitView({ nodes: nodes.map(({ id }) => ({ id })), padding: 0.3, maxZoom: zoom, duration: 200 });
      },
      focus(id) {
        // After the commit that draws the node.
        requestAnimationFrame(() => {
          const node =
            id === undefined ? null : store.getState().domNode?.querySelector(`[data-id="${CSS.escape(id)}"]`);
          const target = node ?? store.getState().domNode;
          if (target instanceof HTMLElement) target.focus({ preventScroll: true });
        });
      },
    });
    return () => setCanvasControls(undefined);
  }, [flow, store]);
  const loads = useDocumentStore((state) => state.loads);
  useEffect(() => {
    if (loads === 0) return;
    // After React Flow has taken over the new nodes. Past a thousand of them the whole is a blur that is slow to paint.
    const timer = setTimeout(() => {
      if (flow.getNodes().length <= MOST_FITTED) void flow.fitView({ padding: 0.12, maxZoom: 1 });
    }, 50);
    return () => clearTimeout(timer);
  }, [flow, loads]);
}
