import type { Document, Host, Id } from '../../../shared/document/document.ts';
import type { Box, Point, Size } from '../geometry.ts';
import { boxAround } from '../geometry.ts';
import { sizesOf } from '../place-objects.ts';
import { type HostGraph, hostGraph } from './host-graph.ts';
import { levelBlocks } from './level-blocks.ts';

type Dagre = typeof import('@dagrejs/dagre');

const MARGIN = 40;
const GAP = 60;
/** Below each host: room for the labels of groups. */
const HOST_GAP = 140;
const ROW_WIDTH = 1600;
/** Whole tens read well in the file, and every gap is wider. */
const GRID = 10;

/**
 * A fresh arrangement of the whole drawing: bridges in a row or in levels with their guests below, externals and the host
 * beside or above them, one host below the other, what is wired to nothing in a last row. The same document gives the same places; hand them
 * to `moveNodes` as one step.
 */
export async function autoLayout(document: Document): Promise<Record<Id, Point>> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const sizes = sizesOf(document);
  const places = new Map<Id, Point>();
  let top = MARGIN;
  for (const host of document.hosts) {
    const arranged = arrangeHost(document, host, sizes, new Set(places.keys()), { Graph, layout });
    const around = boxAround([...arranged.values()]);
    if (around === undefined) continue;
    for (const [id, { x, y }] of arranged) places.set(id, { x: x - around.x + MARGIN, y: y - around.y + top });
    top += around.height + HOST_GAP;
  }
  placeRest(document, sizes, places, top);
  return Object.fromEntries([...places].map(([id, { x, y }]) => [id, { x: snap(x), y: snap(y) }]));
}

/** Every single object of one host, placed. */
function arrangeHost(
  document: Document,
  host: Host,
  sizes: ReadonlyMap<Id, Size>,
  placed: ReadonlySet<Id>,
  dagre: Pick<Dagre, 'Graph' | 'layout'>,
): ReadonlyMap<Id, Box> {
  const graph = hostGraph(document, host, sizes, placed);
  const blocks = levelBlocks(arrangeBlocks(graph, dagre), graph);
  const boxes = new Map<Id, Box>();
  for (const [id, { x, y }] of blocks) {
    for (const [part, at] of graph.blocks.get(id)?.places ?? []) {
      boxes.set(part, { x: x + at.x, y: y + at.y, ...(sizes.get(part) ?? { width: 0, height: 0 }) });
    }
  }
  return boxes;
}

function arrangeBlocks(graph: HostGraph, { Graph, layout }: Pick<Dagre, 'Graph' | 'layout'>): ReadonlyMap<Id, Box> {
  const drawing = new Graph({ multigraph: true });
  drawing.setGraph({ rankdir: graph.direction, nodesep: GAP, ranksep: graph.gap });
  for (const [id, { width, height }] of graph.blocks) drawing.setNode(id, { width, height });
  for (const [index, [from, to]] of graph.edges.entries()) drawing.setEdge(from, to, {}, `${index}`);
  layout(drawing);
  return new Map(
    [...graph.blocks].map(([id, { width, height }]) => {
      const { x = 0, y = 0 } = drawing.node(id);
      return [id, { x: x - width / 2, y: y - height / 2, width, height }];
    }),
  );
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
