import { type Box, grow, overlaps, type Point } from './geometry.ts';

const STEP_X = 20;
const STEP_Y = 90;
const GAP = 8;
const COLUMNS = 24;
const ROWS = 8;

/** The place nearest to the wished one, in its row or a row below, where a box covers nothing. */
export function freePlace(wish: Box, taken: readonly Box[]): Point {
  const near = taken.map((box) => grow(box, GAP));
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS * 2; column += 1) {
      // To the right and to the left by turns, further each time.
      const side = column % 2 === 0 ? column / 2 : -(column + 1) / 2;
      const at = { x: wish.x + side * STEP_X, y: wish.y + row * STEP_Y };
      if (!near.some((box) => overlaps(box, { ...wish, ...at }))) return at;
    }
  }
  return wish;
}
