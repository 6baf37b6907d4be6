import { Globe, Monitor, Network, Server, SquareDashed } from 'lucide-react';
import { overlaps } from '../layout/geometry.ts';
import { placeObjects } from '../layout/place-objects.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { currentDocument } from '../state/document-store.ts';
import { addFromPalette, cornerFor, type PaletteKind } from '../state/object-edits.ts';
import type { Action } from './action.ts';

export const PALETTE = [
  { kind: 'bridge', label: 'Bridge', icon: Network, hint: 'A Linux bridge on a host' },
  { kind: 'guest', label: 'Guest', icon: Monitor, hint: 'A VM or container' },
  { kind: 'host', label: 'Host', icon: Server, hint: 'A machine that you manage by SSH' },
  { kind: 'external', label: 'External', icon: Globe, hint: 'A machine beyond a physical NIC' },
  { kind: 'group', label: 'Group', icon: SquareDashed, hint: 'Machines that rules name together' },
] as const satisfies readonly { kind: PaletteKind; label: string; icon: unknown; hint: string }[];

export const drawActions: readonly Action[] = PALETTE.map(({ kind, label, icon }) => ({
  id: `draw.${kind}`,
  group: 'Draw',
  label: `Add ${label.toLowerCase()}`,
  scope: 'canvas',
  icon,
  run: () => addInTheMiddle(kind),
}));

/** Adds at the middle of what is seen, a little aside when something stands there already. */
export function addInTheMiddle(kind: PaletteKind): void {
  const controls = canvasControls();
  const middle = controls?.centre() ?? { x: 0, y: 0 };
  const corner = cornerFor(kind, middle);
  const taken = [...placeObjects(currentDocument()).values()];
  let at = { x: Math.round(corner.x / 10) * 10, y: Math.round(corner.y / 10) * 10 };
  for (let tries = 0; tries < 60 && taken.some((box) => overlaps(box, { ...at, width: 160, height: 70 })); tries += 1) {
    at = { x: at.x + (tries % 6 === 5 ? -5 * 180 : 180), y: at.y + (tries % 6 === 5 ? 100 : 0) };
  }
  const id = addFromPalette(kind, at);
  controls?.reveal([id]);
  controls?.focus(id);
}
