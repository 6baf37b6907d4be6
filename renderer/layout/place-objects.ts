import type { Document, Id } from '../../shared/document/document.ts';
import { attachmentsOf } from './attachments.ts';
import { type Box, boxAround, type Point, type Size } from './geometry.ts';
import { portsOfBridges } from './ports-of-bridges.ts';
import { bridgeSize, EMPTY_GROUP_SIZE, EXTERNAL_SIZE, GUEST_SIZE, hostSize } from './sizes.ts';

const GAP = 48;
const ROW = 220;

/**
 * Where everything stands on the canvas: where the view says, and for what the view does not name (a file written by
 * hand, or imported) a plain arrangement of bridges in a row with their guests below.
 */
export function placeObjects(document: Document): ReadonlyMap<Id, Box> {
  const sizes = sizesOf(document);
  const kept = document.view?.nodes ?? {};
  const places = new Map<Id, Box>();
  const missing: Id[] = [];
  for (const [id, size] of sizes) {
    const view = kept[id];
    if (view) places.set(id, { x: view.x, y: view.y, ...size });
    else missing.push(id);
  }
  if (missing.length === 0) return places;
  const arranged = arrange(document, sizes);
  const around = boxAround([...places.values()]);
  const offset: Point = around ? { x: around.x, y: around.y + around.height + GAP * 2 } : { x: 0, y: 0 };
  for (const id of missing) {
    const at = arranged.get(id) ?? { x: 0, y: 0 };
    places.set(id, { x: at.x + offset.x, y: at.y + offset.y, ...(sizes.get(id) ?? GUEST_SIZE) });
  }
  return places;
}

/** How large every object of the canvas is drawn. */
export function sizesOf(document: Document): ReadonlyMap<Id, Size> {
  const sizes = new Map<Id, Size>();
  for (const host of document.hosts) {
    const lists = portsOfBridges(host);
    for (const bridge of host.bridges) {
      const ports = lists.get(bridge.id) ?? [];
      sizes.set(bridge.id, bridgeSize(bridge, ports, document.view?.nodes?.[bridge.id]?.width));
    }
    sizes.set(host.id, hostSize(host));
  }
  for (const guest of document.guests) sizes.set(guest.id, GUEST_SIZE);
  for (const external of document.externals) sizes.set(external.id, EXTERNAL_SIZE);
  for (const group of document.groups) sizes.set(group.id, EMPTY_GROUP_SIZE);
  return sizes;
}

/** Bridges left to right, what hangs on each below it, hosts at the right end, the rest in a last row. */
function arrange(document: Document, sizes: ReadonlyMap<Id, Size>): ReadonlyMap<Id, Point> {
  const places = new Map<Id, Point>();
  const attachments = attachmentsOf(document);
  const leaves = new Set([...document.guests, ...document.externals].map(({ id }) => id));
  let top = 0;
  for (const host of document.hosts) {
    let x = 0;
    const lists = portsOfBridges(host);
    for (const bridge of host.bridges) {
      const below = (lists.get(bridge.id) ?? [])
        .map((port) => attachments.get(port.id)?.node)
        .filter((id) => id !== undefined && !places.has(id) && leaves.has(id)) as Id[];
      let leaf = x;
      for (const id of new Set(below)) {
        places.set(id, { x: leaf, y: top + ROW });
        leaf += (sizes.get(id)?.width ?? 0) + 24;
      }
      places.set(bridge.id, { x, y: top });
      x = Math.max(x + (sizes.get(bridge.id)?.width ?? 0), leaf) + GAP * 2;
    }
    places.set(host.id, { x, y: host.bridges.length > 0 ? top + ROW : top });
    top += ROW * 2 + (sizes.get(host.id)?.height ?? 0) - 60;
  }
  let x = 0;
  for (const { id } of [...document.guests, ...document.externals, ...document.groups]) {
    if (places.has(id)) continue;
    places.set(id, { x, y: top });
    x += (sizes.get(id)?.width ?? 0) + 24;
  }
  return places;
}
