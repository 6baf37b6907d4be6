import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Document, Host, Id } from '../../../shared/document/document.ts';
import { type Box, boxAround, type Point, type Size } from '../geometry.ts';
import { sizesOf } from '../place-objects.ts';
import { blockPlaces, elkGraph } from './elk-graph.ts';
import { levelGraph } from './level-graph.ts';
import { networkParts } from './network-parts.ts';
import { bridgesInLine, rowGraph } from './row-graph.ts';

const MARGIN = 40;
const GAP = 60;
/** Below each host: room for the labels of groups. */
const HOST_GAP = 140;
const ROW_WIDTH = 1600;
/** Whole tens read well in the file, and every gap is wider. */
const GRID = 10;

type LayOut = (graph: ElkNode) => Promise<ElkNode>;

/**
 * A fresh arrangement of the whole drawing: bridges in a row or in levels with their guests below, externals and the host
 * beside or above them, one host below the other, what is wired to nothing in a last row. The same document gives the
 * same places, wherever things stood; hand them to `moveNodes` as one step. Rejects when the layout library fails.
 */
export async function autoLayout(document: Document): Promise<Record<Id, Point>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const elk = new Elk({ algorithms: ['layered', 'rectpacking'] });
  const sizes = sizesOf(document);
  const places = new Map<Id, Point>();
  let top = MARGIN;
  for (const host of document.hosts) {
    const arranged = await arrangeHost(document, host, sizes, new Set(places.keys()), (graph) => elk.layout(graph));
    const around = boxAround([...arranged.values()]);
    if (around === undefined) continue;
    for (const [id, { x, y }] of arranged) places.set(id, { x: x - around.x + MARGIN, y: y - around.y + top });
    top += around.height + HOST_GAP;
  }
  placeRest(document, sizes, places, top);
  return Object.fromEntries([...places].map(([id, { x, y }]) => [id, { x: snap(x), y: snap(y) }]));
}

/** Every single object of one host, placed. */
async function arrangeHost(
  document: Document,
  host: Host,
  sizes: ReadonlyMap<Id, Size>,
  placed: ReadonlySet<Id>,
  layOut: LayOut,
): Promise<ReadonlyMap<Id, Box>> {
  const sizeOf = (id: Id): Size => sizes.get(id) ?? { width: 0, height: 0 };
  if (host.bridges.length === 0) return new Map([[host.id, { x: 0, y: 0, ...sizeOf(host.id) }]]);
  const graphs = networkParts(document, host, placed).map((part) => {
    const line = bridgesInLine(part);
    return line === undefined ? levelGraph(part, sizeOf) : rowGraph(part, line, sizeOf);
  });
  const boxes = new Map<Id, Box>();
  for (const [block, { x, y }] of blockPlaces(graphs, await layOut(elkGraph(graphs)))) {
    for (const [id, at] of block.places) boxes.set(id, { x: x + at.x, y: y + at.y, ...sizeOf(id) });
  }
  return boxes;
}

/** Guests and externals without a line, and groups that nobody on the canvas belongs to, in rows. */
function placeRest(document: Document, sizes: ReadonlyMap<Id, Size>, places: Map<Id, Point>, top: number): void {
  const rest = [...document.guests, ...document.externals].map(({ id }) => id).filter((id) => !places.has(id));
  const onCanvas = new Set([...places.keys(), ...rest]);
  const groups = new Map(document.groups.map(({ id, members }) => [id, members]));
  const isDrawn = (id: Id, seen: ReadonlySet<Id>): boolean =>
    onCanvas.has(id) || (!seen.has(id) && (groups.get(id) ?? []).some((one) => isDrawn(one, new Set([...seen, id]))));
  let x = MARGIN;
  let y = top;
  let rowHeight = 0;
  for (const id of [...rest, ...[...groups.keys()].filter((group) => !isDrawn(group, new Set()))]) {
    const { width, height } = sizes.get(id) ?? { width: 0, height: 0 };
    if (x > MARGIN && x + width > ROW_WIDTH) {
      x = MARGIN;
      y += rowHeight + GAP;
      rowHeight = 0;
    }
    places.set(id, { x, y });
    x += width + GAP;
    rowHeight = Math.max(rowHeight, height);
  }
}

function snap(value: number): number {
  return Math.round(value / GRID) * GRID;
}
