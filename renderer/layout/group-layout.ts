import type { Document, Group, Id } from '../../shared/document/document.ts';
import { type Box, boxAround, grow, overlaps } from './geometry.ts';

/** A group on the canvas: one region around all members, or a halo around each when others stand in between. */
export interface GroupRegion {
  readonly box: Box;
  /** Relative to `box`. */
  readonly pieces: readonly Box[];
  /** The members that stand on the canvas: they move along when the region is moved. */
  readonly members: readonly Id[];
  /** Which of the colours for groups it has. */
  readonly hue: number;
  /** How many groups enclose the same members: keeps their labels apart. */
  readonly depth: number;
}

const PADDING = 16;
export const GROUP_LABEL = 24;
const GROUP_HUES = 6;

export function layoutGroups(document: Document, boxes: ReadonlyMap<Id, Box>): ReadonlyMap<Id, GroupRegion> {
  const regions = new Map<Id, GroupRegion>();
  const groups = new Map(document.groups.map((group) => [group.id, group]));
  const stations = [
    ...document.guests,
    ...document.externals,
    ...document.hosts,
    ...document.hosts.flatMap((host) => host.bridges),
  ].map((record) => record.id);
  for (const [index, group] of document.groups.entries()) {
    const members = membersOnCanvas(group, groups, boxes);
    const hue = index % GROUP_HUES;
    const empty = boxes.get(group.id);
    if (members.length === 0) {
      if (!empty) continue;
      const { width, height } = empty;
      regions.set(group.id, { box: empty, pieces: [{ x: 0, y: 0, width, height }], members, hue, depth: 0 });
      continue;
    }
    const memberBoxes = members.map((id) => boxes.get(id) as Box);
    const all = boxAround(memberBoxes) as Box;
    const own = new Set(members);
    const near = grow(all, PADDING - 6);
    const clean = !stations.some((id) => !own.has(id) && overlaps(near, boxes.get(id) as Box));
    const depth = clean ? [...regions.values()].filter((other) => overlaps(other.box, all)).length : 0;
    const parts = clean ? [padded(all, depth)] : memberBoxes.map((box) => padded(box, 0));
    const box = boxAround(parts) as Box;
    const pieces = parts.map((part) => ({ ...part, x: part.x - box.x, y: part.y - box.y }));
    regions.set(group.id, { box, pieces, members, hue, depth });
  }
  return regions;
}

/** Room for the label below the members, where no line arrives. */
function padded(box: Box, depth: number): Box {
  const region = grow(box, PADDING + depth * 6);
  return { ...region, height: region.height + (GROUP_LABEL - PADDING + 6) + depth * GROUP_LABEL };
}

function membersOnCanvas(group: Group, groups: ReadonlyMap<Id, Group>, boxes: ReadonlyMap<Id, Box>): readonly Id[] {
  const members = new Set<Id>();
  const seen = new Set<Id>();
  const visit = (one: Group) => {
    if (seen.has(one.id)) return;
    seen.add(one.id);
    for (const id of one.members) {
      const inner = groups.get(id);
      if (inner) visit(inner);
      else if (boxes.has(id)) members.add(id);
    }
  };
  visit(group);
  return [...members];
}
