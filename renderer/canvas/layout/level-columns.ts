import type { Id } from '../../../shared/document/document.ts';
import type { Box } from './geometry.ts';
import { BAR_HEIGHT } from './sizes.ts';

const STACK_GAP = 28;

/**
 * Bridges in a row have their bars on one level, with hosts and externals stacked beside them, so that the lines between run
 * straight. Columns with several bridges are left as they are: there is no one level.
 */
export function levelColumns(boxes: ReadonlyMap<Id, Box>, bridges: ReadonlySet<Id>): ReadonlyMap<Id, Box> {
  const columns = new Map<number, [Id, Box][]>();
  for (const [id, box] of boxes) {
    const centre = Math.round(box.x + box.width / 2);
    columns.set(centre, [...(columns.get(centre) ?? []), [id, box]]);
  }
  const inColumn = [...columns.values()].map((column) => column.toSorted(([, a], [, b]) => a.y - b.y));
  if (inColumn.some((column) => column.filter(([id]) => bridges.has(id)).length > 1)) return boxes;
  return new Map(inColumn.flatMap((column) => levelled(column, bridges)));
}

function levelled(column: readonly [Id, Box][], bridges: ReadonlySet<Id>): [Id, Box][] {
  const bridge = column.find(([id]) => bridges.has(id));
  if (bridge !== undefined) return column.map(([id, box]) => [id, { ...box, y: box.y - bridge[1].y }]);
  const total = column.reduce((sum, [, { height }]) => sum + height + STACK_GAP, -STACK_GAP);
  let y = (BAR_HEIGHT - total) / 2;
  return column.map(([id, box]) => {
    const at = y;
    y += box.height + STACK_GAP;
    return [id, { ...box, y: at }];
  });
}
