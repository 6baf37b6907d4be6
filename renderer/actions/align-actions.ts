import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  type LucideIcon,
} from 'lucide-react';
import type { Id } from '../../shared/document/document.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { type Alignment, alignBoxes } from '../layout/align-boxes.ts';
import type { Box } from '../layout/geometry.ts';
import { placeObjects } from '../layout/place-objects.ts';
import { currentDocument, edit } from '../state/document-store.ts';
import { refuseLocked } from '../state/refuse-locked.ts';
import { useSelection } from '../state/selection-store.ts';
import type { Action } from './action.ts';

const WAYS: readonly { how: Alignment; label: string; icon: LucideIcon; least: number }[] = [
  { how: 'left', label: 'Align left edges', icon: AlignStartVertical, least: 2 },
  { how: 'centre', label: 'Align centres', icon: AlignCenterVertical, least: 2 },
  { how: 'right', label: 'Align right edges', icon: AlignEndVertical, least: 2 },
  { how: 'top', label: 'Align top edges', icon: AlignStartHorizontal, least: 2 },
  { how: 'middle', label: 'Align middles', icon: AlignCenterHorizontal, least: 2 },
  { how: 'bottom', label: 'Align bottom edges', icon: AlignEndHorizontal, least: 2 },
  { how: 'across', label: 'Space evenly across', icon: AlignHorizontalDistributeCenter, least: 3 },
  { how: 'down', label: 'Space evenly down', icon: AlignVerticalDistributeCenter, least: 3 },
];

/** What is selected and stands on the canvas; a group stands where its members are. */
function selectedBoxes(): ReadonlyMap<Id, Box> {
  const document = currentDocument();
  const places = placeObjects(document);
  const groups = new Set(document.groups.map(({ id }) => id));
  return new Map(
    useSelection.getState().ids.flatMap((id) => {
      const box = places.get(id);
      return box === undefined || groups.has(id) ? [] : [[id, box] as const];
    }),
  );
}

export const alignActions: readonly Action[] = WAYS.map(({ how, label, icon, least }) => ({
  id: `edit.align-${how}`,
  group: 'Edit',
  label,
  scope: 'canvas',
  icon,
  enabled: () => useSelection.getState().ids.length >= least && selectedBoxes().size >= least,
  run: () => {
    if (!refuseLocked()) edit(label, (document) => moveNodes(document, alignBoxes(selectedBoxes(), how)));
  },
}));
