import type { Document, Host, Id } from '../../../shared/document/document.ts';
import type { Point, Size } from '../geometry.ts';
import { GUEST_SIZE } from '../sizes.ts';

/** Things that are placed as one: their places are relative to the block's top left corner. */
export interface Block extends Size {
  readonly places: ReadonlyMap<Id, Point>;
  /** How far below the top the bar of the bridge is. */
  readonly bar: number;
}

const GAP = 32;
const PITCH = GUEST_SIZE.width + GAP;
const ROW_PITCH = 124;
/** From the top of the bar to the first guests: sockets and enough of the lines to follow them. */
const BELOW_BAR = 200;
/** From what stands above the bar to the bar: a socket on both, and some of the line. */
const ABOVE_BAR = 110;
const LONGEST_ROW = 6;
/** Up to here two rows do, and the lines to the second one run through the gaps of the first. */
const TWO_ROWS = 24;

/** A single object as a block. */
export function singleBlock(id: Id, size: Size): Block {
  return { ...size, places: new Map([[id, { x: 0, y: 0 }]]), bar: 0 };
}

/** A bridge's bar with what stands above it in a row, and the guests that are on it alone in rows below. */
export function bridgeBlock(
  bridge: Id,
  bar: Size,
  guests: readonly Id[],
  above: readonly { readonly id: Id; readonly size: Size }[],
): Block {
  const rows = rowsFor(guests.length);
  const columns = Math.ceil(guests.length / rows);
  const grid = guests.length === 0 ? 0 : columns * PITCH - GAP + (rows > 1 ? PITCH / 2 : 0);
  const over = above.reduce((sum, { size }) => sum + size.width + GAP, -GAP);
  const width = Math.max(bar.width, grid, over);
  const highest = Math.max(0, ...above.map(({ size }) => size.height));
  const top = above.length === 0 ? 0 : highest + ABOVE_BAR;
  const places = new Map<Id, Point>([[bridge, { x: (width - bar.width) / 2, y: top }]]);
  let x = (width - over) / 2;
  for (const { id, size } of above) {
    places.set(id, { x, y: highest - size.height });
    x += size.width + GAP;
  }
  for (const [index, guest] of guests.entries()) {
    // Down, then right: neighbours on the bar are neighbours below, and their lines do not cross.
    const row = index % rows;
    const column = Math.floor(index / rows);
    const left = (width - grid) / 2 + column * PITCH + (row % 2) * (PITCH / 2);
    places.set(guest, { x: left, y: top + BELOW_BAR + row * ROW_PITCH });
  }
  const below = guests.length === 0 ? bar.height : BELOW_BAR + (rows - 1) * ROW_PITCH + GUEST_SIZE.height;
  return { width, height: top + below, places, bar: top };
}

/** The guests whose every NIC is on one bridge, by bridge; members of one group side by side. */
export function guestsBelow(document: Document, host: Host): ReadonlyMap<Id, readonly Id[]> {
  const bridges = new Map(host.ports.map((port) => [port.id, port.bridge]));
  const groupOf = (id: Id): number => {
    const index = document.groups.findIndex(({ members }) => members.includes(id));
    return index < 0 ? document.groups.length : index;
  };
  const below = new Map<Id, { id: Id; group: number }[]>();
  for (const { id, nics } of document.guests) {
    const homes = new Set(nics.map(({ port }) => bridges.get(port)));
    const [home] = homes;
    if (home === undefined || homes.size > 1) continue;
    const list = below.get(home) ?? [];
    list.push({ id, group: groupOf(id) });
    below.set(home, list);
  }
  return new Map(
    [...below].map(([bridge, list]) => [bridge, list.sort((a, b) => a.group - b.group).map(({ id }) => id)]),
  );
}

function rowsFor(guests: number): number {
  if (guests <= LONGEST_ROW) return 1;
  return guests <= TWO_ROWS ? 2 : Math.ceil(Math.sqrt(guests / 3));
}
