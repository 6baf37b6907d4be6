import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { overlaps, type Point } from '../../layout/geometry.ts';
import { layoutCanvas } from '../../layout/layout-canvas.ts';
import { currentDocument, useDocumentStore } from '../../state/document-store.ts';
import { topologyOf } from '../../state/results-store.ts';
import { select, useSelection } from '../../state/selection-store.ts';
import { type Detail, detailAt, useDetail } from '../detail-store.ts';
import { boxAt, type Scene, sceneOf } from '../paint/scene.ts';
import { LEAST_ZOOM } from './use-controls.ts';

/** Follows the zoom with the level of detail; from afar it does what elements do elsewhere: being found and selected. */
export function useDetailLevel() {
  const store = useStoreApi();
  const { screenToFlowPosition } = useReactFlow();
  const band = useRef<{ from: Point; before: readonly string[] } | undefined>(undefined);
  useEffect(() => {
    let seen: unknown;
    const seenFrom = (distance: number): Detail => {
      const { hosts, guests, externals } = currentDocument();
      return detailAt(distance, hosts.length + guests.length + externals.length);
    };
    const show = (detail: Detail) => {
      if (detail !== useDetail.getState().detail) useDetail.setState({ detail, near: undefined });
    };
    const follow = () => show(seenFrom(store.getState().transform[2]));
    follow();
    const ends = [
      store.subscribe(({ transform }) => {
        if (transform === seen) return;
        seen = transform;
        follow();
      }),
      useDocumentStore.subscribe((now, before) => {
        if (now.loads === before.loads || seenFrom(LEAST_ZOOM) !== 'painted') follow();
        else {
          // It is shown whole in a moment, and thousands of elements for that moment would take seconds.
          seen = store.getState().transform;
          show('painted');
        }
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [store]);
  return useMemo(() => {
    const place = ({ clientX, clientY }: { clientX: number; clientY: number }) =>
      screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
    return {
      onPaneMouseMove(event: MouseEvent) {
        const { detail, near } = useDetail.getState();
        if (detail !== 'painted' || event.buttons !== 0) return;
        const found = boxAt(currentScene(), place(event))?.id;
        if (found !== near) useDetail.setState({ near: found });
      },
      onSelectionStart(event: MouseEvent) {
        const keep = event.shiftKey || event.ctrlKey || event.metaKey;
        band.current = { from: place(event), before: keep ? useSelection.getState().ids : [] };
      },
      onSelectionEnd(event: MouseEvent) {
        const start = band.current;
        band.current = undefined;
        if (!start || useDetail.getState().detail !== 'painted') return;
        const { from, before } = start;
        const to = place(event);
        const box = {
          x: Math.min(from.x, to.x),
          y: Math.min(from.y, to.y),
          width: Math.abs(to.x - from.x),
          height: Math.abs(to.y - from.y),
        };
        const inside = currentScene().boxes.filter((one) => overlaps(one, box));
        select([...new Set([...before, ...inside.map(({ id }) => id)])]);
      },
    };
  }, [screenToFlowPosition]);
}

function currentScene(): Scene {
  const document = currentDocument();
  return sceneOf(document, layoutCanvas(document, topologyOf(document)));
}
