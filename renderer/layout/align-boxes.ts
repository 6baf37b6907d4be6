import type { Id } from '../../shared/document/document.ts';
import { type Box, boxAround, type Point } from './geometry.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down';

/** Where objects come to stand in line, or (`across`, `down`) with equal gaps between the outermost two. */
export function alignBoxes(boxes: ReadonlyMap<Id, Box>, how: Alignment): ReadonlyMap<Id, Point> {
  const around = boxAround([...boxes.values()]);
  if (around === undefined || boxes.size < 2) return new Map();
  if (how === 'across' || how === 'down') return spread(boxes, how === 'across' ? 'x' : 'y');
  const right = around.x + around.width;
  const bottom = around.y + around.height;
  const place = ({ x, y, width, height }: Box): Point => {
    switch (how) {
      case 'left':
        return { x: around.x, y };
      case 'centre':
        return { x: around.x + (around.width - width) / 2, y };
      case 'right':
        return { x: right - width, y };
      case 'top':
        return { x, y: around.y };
      case 'middle':
        return { x, y: around.y + (around.height - height) / 2 };
      case 'bottom':
        return { x, y: bottom - height };
    }
  };
  return new Map([...boxes].map(([id, box]) => [id, place(box)]));
}

function spread(boxes: ReadonlyMap<Id, Box>, axis: 'x' | 'y'): ReadonlyMap<Id, Point> {
  const size = axis === 'x' ? 'width' : 'height';
  const sorted = [...boxes].sort(([, a], [, b]) => a[axis] - b[axis]);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return new Map();
  const inside = sorted.slice(0, -1).reduce((sum, [, box]) => sum + box[size], 0);
  const gap = (last[1][axis] - first[1][axis] - inside) / (sorted.length - 1);
  let at = first[1][axis];
  return new Map(
    sorted.map(([id, box]) => {
      const place = { x: box.x, y: box.y, [axis]: Math.round(at) };
      at += box[size] + gap;
      return [id, place];
    }),
  );
}
