import type { Id } from '../../../shared/document/document.ts';
import type { Box } from '../geometry.ts';
import { BAR_HEIGHT } from '../sizes.ts';
import type { HostGraph } from './host-graph.ts';

const STACK_GAP = 28;

/**
 * Brings the bars of bridges that stand side by side to one level, so that the lines between them run straight. The library
 * centres everything on its row or column instead.
 */
export function levelBlocks(boxes: ReadonlyMap<Id, Box>, graph: HostGraph): ReadonlyMap<Id, Box> {
  return graph.direction === 'TB' ? levelRows(boxes) : levelColumns(boxes, graph);
}

/** Every level hangs from its top. */
function levelRows(boxes: ReadonlyMap<Id, Box>): ReadonlyMap<Id, Box> {
  const tops = new Map<number, number>();
  const rowOf = ({ y, height }: Box): number => Math.round(y + height / 2);
  for (const box of boxes.values()) tops.set(rowOf(box), Math.min(tops.get(rowOf(box)) ?? box.y, box.y));
  return new Map([...boxes].map(([id, box]) => [id, { ...box, y: tops.get(rowOf(box)) ?? box.y }]));
}

/** A row of bridges; columns with several bridges are left as they are, for there is no one level. */
function levelColumns(boxes: ReadonlyMap<Id, Box>, graph: HostGraph): ReadonlyMap<Id, Box> {
  const columns = new Map<number, [Id, Box][]>();
  for (const [id, box] of boxes) {
    const centre = Math.round(box.x + box.width / 2);
    columns.set(centre, [...(columns.get(centre) ?? []), [id, box]]);
  }
  const inOrder = [...columns.values()].map((column) => column.toSorted(([, a], [, b]) => a.y - b.y));
  if (inOrder.some((column) => column.filter(([id]) => graph.bridges.has(id)).length > 1)) return boxes;
  return new Map(inOrder.flatMap((column) => levelled(column, graph)));
}

/** The bar at height 0; a column without a bridge is stacked closely around the middle of that height. */
function levelled(column: readonly [Id, Box][], { bridges, blocks }: HostGraph): [Id, Box][] {
  const bridge = column.find(([id]) => bridges.has(id));
  if (bridge !== undefined) {
    const bar = bridge[1].y + (blocks.get(bridge[0])?.bar ?? 0);
    return column.map(([id, box]) => [id, { ...box, y: box.y - bar }]);
  }
  const total = column.reduce((sum, [, { height }]) => sum + height + STACK_GAP, -STACK_GAP);
  let y = (BAR_HEIGHT - total) / 2;
  return column.map(([id, box]) => {
    const at = y;
    y += box.height + STACK_GAP;
    return [id, { ...box, y: at }];
  });
}
