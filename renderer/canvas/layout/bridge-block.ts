import type { Document, Host, Id } from '../../../shared/document/document.ts';
import type { Point, Size } from './geometry.ts';
import { GUEST_SIZE } from './sizes.ts';

/** Things that are placed as one: their places are relative to the block's top left corner. */
export interface Block extends Size {
  readonly places: ReadonlyMap<Id, Point>;
}

const GAP = 24;
const PITCH = GUEST_SIZE.width + GAP;
const ROW_PITCH = 124;
/** From the top of the bar to the first guests: sockets and enough of the lines to follow them. */
const BELOW_BAR = 200;
const LONGEST_ROW = 6;
/** Up to here two rows do, and the lines to the second one run through the gaps of the first. */
const TWO_ROWS = 24;

/** A bridge's bar with the guests that stand on it alone, in rows below. */
export function bridgeBlock(bridge: Id, bar: Size, guests: readonly Id[]): Block {
  if (guests.length === 0) return { ...bar, places: new Map([[bridge, { x: 0, y: 0 }]]) };
  const rows = rowsFor(guests.length);
  const columns = Math.ceil(guests.length / rows);
  const grid = columns * PITCH - GAP + (rows > 1 ? PITCH / 2 : 0);
  const width = Math.max(bar.width, grid);
  const places = new Map<Id, Point>([[bridge, { x: (width - bar.width) / 2, y: 0 }]]);
  for (const [index, guest] of guests.entries()) {
    // Down, then right: neighbours on the bar are neighbours below, and their lines do not cross.
    const row = index % rows;
    const column = Math.floor(index / rows);
    const x = (width - grid) / 2 + column * PITCH + (row % 2) * (PITCH / 2);
    places.set(guest, { x, y: BELOW_BAR + row * ROW_PITCH });
  }
  return { width, height: BELOW_BAR + (rows - 1) * ROW_PITCH + GUEST_SIZE.height, places };
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
