import type { Document, Id, PortView } from '../../shared/document/document.ts';
import { pinPort } from '../../shared/document/edits/pin-port.ts';
import type { Point } from '../layout/geometry.ts';
import { layoutCanvas } from '../layout/layout-canvas.ts';
import { placeObjects } from '../layout/place-objects.ts';
import { currentDocument, edit } from './document-store.ts';
import { countLabel, moveObjects } from './object-edits.ts';
import { findEntry } from './records.ts';
import { refuseLocked } from './refuse-locked.ts';
import { topologyOf } from './results-store.ts';
import { useSelection } from './selection-store.ts';

const STEPS = { Left: [-1, 0], Right: [1, 0], Up: [0, -1], Down: [0, 1] } as const;

type Way = keyof typeof STEPS;

/**
 * Moves what is selected a little, by canvas units; ports slide along the edges of their bridges. Presses in a row on one selection
 * are one step of the history.
 */
export function nudge(way: Way, by: number): void {
  if (refuseLocked()) return;
  const document = currentDocument();
  const places = placeObjects(document);
  const [x, y] = STEPS[way];
  const moved = new Map<Id, Point>();
  const slid = new Map<Id, PortView>();
  const groups = new Map(document.groups.map((group) => [group.id, group]));
  for (const chosen of useSelection.getState().ids) {
    const place = placeOnEdge(document, chosen);
    if (place) slid.set(chosen, slideBy(place, way, by));
    const group = groups.get(chosen);
    for (const id of group && group.members.length > 0 ? group.members : [chosen]) {
      const box = places.get(id);
      if (box) moved.set(id, { x: box.x + x * by, y: box.y + y * by });
    }
  }
  if (moved.size > 0) moveObjects(moved, `nudge:${[...moved.keys()].join(',')}`);
  else slidePorts(slid);
}

function slidePorts(slid: ReadonlyMap<Id, PortView>): void {
  const ids = [...slid.keys()];
  edit(
    countLabel('Slide', ids),
    (document) => [...slid].reduce((now, [id, place]) => pinPort(now, id, place), document),
    { gesture: `slide:${ids.join(',')}` },
  );
}

interface EdgePlace {
  readonly place: PortView;
  /** How long its side is. */
  readonly length: number;
  readonly width: number;
}

/** Where a port sits on the edge of its bridge: where it was put, else where it slid to. */
function placeOnEdge(document: Document, id: Id): EdgePlace | undefined {
  const entry = findEntry(document, id);
  if (entry?.kind !== 'port') return undefined;
  const { boxes, sockets } = layoutCanvas(document, topologyOf(document));
  const box = boxes.get(entry.record.bridge);
  const socket = sockets.get(entry.record.bridge)?.find((one) => one.id === id);
  if (!box || !socket) return undefined;
  const upright = socket.side === 'left' || socket.side === 'right';
  const at = upright ? socket.y + socket.height / 2 : socket.x + socket.width / 2;
  return {
    place: document.view?.ports?.[id] ?? { side: socket.side, at },
    length: upright ? box.height : box.width,
    width: box.width,
  };
}

/** Along its side, but not beyond; across it to the other side, and from a short side to the lower one. */
function slideBy({ place, length, width }: EdgePlace, way: Way, by: number): PortView {
  const { side, at } = place;
  const along = (step: number) => ({ side, at: Math.max(0, Math.min(length, at + step)) });
  if (side === 'top' || side === 'bottom') {
    if (way === 'Left' || way === 'Right') return along(way === 'Left' ? -by : by);
    return { side: way === 'Up' ? 'top' : 'bottom', at };
  }
  if (way === 'Up' || way === 'Down') return along(way === 'Up' ? -by : by);
  const inwards = (side === 'left') === (way === 'Right');
  return inwards ? { side: 'bottom', at: side === 'left' ? 0 : width } : place;
}
