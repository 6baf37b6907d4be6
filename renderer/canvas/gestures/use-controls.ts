import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { type Box, boxAround, grow } from '../../layout/geometry.ts';
import { type CanvasLayout, layoutCanvas } from '../../layout/layout-canvas.ts';
import { SOCKET_HEIGHT } from '../../layout/sizes.ts';
import { setCanvasControls } from '../../state/canvas-controls.ts';
import { currentDocument, useDocumentStore } from '../../state/document-store.ts';
import { findEntry } from '../../state/records.ts';
import { topologyOf } from '../../state/results-store.ts';

export const LEAST_ZOOM = 0.02;
/** Somebody who asks for one object wants to read it, not to fill the window with it. */
const MOST_SHOWN = 1.5;
/** Below this a field in a box has letters of eight pixels. */
const LEAST_READABLE = 0.6;
const QUICK = { duration: 140 } as const;
/** Pixels around the fitted drawing; more at the foot, where the zoom bar stands. */
const MARGIN = { top: '14px', right: '14px', bottom: '52px', left: '14px' } as const;

/** Hands the canvas's controls to the actions while the canvas is there. */
export function useControls(): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    // The whole drawing stays in view when the window or a panel is resized, until somebody moves the view herself.
    let fitted = false;
    // Not React Flow's own fitView: it waits until every node was measured, and those out of sight never are.
    const show = (box: Box | undefined, most: number, options?: { readonly duration: number }) => {
      const { width, height } = store.getState();
      fitted = false;
      if (box) void flow.setViewport(getViewportForBounds(box, width, height, LEAST_ZOOM, most, MARGIN), options);
    };
    const boxesOf = (ids: readonly string[]) => {
      const { boxes, regions } = laidOut();
      return [...new Set(ids.map(nodeOf))].flatMap((id) => regions.get(id)?.box ?? boxes.get(id) ?? []);
    };
    const isSeen = (box: Box): boolean => {
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      return (
        box.x * zoom + x >= 0 &&
        box.y * zoom + y >= 0 &&
        (box.x + box.width) * zoom + x <= width &&
        (box.y + box.height) * zoom + y <= height
      );
    };
    const fitAll = (options?: { readonly duration: number }) => {
      const around = boxAround(drawnBoxes(laidOut()));
      show(around && grow(around, 2), 1, options);
      fitted = around !== undefined;
    };
    setCanvasControls({
      fit: () => fitAll(QUICK),
      zoomIn() {
        fitted = false;
        void flow.zoomIn(QUICK);
      },
      zoomOut() {
        fitted = false;
        void flow.zoomOut(QUICK);
      },
      zoomTo(zoom) {
        fitted = false;
        void flow.zoomTo(zoom, QUICK);
      },
      centre() {
        const { width, height, domNode } = store.getState();
        const box = domNode?.getBoundingClientRect();
        return flow.screenToFlowPosition({ x: (box?.x ?? 0) + width / 2, y: (box?.y ?? 0) + height / 2 });
      },
      show: (ids) => show(boxAround(boxesOf(ids)), MOST_SHOWN, QUICK),
      showReadably(ids) {
        const zoom = store.getState().transform[2];
        const boxes = boxesOf(ids);
        if (zoom < LEAST_READABLE || !boxes.every(isSeen)) show(boxAround(boxes), Math.max(zoom, 1), QUICK);
      },
      centreOn({ x, y }) {
        fitted = false;
        void flow.setCenter(x, y, { zoom: flow.getZoom() });
      },
      reveal(ids) {
        // React Flow learns of new nodes with the next commit.
        requestAnimationFrame(() => {
          const boxes = boxesOf(ids);
          if (!boxes.every(isSeen)) show(boxAround(boxes), store.getState().transform[2], QUICK);
        });
      },
      focus(id) {
        // After the commit that draws the node.
        requestAnimationFrame(() => {
          const { domNode } = store.getState();
          const node = id === undefined ? null : domNode?.querySelector(`[data-id="${CSS.escape(id)}"]`);
          const target = node ?? domNode?.closest('[data-region="canvas"]');
          if (target instanceof HTMLElement) target.focus({ preventScroll: true });
        });
      },
    });
    let frame = 0;
    const endLoads = useDocumentStore.subscribe((now, before) => {
      if (now.loads === before.loads) return;
      cancelAnimationFrame(frame);
      // Two frames: one in which React draws the new nodes, and one in which the panes have their sizes.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => fitAll());
      });
    });
    let { width, height } = store.getState();
    const endSizes = store.subscribe((now) => {
      if (now.width === width && now.height === height) return;
      ({ width, height } = now);
      if (fitted) fitAll();
    });
    const { domNode } = store.getState();
    const onMoved = () => {
      fitted = false;
    };
    // Every way of moving the view by hand begins with one of these; a click alone moves nothing.
    domNode?.addEventListener('wheel', onMoved, { passive: true });
    domNode?.addEventListener('pointermove', onPan);
    function onPan(event: PointerEvent) {
      if (event.buttons !== 0) onMoved();
    }
    return () => {
      endLoads();
      endSizes();
      domNode?.removeEventListener('wheel', onMoved);
      domNode?.removeEventListener('pointermove', onPan);
      cancelAnimationFrame(frame);
      setCanvasControls(undefined);
    };
  }, [flow, store]);
}

/** Not React Flow's nodes: from afar it has only those that are elements. */
function laidOut(): CanvasLayout {
  const document = currentDocument();
  return layoutCanvas(document, topologyOf(document));
}

/** The box of everything, with the sockets that stick out of it. */
function drawnBoxes({ boxes, sockets, regions }: CanvasLayout): readonly Box[] {
  return [...boxes].flatMap(([id, box]): readonly Box[] => {
    const region = regions.get(id);
    if (region) return [region.box];
    const own = sockets.get(id);
    if (!own) return [grow(box, SOCKET_HEIGHT / 2)];
    return [box, ...own.map((socket) => ({ ...socket, x: socket.x + box.x, y: socket.y + box.y }))];
  });
}

/** The node on which a record is drawn. */
function nodeOf(id: string): string {
  const entry = findEntry(currentDocument(), id);
  if (entry?.kind === 'port') return entry.record.bridge;
  return entry?.kind === 'interface' ? (entry.host?.id ?? id) : id;
}
