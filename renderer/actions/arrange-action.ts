import { LayoutGrid } from 'lucide-react';
import { canvasControls } from '../state/canvas-controls.ts';
import { currentDocument } from '../state/document-store.ts';
import { arrangeOnce } from '../worker/arrange-once.ts';
import type { Action } from './action.ts';
import { arrangeDrawing } from './arrange-drawing.ts';

let underWay = false;

export const arrangeAction: Action = {
  id: 'draw.arrange',
  group: 'Draw',
  label: 'Arrange the drawing',
  scope: 'window',
  icon: LayoutGrid,
  enabled: () => currentDocument().hosts.length > 0,
  run: () => void arrange(),
};

async function arrange(): Promise<void> {
  // Asked for again while it is being done: the notice tells of it.
  if (underWay) return;
  underWay = true;
  try {
    if (await arrangeDrawing(arrangeOnce)) requestAnimationFrame(() => canvasControls()?.fit());
  } finally {
    underWay = false;
  }
}
