import type { Id } from '../../../shared/document/document.ts';
import type { Point, Size } from '../geometry.ts';
import { GUEST_SIZE } from '../sizes.ts';

/** Things that are placed as one: their places are relative to the block's top left corner. */
export interface Block extends Size {
  readonly places: ReadonlyMap<Id, Point>;
  /** How far below its top the lines to what stands beside it arrive. */
  readonly level: number;
}

export const GAP = 32;
const PITCH = GUEST_SIZE.width + GAP;
const ROW_PITCH = 124;
const LONGEST_ROW = 6;
/** Up to here two rows do, and the lines to the second one run through the gaps of the first. */
const TWO_ROWS = 24;

/** A single object as a block. */
export function singleBlock(id: Id, size: Size): Block {
  return { ...size, places: new Map([[id, { x: 0, y: 0 }]]), level: size.height / 2 };
}

/** A guest, and how much of a bar its widest socket takes. */
export interface BandGuest {
  readonly id: Id;
  readonly pitch: number;
}

/** Guests of one bridge in rows, for lines that come from above. */
export function guestGrid(guests: readonly Id[]): Block {
  const rows = rowsFor(guests.length);
  const centres = guests.map((_, index) => Math.floor(index / rows) * PITCH + ((index % rows) % 2) * (PITCH / 2));
  return rowsOf(guests, rows, centres);
}

/**
 * Guests that stand on the same bridges, for lines from above and from below. Never more than two rows, for each line has
 * to pass the other row; and each as far from the next as their sockets on the bars, so that lines run straight.
 */
export function guestBand(guests: readonly BandGuest[]): Block {
  const rows = guests.length <= LONGEST_ROW ? 1 : 2;
  let x = 0;
  const centres = guests.map(({ pitch }) => {
    const step = Math.max(PITCH / rows, pitch);
    x += step;
    return x - step / 2;
  });
  const ids = guests.map(({ id }) => id);
  return rowsOf(ids, rows, centres);
}

/** Down, then right: neighbours on the bar are neighbours below, and their lines do not cross. */
function rowsOf(guests: readonly Id[], rows: number, centres: readonly number[]): Block {
  const left = Math.min(...centres);
  const places = new Map(
    guests.map((id, index): [Id, Point] => [id, { x: (centres[index] ?? 0) - left, y: (index % rows) * ROW_PITCH }]),
  );
  const width = Math.max(...centres) - left + GUEST_SIZE.width;
  const height = (rows - 1) * ROW_PITCH + GUEST_SIZE.height;
  return { width, height, places, level: height / 2 };
}

function rowsFor(guests: number): number {
  if (guests <= LONGEST_ROW) return 1;
  return guests <= TWO_ROWS ? 2 : Math.ceil(Math.sqrt(guests / 3));
}
