import { useStore, ViewportPortal } from '@xyflow/react';
import { useOverlay } from './overlay-store.ts';

/** The lines that a dragged object is in line with. */
export function GuideLines() {
  const guides = useOverlay((state) => state.guides);
  const zoom = useStore((state) => state.transform[2]);
  if (guides.length === 0) return undefined;
  const thick = 1 / zoom;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={`${axis}${at}`}
          className="guide-line"
          style={
            axis === 'x'
              ? { left: at - thick / 2, top: from, width: thick, height: to - from }
              : { left: from, top: at - thick / 2, width: to - from, height: thick }
          }
        />
      ))}
    </ViewportPortal>
  );
}
