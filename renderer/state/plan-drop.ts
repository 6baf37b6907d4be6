import type { Document, Id } from '../../shared/document/document.ts';
import type { MembershipChange } from '../../shared/document/edits/change-memberships.ts';
import { canBeMember } from '../../shared/document/edits/membership.ts';
import { recordIndex } from '../../shared/document/record-index.ts';
import { type Box, centreOf, grow, type Point } from '../layout/geometry.ts';
import type { GroupRegion } from '../layout/group-layout.ts';
import type { CanvasLayout } from '../layout/layout-canvas.ts';

/** What dragging objects to where they are now means, besides that they stand there. */
export interface DropPlan {
  readonly memberships: readonly MembershipChange[];
  /** A guest or external is let go on a bridge: it is plugged in there. */
  readonly plug?: { readonly station: Id; readonly bridge: Id };
}

export const NO_DROP: DropPlan = { memberships: [] };

/** A member is not outside before it is well outside: moving one a little must not change who may talk to whom. */
const LEAVE_MARGIN = 28;

/**
 * Reads a drag: which groups the objects would enter and leave, and whether one is plugged into a bridge. The regions are those
 * from before the drag; an object is where its middle is, or the pointer. `groups` are those that are meant themselves, held by
 * their label or selected: they go along with their members, and so does a group within them.
 */
export function planDrop(
  document: Document,
  layout: CanvasLayout,
  positions: ReadonlyMap<Id, Point>,
  pointer?: Point,
  groups: ReadonlySet<Id> = NO_GROUPS,
): DropPlan {
  const bridge = bridgeUnder(document, layout, positions, pointer);
  if (bridge !== undefined) return { memberships: [], plug: bridge };
  const index = recordIndex(document);
  const dragged = [...positions.keys()].filter((id) => {
    const kind = index.get(id)?.kind;
    return kind === 'guest' || kind === 'external' || kind === 'host';
  });
  const taken = new Set([...groups].flatMap((id) => layout.regions.get(id)?.members ?? []));
  const staying = document.groups.flatMap((group) => {
    const region = layout.regions.get(group.id);
    if (region === undefined || groups.has(group.id)) return [];
    const goesAlong = region.members.length > 0 && region.members.every((id) => taken.has(id) && positions.has(id));
    return goesAlong ? [] : [{ group, region }];
  });
  const inside = (region: GroupRegion, id: Id, margin: number) => {
    const places = [centreNow(layout, positions, id), pointer];
    const pieces = region.pieces.map((piece) => ({ ...piece, x: piece.x + region.box.x, y: piece.y + region.box.y }));
    return pieces.some((piece) => places.some((at) => at !== undefined && holds(grow(piece, margin), at)));
  };
  const joins = innermost(
    staying.map(({ group, region }) => {
      const within = new Set(region.members);
      const join = dragged.filter(
        (id) => !within.has(id) && inside(region, id, 0) && canBeMember(document, group.id, id),
      );
      return { group: group.id, join };
    }),
    layout,
  );
  const joining = new Set(joins.flatMap(({ join }) => join));
  const memberships = staying.flatMap(({ group, region }, at): MembershipChange[] => {
    const own = new Set(group.members);
    const join = joins[at]?.join ?? [];
    // Who is put into another group has left this one at its very edge: only where the two overlap does one stay in both.
    const leave = dragged.filter((id) => own.has(id) && !inside(region, id, joining.has(id) ? 0 : LEAVE_MARGIN));
    return join.length + leave.length > 0 ? [{ group: group.id, join, leave }] : [];
  });
  return { memberships };
}

const NO_GROUPS: ReadonlySet<Id> = new Set();

type Joins = Pick<MembershipChange, 'group' | 'join'>;

/** Of several regions that an object is put into, one within the other, it joins the smallest. */
function innermost(changes: readonly Joins[], layout: CanvasLayout): readonly Joins[] {
  const area = (group: Id) => {
    const box = layout.regions.get(group)?.box;
    return box === undefined ? 0 : box.width * box.height;
  };
  const smallest = new Map<Id, Id>();
  for (const { group, join } of changes) {
    for (const id of join) {
      const now = smallest.get(id);
      if (now === undefined || area(group) < area(now)) smallest.set(id, group);
    }
  }
  return changes.map(({ group, join }) => ({ group, join: join.filter((id) => smallest.get(id) === group) }));
}

function bridgeUnder(
  document: Document,
  layout: CanvasLayout,
  positions: ReadonlyMap<Id, Point>,
  pointer: Point | undefined,
): DropPlan['plug'] | undefined {
  const [station, ...more] = positions.keys();
  if (station === undefined || more.length > 0) return undefined;
  const index = recordIndex(document);
  const entry = index.get(station);
  if (entry?.kind !== 'guest' && entry?.kind !== 'external') return undefined;
  const centre = centreNow(layout, positions, station);
  const bridges = document.hosts.flatMap((host) => host.bridges);
  const bridge = bridges.find(({ id }) => {
    const box = layout.boxes.get(id);
    return box !== undefined && [centre, pointer].some((at) => at !== undefined && holds(box, at));
  })?.id;
  if (bridge === undefined) return undefined;
  const ports = entry.kind === 'guest' ? entry.record.nics.map(({ port }) => port) : [entry.record.port ?? ''];
  const plugged = ports.flatMap((id) => {
    const port = index.get(id);
    return port?.kind === 'port' ? [port.record.bridge] : [];
  });
  // Which of several ports should move, or whether another NIC is meant, only she can tell: by a line.
  if (plugged.includes(bridge) || plugged.length > 1) return undefined;
  if (entry.kind === 'external' && plugged.length > 0) return undefined;
  return { station, bridge };
}

function centreNow(layout: CanvasLayout, positions: ReadonlyMap<Id, Point>, id: Id): Point | undefined {
  const box = layout.boxes.get(id);
  const at = positions.get(id);
  return box === undefined || at === undefined ? undefined : centreOf({ ...box, ...at });
}

function holds(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}
