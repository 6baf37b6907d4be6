import type { Id } from '../../shared/document/document.ts';
import type { Point } from '../canvas/layout/geometry.ts';
import { placeObjects } from '../canvas/layout/place-objects.ts';
import { currentDocument } from './document-store.ts';
import { moveObjects } from './object-edits.ts';
import { useSelection } from './selection-store.ts';

const STEPS = { Left: [-1, 0], Right: [1, 0], Up: [0, -1], Down: [0, 1] } as const;

/** Moves what is selected a little. Presses in a row on one selection are one step of the history. */
export function nudge(way: keyof typeof STEPS, by: number): void {
  const document = currentDocument();
  const places = placeObjects(document);
  const [x, y] = STEPS[way];
  const moved = new Map<Id, Point>();
  const groups = new Map(document.groups.map((group) => [group.id, group]));
  for (const chosen of useSelection.getState().ids) {
    const group = groups.get(chosen);
    for (const id of group && group.members.length > 0 ? group.members : [chosen]) {
      const box = places.get(id);
      if (box) moved.set(id, { x: box.x + x * by, y: box.y + y * by });
    }
  }
  moveObjects(moved, `nudge:${[...moved.keys()].join(',')}`);
}
