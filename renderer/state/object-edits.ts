import { countWords, KIND_WORDS } from '../../shared/document/describe.ts';
import type { Document, Group, Id } from '../../shared/document/document.ts';
import {
  type Added,
  addBridge,
  addExternal,
  addGroup,
  addGuest,
  addHost,
} from '../../shared/document/edits/add-records.ts';
import { changeMemberships } from '../../shared/document/edits/change-memberships.ts';
import { linkExternal, linkGuest } from '../../shared/document/edits/link-records.ts';
import { movePort } from '../../shared/document/edits/move-port.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { removeRecords } from '../../shared/document/edits/remove-records.ts';
import { renameRecord } from '../../shared/document/edits/update-record.ts';
import { freePlace } from '../layout/free-place.ts';
import type { Point, Size } from '../layout/geometry.ts';
import { placeObjects } from '../layout/place-objects.ts';
import { EXTERNAL_SIZE, GUEST_SIZE } from '../layout/sizes.ts';
import { currentDocument, edit } from './document-store.ts';
import type { DropPlan } from './plan-drop.ts';
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
      const added = addGuest(document, bridge === undefined ? at : belowBridge(document, bridge, at.x, GUEST_SIZE));
      return bridge === undefined ? added : { ...added, document: linkGuest(added.document, added.id, bridge) };
    }
    case 'external': {
      const place = bridge === undefined ? at : belowBridge(document, bridge, at.x, EXTERNAL_SIZE);
      const added = addExternal(document, place);
      return bridge === undefined ? added : { ...added, document: linkExternal(added.document, added.id, bridge) };
    }
    case 'group':
      return addGroup(document, [], at);
  }
}

const BELOW = 110;

/** A free place in the row below a bridge, as near as can be to where the object was let go. */
function belowBridge(document: Document, bridge: Id, x: number, size: Size, except?: Id): Point {
  const places = placeObjects(document);
  const bar = places.get(bridge);
  const groups = new Set(document.groups.map(({ id }) => id));
  const taken = [...places].filter(([id]) => id !== except && !groups.has(id)).map(([, box]) => box);
  const y = bar === undefined ? 0 : bar.y + bar.height + BELOW;
  return freePlace({ x: Math.round(x / 10) * 10, y, ...size }, taken);
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

/** One step for a drag: where the objects are now, which groups they entered and left, and what one was plugged into. */
export function dropObjects(positions: ReadonlyMap<Id, Point>, plan: DropPlan): void {
  const { plug, memberships } = plan;
  if (plug !== undefined) {
    const at = positions.get(plug.station) ?? { x: 0, y: 0 };
    edit(dropLabel(plan, positions), (document) => {
      const place = belowBridge(document, plug.bridge, at.x, GUEST_SIZE, plug.station);
      return moveNodes(plugIn(document, plug.station, plug.bridge), new Map([[plug.station, place]]));
    });
  } else if (memberships.length > 0) {
    edit(dropLabel(plan, positions), (document) => changeMemberships(moveNodes(document, positions), plan.memberships));
  } else moveObjects(positions);
}

/** A guest's port moves with it; what has none yet gets one. */
function plugIn(document: Document, station: Id, bridge: Id): Document {
  const entry = findEntry(document, station);
  if (entry?.kind === 'external') return linkExternal(document, station, bridge);
  const [nic] = entry?.kind === 'guest' ? entry.record.nics : [];
  return nic === undefined ? linkGuest(document, station, bridge) : movePort(document, nic.port, bridge);
}

/** "Plug guest kali2 into bridge virbr6", "Move guest kali2 into group br6_grp". */
export function dropLabel({ plug, memberships }: DropPlan, positions: ReadonlyMap<Id, Point>): string {
  const document = currentDocument();
  if (plug !== undefined)
    return `Plug ${recordWords(document, plug.station)} into ${recordWords(document, plug.bridge)}`;
  const joined = memberships.find(({ join }) => join.length > 0);
  const left = memberships.find(({ leave }) => leave.length > 0);
  const ids = joined?.join ?? left?.leave ?? [...positions.keys()];
  const group = joined ?? left;
  if (group === undefined) return countLabel('Move', ids);
  // Where two groups overlap one stays in the other as well: then nothing is said of moving.
  const staysIn = ({ id, members }: Group) =>
    id !== group.group &&
    ids.some(
      (one) =>
        members.includes(one) && !memberships.some((change) => change.group === id && change.leave.includes(one)),
    );
  const verb = joined !== undefined && document.groups.some(staysIn) ? 'Put' : 'Move';
  return `${countLabel(verb, ids)} ${joined === undefined ? 'out of' : 'into'} ${recordWords(document, group.group)}`;
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
export function countLabel(verb: string, ids: readonly Id[], document = currentDocument()): string {
  const kinds = new Set(ids.map((id) => findEntry(document, id)?.kind));
  const [kind] = kinds;
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return `${verb} ${recordWords(document, only)}`;
  const word = kinds.size === 1 && kind ? KIND_WORDS[kind] : 'object';
  return `${verb} ${countWords(ids.length, word)}`;
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
