import { getBezierPath, Position } from '@xyflow/react';
import type { Document, Id } from '../../../shared/document/document.ts';
import { resolveTopology } from '../../../shared/topology/resolve-topology.ts';
import { type Box, boxAround, grow, overlaps, type Point, type Side } from '../geometry.ts';
import { type CanvasLayout, layoutCanvas } from '../layout-canvas.ts';

const POSITIONS = { top: Position.Top, right: Position.Right, bottom: Position.Bottom, left: Position.Left } as const;
/** A drawn curve as so many straight pieces. */
const PIECES = 16;

/** What stands on something else: nodes, and the sockets that protrude from them. */
export function collisions(document: Document): string[] {
  const layout = layoutCanvas(document, resolveTopology(document));
  const things = nodesOf(document, layout).map(({ id, box }) => ({ id, node: id, box }));
  for (const [node, sockets] of layout.sockets) {
    const box = layout.boxes.get(node);
    if (box === undefined) continue;
    for (const socket of sockets) {
      things.push({ id: socket.id, node, box: { ...socket, x: box.x + socket.x, y: box.y + socket.y } });
    }
  }
  return things.flatMap((one, index) =>
    things
      .slice(index + 1)
      .filter((other) => other.node !== one.node && overlaps(one.box, other.box))
      .map((other) => `${one.id} on ${other.id}`),
  );
}

/** Which lines cross, as they are drawn. */
export function crossings(document: Document): string[] {
  const lines = linesOf(layoutCanvas(document, resolveTopology(document)));
  return lines.flatMap((one, index) =>
    lines
      .slice(index + 1)
      .filter((other) => overlaps(one.around, other.around) && areCrossing(one.points, other.points))
      .map((other) => `${one.id} and ${other.id}`),
  );
}

/** Which lines run over something that they do not lead to. */
export function coveredNodes(document: Document): string[] {
  const layout = layoutCanvas(document, resolveTopology(document));
  const nodes = nodesOf(document, layout);
  return linesOf(layout).flatMap((line) =>
    nodes
      .filter(({ id, box }) => !line.ends.includes(id) && line.points.some((point) => isWithin(point, grow(box, -1))))
      .map(({ id }) => `${line.id} over ${id}`),
  );
}

/** Everything that has a box of its own: the region of a group with members is drawn behind them. */
function nodesOf(document: Document, layout: CanvasLayout): { readonly id: Id; readonly box: Box }[] {
  const regions = new Set(
    document.groups.filter(({ id }) => layout.regions.get(id)?.members.length !== 0).map(({ id }) => id),
  );
  return [...layout.boxes].filter(([id]) => !regions.has(id)).map(([id, box]) => ({ id, box }));
}

interface Line {
  readonly id: string;
  readonly ends: readonly Id[];
  readonly points: readonly Point[];
  readonly around: Box;
}

function linesOf(layout: CanvasLayout): readonly Line[] {
  return layout.cables.flatMap(({ id, source, sourceHandle, target, targetHandle }): Line[] => {
    const from = endOf(layout, source, sourceHandle);
    const to = endOf(layout, target, targetHandle);
    if (from === undefined || to === undefined) return [];
    const points = curve(from, to);
    const around = boxAround(points.map((point) => ({ ...point, width: 0, height: 0 })));
    return around === undefined ? [] : [{ id, ends: [source, target], points, around: grow(around, 1) }];
  });
}

type End = Point & { readonly side: Side };

function endOf({ boxes, sockets, anchors }: CanvasLayout, node: Id, handle: string): End | undefined {
  const box = boxes.get(node);
  const socket = sockets.get(node)?.find(({ id }) => id === handle);
  const anchor = anchors.get(node)?.find(({ id }) => id === handle);
  if (box === undefined) return undefined;
  if (anchor !== undefined) return { side: anchor.side, x: box.x + anchor.x, y: box.y + anchor.y };
  if (socket === undefined) return undefined;
  const { side, width, height } = socket;
  const x = side === 'left' ? 0 : side === 'right' ? width : width / 2;
  const y = side === 'top' ? 0 : side === 'bottom' ? height : height / 2;
  return { side, x: box.x + socket.x + x, y: box.y + socket.y + y };
}

/** Points of the curve that the canvas draws. */
function curve(from: End, to: End): readonly Point[] {
  const [path] = getBezierPath({
    ...{ sourceX: from.x, sourceY: from.y, sourcePosition: POSITIONS[from.side] },
    ...{ targetX: to.x, targetY: to.y, targetPosition: POSITIONS[to.side] },
    curvature: 0.32,
  });
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  return Array.from({ length: PIECES + 1 }, (_, index) => {
    const t = index / PIECES;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
    return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 };
  });
}

function areCrossing(one: readonly Point[], other: readonly Point[]): boolean {
  return pieces(one).some(([a, b]) => pieces(other).some(([c, d]) => isCut(a, b, c, d) && isCut(c, d, a, b)));
}

function pieces(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

/** True when `c` and `d` lie on different sides of the line through `a` and `b`. */
function isCut(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point): number => Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
  return side(c) * side(d) < 0;
}

function isWithin({ x, y }: Point, box: Box): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}
