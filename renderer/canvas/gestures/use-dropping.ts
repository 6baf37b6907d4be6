import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { canvasControls } from '../../state/canvas-controls.ts';
import { addFromPalette, cornerFor, type PaletteKind } from '../../state/object-edits.ts';
import { PALETTE_TYPE, recordAt } from './drop-target.ts';

/** Objects dragged from the palette onto the canvas. */
export function useDropping() {
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(
    () => ({
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes(PALETTE_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop(event: DragEvent) {
        const kind = event.dataTransfer.getData(PALETTE_TYPE) as PaletteKind | '';
        if (kind === '') return;
        event.preventDefault();
        const middle = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const onto = recordAt(event.clientX, event.clientY);
        const id = addFromPalette(kind, snapped(cornerFor(kind, middle)), onto);
        canvasControls()?.focus(id);
      },
    }),
    [screenToFlowPosition],
  );
}

function snapped({ x, y }: { x: number; y: number }) {
  return { x: Math.round(x / 10) * 10, y: Math.round(y / 10) * 10 };
}
