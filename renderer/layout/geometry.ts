export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Point, Size {}

export type Side = 'top' | 'right' | 'bottom' | 'left';

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The smallest box around all of them; `undefined` around none. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * On which side of `from` something at `to` lies: beside it when their heights overlap and there is `room` for sockets
 * between them, else above or below.
 */
export function sideTowards(from: Box, to: Box, room: number): Side {
  const { y } = centreOf(to);
  const level = to.y < from.y + from.height && from.y < to.y + to.height;
  if (level && from.x - (to.x + to.width) >= room) return 'left';
  if (level && to.x - (from.x + from.width) >= room) return 'right';
  return y < from.y + from.height / 2 ? 'top' : 'bottom';
}
