import type { Box, Point } from './geometry.ts';

/** A line that shows what the moved object stands in line with. */
export interface Guide {
  /** `x`: an upright line at this x; `y`: a level one at this y. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface SnapOptions {
  /** How near an edge or middle must come to another one's, in canvas units; 0 switches it off. */
  readonly reach: number;
  /** The width of the grid for what is in line with nothing; 0 switches it off. */
  readonly grid: number;
}

export interface Snapped {
  /** How far to move further. */
  readonly by: Point;
  readonly guides: readonly Guide[];
}

const NEVER = Number.POSITIVE_INFINITY;
/** Computed places are whole or half units: less than this apart is in line. */
const SAME = 0.01;

/** Puts a moved box in line with the edges and middles of others, each axis by itself, else on the grid. */
export function snapMove(moving: Box, others: readonly Box[], { reach, grid }: SnapOptions): Snapped {
  const x = nearest(upright(moving), others.map(upright), reach) ?? toGrid(moving.x, grid);
  const y = nearest(level(moving), others.map(level), reach) ?? toGrid(moving.y, grid);
  const now = { ...moving, x: moving.x + x, y: moving.y + y };
  if (reach <= 0) return { by: { x, y }, guides: [] };
  return { by: { x, y }, guides: [...guidesOf('x', now, others), ...guidesOf('y', now, others)] };
}

type Lines = readonly [number, number, number];

function upright({ x, width }: Box): Lines {
  return [x, x + width / 2, x + width];
}

function level({ y, height }: Box): Lines {
  return [y, y + height / 2, y + height];
}

/** The shortest way to a line of any other box; `undefined` when none is within reach. */
function nearest(own: Lines, others: readonly Lines[], reach: number): number | undefined {
  let best = NEVER;
  for (const lines of others) {
    for (const line of lines) {
      for (const mine of own) {
        const way = line - mine;
        if (Math.abs(way) < Math.abs(best)) best = way;
      }
    }
  }
  return Math.abs(best) <= reach && reach > 0 ? best : undefined;
}

function toGrid(value: number, grid: number): number {
  return grid > 0 ? Math.round(value / grid) * grid - value : 0;
}

function guidesOf(axis: 'x' | 'y', now: Box, others: readonly Box[]): Guide[] {
  const linesOf = axis === 'x' ? upright : level;
  const spanOf = axis === 'x' ? level : upright;
  const [first, , last] = spanOf(now);
  const guides: Guide[] = [];
  for (const at of new Set(linesOf(now))) {
    const inLine = others.filter((other) => linesOf(other).some((line) => Math.abs(line - at) < SAME));
    if (inLine.length === 0) continue;
    const spans = inLine.map(spanOf);
    guides.push({
      axis,
      at,
      from: Math.min(first, ...spans.map(([start]) => start)),
      to: Math.max(last, ...spans.map(([, , end]) => end)),
    });
  }
  return guides;
}
