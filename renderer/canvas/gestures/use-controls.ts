import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { currentDocument, useDocumentStore } from '../../state/document-store.ts';
import { findEntry } from '../../state/records.ts';
import { type Box, boxAround, grow } from '../layout/geometry.ts';
import { SOCKET_HEIGHT } from '../layout/sizes.ts';
import type { CanvasNode } from '../to-flow.ts';
import { setCanvasControls } from './canvas-controls.ts';

/** More than this shown at once is a blur that is slow to paint. */
const MOST_FITTED = 1000;
const LEAST_ZOOM = 0.1;
const QUICK = { duration: 140 } as const;

/** Hands the canvas's controls to the actions while the canvas is there. */
export function useControls(): void {
  const flow = useReactFlow<CanvasNode>();
  const store = useStoreApi();
  useEffect(() => {
    // Not React Flow's own fitView: it waits until every node was measured, and those out of sight never are.
    const show = (box: Box | undefined, most: number, options?: { readonly duration: number }) => {
      const { width, height } = store.getState();
      if (box) void flow.setViewport(getViewportForBounds(box, width, height, LEAST_ZOOM, most, 0.06), options);
    };
    const boxOf = (node: CanvasNode): Box => ({ ...node.position, width: node.width ?? 0, height: node.height ?? 0 });
    const whole = () => {
      const box = boxAround(flow.getNodes().map(boxOf));
      return box && grow(box, SOCKET_HEIGHT);
    };
    setCanvasControls({
      fit: () => show(whole(), 1, QUICK),
      zoomIn: () => void flow.zoomIn(QUICK),
      zoomOut: () => void flow.zoomOut(QUICK),
      zoomTo: (zoom) => void flow.zoomTo(zoom, QUICK),
      centre() {
        const { width, height, domNode } = store.getState();
        const box = domNode?.getBoundingClientRect();
        return flow.screenToFlowPosition({ x: (box?.x ?? 0) + width / 2, y: (box?.y ?? 0) + height / 2 });
      },
      reveal(ids) {
        // React Flow learns of new nodes with the next commit.
        requestAnimationFrame(() => {
          const { width, height, transform } = store.getState();
          const [x, y, zoom] = transform;
          const wanted = new Set(ids.map(nodeOf));
          const boxes = flow.getNodes().flatMap((node) => (wanted.has(node.id) ? [boxOf(node)] : []));
          const isSeen = (box: Box) =>
            box.x * zoom + x >= 0 &&
            box.y * zoom + y >= 0 &&
            (box.x + box.width) * zoom + x <= width &&
            (box.y + box.height) * zoom + y <= height;
          if (!boxes.every(isSeen)) show(boxAround(boxes), zoom, QUICK);
        });
      },
      focus(id) {
        // After the commit that draws the node.
        requestAnimationFrame(() => {
          const { domNode } = store.getState();
          const node = id === undefined ? null : domNode?.querySelector(`[data-id="${CSS.escape(id)}"]`);
          const target = node ?? domNode;
          if (target instanceof HTMLElement) target.focus({ preventScroll: true });
        });
      },
    });
    let frame = 0;
    const end = useDocumentStore.subscribe((now, before) => {
      if (now.loads === before.loads) return;
      cancelAnimationFrame(frame);
      // Two frames: one in which React draws the new nodes, and one in which the panes have their sizes.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (flow.getNodes().length <= MOST_FITTED) show(whole(), 1);
        });
      });
    });
    return () => {
      end();
      cancelAnimationFrame(frame);
      setCanvasControls(undefined);
    };
  }, [flow, store]);
}

/** The node on which a record is drawn. */
function nodeOf(id: string): string {
  const entry = findEntry(currentDocument(), id);
  if (entry?.kind === 'port') return entry.record.bridge;
  return entry?.kind === 'interface' ? (entry.host?.id ?? id) : id;
}
