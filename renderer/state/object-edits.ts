import { KIND_WORDS } from '../../shared/document/describe.ts';
import type { Document, Id } from '../../shared/document/document.ts';
import {
  type Added,
  addBridge,
  addExternal,
  addGroup,
  addGuest,
  addHost,
} from '../../shared/document/edits/add-records.ts';
import { linkExternal, linkGuest } from '../../shared/document/edits/link-records.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { removeRecords } from '../../shared/document/edits/remove-records.ts';
import { renameRecord } from '../../shared/document/edits/update-record.ts';
import type { Point } from '../canvas/layout/geometry.ts';
import { EXTERNAL_SIZE, GUEST_SIZE } from '../canvas/layout/sizes.ts';
import { currentDocument, edit } from './document-store.ts';
import { findEntry, recordWords } from './records.ts';
import { useSelection } from './selection-store.ts';

export type PaletteKind = 'bridge' | 'guest' | 'host' | 'external' | 'group';

/** Adds one object of the palette and selects it. Dropped on a bridge, a guest or external is linked to it at once. */
export function addFromPalette(kind: PaletteKind, at: Point, onto?: Id): Id {
  let id: Id = '';
  edit(
    `Add ${kind}`,
    (document) => {
      const added = make(document, kind, at, onto);
      id = added.id;
      return added.document;
    },
    { select: () => [id] },
  );
  return id;
}

function make(document: Document, kind: PaletteKind, at: Point, onto: Id | undefined): Added {
  const bridge = onto !== undefined && findEntry(document, onto)?.kind === 'bridge' ? onto : undefined;
  switch (kind) {
    case 'host':
      return addHost(document, 'hypervisor', at);
    case 'bridge':
      return makeBridge(document, at);
    case 'guest': {
      const added = addGuest(document, bridge === undefined ? at : { x: at.x, y: at.y + 180 });
      return bridge === undefined ? added : { ...added, document: linkGuest(added.document, added.id, bridge) };
    }
    case 'external': {
      const added = addExternal(document, bridge === undefined ? at : { x: at.x, y: at.y + 180 });
      return bridge === undefined ? added : { ...added, document: linkExternal(added.document, added.id, bridge) };
    }
    case 'group':
      return addGroup(document, [], at);
  }
}

/** A bridge needs a hypervisor to stand on: the one that is selected, else the first, else a new one. */
function makeBridge(document: Document, at: Point): Added {
  const chosen = useSelection.getState().ids.map((id) => findEntry(document, id));
  const hosts = chosen.map((entry) => (entry?.kind === 'host' ? entry.record : entry?.host));
  const host =
    hosts.find((one) => one?.role === 'hypervisor') ?? document.hosts.find((one) => one.role === 'hypervisor');
  if (host) return addBridge(document, host.id, at);
  const added = addHost(document, 'hypervisor', { x: at.x + 400, y: at.y + 240 });
  return addBridge(added.document, added.id, at);
}

export function renameObject(id: Id, name: string): void {
  edit(`Rename ${recordWords(currentDocument(), id)}`, (document) => renameRecord(document, id, name));
}

/** One step for everything that was dragged together. */
export function moveObjects(positions: ReadonlyMap<Id, Point>, gesture?: string): void {
  if (positions.size === 0) return;
  const label =
    positions.size === 1
      ? `Move ${recordWords(currentDocument(), [...positions.keys()][0] ?? '')}`
      : countLabel('Move', [...positions.keys()]);
  edit(label, (document) => moveNodes(document, positions), gesture === undefined ? {} : { gesture });
}

export function deleteObjects(ids: readonly Id[], label = deleteLabel(ids)): void {
  edit(label, (document) => removeRecords(document, ids), { select: [] });
}

export function deleteLabel(ids: readonly Id[]): string {
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? `Delete ${recordWords(currentDocument(), only)}`
    : countLabel('Delete', ids);
}

/** A group of what is selected, or the selection's members put together. */
export function groupObjects(members: readonly Id[]): void {
  let id: Id = '';
  edit(
    countLabel('Group', members),
    (document) => {
      const added = addGroup(document, members);
      id = added.id;
      return added.document;
    },
    { select: () => [id] },
  );
}

/** "Move 3 guests", "Delete 5 objects". */
export function countLabel(verb: string, ids: readonly Id[]): string {
  const document = currentDocument();
  const kinds = new Set(ids.map((id) => findEntry(document, id)?.kind));
  const [kind] = kinds;
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return `${verb} ${recordWords(document, only)}`;
  const word = kinds.size === 1 && kind ? KIND_WORDS[kind] : 'object';
  return `${verb} ${ids.length} ${word}s`;
}

/** Where a palette object stands when its middle is at the point. */
export function cornerFor(kind: PaletteKind, middle: Point): Point {
  const size = SIZES[kind];
  return { x: middle.x - size.width / 2, y: middle.y - size.height / 2 };
}

const SIZES = {
  bridge: { width: 280, height: 60 },
  guest: GUEST_SIZE,
  external: EXTERNAL_SIZE,
  host: { width: 212, height: 52 },
  group: { width: 220, height: 120 },
} as const satisfies Record<PaletteKind, { width: number; height: number }>;
