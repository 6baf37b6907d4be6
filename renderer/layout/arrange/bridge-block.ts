import type { Id } from '../../../shared/document/document.ts';
import type { Point, Size } from '../geometry.ts';
import { type Block, GAP, guestGrid } from './block.ts';

/** From the top of the bar to the first guests: sockets and enough of the lines to follow them. */
const BELOW_BAR = 200;
/** From what stands above the bar to the bar: a socket on both, and some of the line. */
const ABOVE_BAR = 110;

/** A bridge's bar with what stands above it in a row, and guests that are on it alone in rows below. */
export function bridgeBlock(
  bridge: Id,
  bar: Size,
  guests: readonly Id[],
  above: readonly { readonly id: Id; readonly size: Size }[],
): Block {
  const grid = guests.length === 0 ? undefined : guestGrid(guests);
  const over = above.reduce((sum, { size }) => sum + size.width + GAP, -GAP);
  const width = Math.max(bar.width, grid?.width ?? 0, over);
  const highest = Math.max(0, ...above.map(({ size }) => size.height));
  const top = above.length === 0 ? 0 : highest + ABOVE_BAR;
  const places = new Map<Id, Point>([[bridge, { x: (width - bar.width) / 2, y: top }]]);
  let x = (width - over) / 2;
  for (const { id, size } of above) {
    places.set(id, { x, y: highest - size.height });
    x += size.width + GAP;
  }
  for (const [guest, at] of grid?.places ?? []) {
    places.set(guest, { x: (width - (grid?.width ?? 0)) / 2 + at.x, y: top + BELOW_BAR + at.y });
  }
  const height = top + (grid === undefined ? bar.height : BELOW_BAR + grid.height);
  return { width, height, places, level: top + bar.height / 2 };
}
