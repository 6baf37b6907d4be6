import { LayoutGrid } from 'lucide-react';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { autoLayout } from '../layout/arrange/auto-layout.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { currentDocument, edit } from '../state/document-store.ts';
import { refuseLocked } from '../state/refuse-locked.ts';
import type { Action } from './action.ts';

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
  if (refuseLocked()) return;
  const before = currentDocument();
  const places = await autoLayout(before);
  // Somebody who went on drawing meanwhile keeps what she drew.
  if (currentDocument() !== before) return;
  edit('Arrange the drawing', (document) => moveNodes(document, places));
  requestAnimationFrame(() => canvasControls()?.fit());
}
