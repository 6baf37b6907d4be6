import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document, Id } from '../../shared/document/document.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { removeRecords } from '../../shared/document/edits/remove-records.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { resolveTopology } from '../../shared/topology/resolve-topology.ts';
import { centreOf, type Point } from '../layout/geometry.ts';
import { layoutCanvas } from '../layout/layout-canvas.ts';
import { type DropPlan, planDrop } from './plan-drop.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const example = parseDocument(text).document as Document;

/** What happens when objects are let go with their middles at these points. */
function drop(document: Document, at: Record<Id, Point>, groups: readonly Id[] = []): DropPlan {
  const layout = layoutCanvas(document, resolveTopology(document));
  const corners = Object.entries(at).map(([id, { x, y }]) => {
    const box = layout.boxes.get(id);
    return [id, { x: x - (box?.width ?? 0) / 2, y: y - (box?.height ?? 0) / 2 }] as const;
  });
  return planDrop(document, layout, new Map(corners), undefined, new Set(groups));
}

function middle(document: Document, id: Id): Point {
  const layout = layoutCanvas(document, resolveTopology(document));
  const box = layout.regions.get(id)?.box ?? layout.boxes.get(id);
  return centreOf(box ?? { x: 0, y: 0, width: 0, height: 0 });
}

const FAR = { x: 5000, y: 5000 };

describe('letting go of what was dragged', () => {
  it('puts a guest into the group whose region it is dropped on, and out of the one it left', () => {
    const plan = drop(example, { kali3: middle(example, 'br4_grp') });
    expect(plan.memberships).toEqual([
      { group: 'br4_grp', join: ['kali3'], leave: [] },
      { group: 'br6_grp', join: [], leave: ['kali3'] },
    ]);
  });

  it('keeps a member that was moved a little, and one that moves with its whole group', () => {
    const { x, y } = middle(example, 'kali3');
    expect(drop(example, { kali3: { x: x - 20, y } }).memberships).toEqual([]);
    expect(drop(example, { kali3: FAR, kali4: FAR, kali5: FAR }, ['br6_grp']).memberships).toEqual([]);
    expect(drop(example, { kali3: FAR }).memberships).toEqual([{ group: 'br6_grp', join: [], leave: ['kali3'] }]);
    const nested = {
      ...example,
      groups: [...example.groups, { id: 'all', name: 'all', members: ['br6_grp', 'kali2'] }],
    };
    const all = { kali2: FAR, kali3: FAR, kali4: FAR, kali5: FAR };
    expect(drop(nested, all, ['all']).memberships, 'the group within goes along').toEqual([]);
  });

  // Once all members of a group that were dragged together stayed in it: what had one member could not be emptied by hand, and
  // a guest that was dropped on another group kept the rights of both.
  it('lets the only member go, and all of them together, when it is not the group that is dragged', () => {
    expect(drop(example, { kali2: FAR }).memberships).toEqual([{ group: 'br4_grp', join: [], leave: ['kali2'] }]);
    expect(drop(example, { kali3: FAR, kali4: FAR, kali5: FAR }).memberships).toEqual([
      { group: 'br6_grp', join: [], leave: ['kali3', 'kali4', 'kali5'] },
    ]);
    expect(drop(example, { kali2: middle(example, 'br6_grp') }).memberships).toEqual([
      { group: 'br4_grp', join: [], leave: ['kali2'] },
      { group: 'br6_grp', join: ['kali2'], leave: [] },
    ]);
  });

  it('lets a member out of a group that is drawn as a halo around each', () => {
    const apart = moveNodes(
      { ...example, groups: [{ id: 'halos', name: 'halos', members: ['kali2', 'kali5'] }] },
      { kali2: { x: 0, y: 3000 }, kali4: { x: 400, y: 3000 }, kali5: { x: 800, y: 3000 } },
    );
    const layout = layoutCanvas(apart, resolveTopology(apart));
    expect(layout.regions.get('halos')?.pieces, 'another guest stands between the two').toHaveLength(2);
    const { x, y } = middle(apart, 'kali2');
    expect(drop(apart, { kali2: { x: x + 20, y } }).memberships).toEqual([]);
    expect(drop(apart, { kali2: { x, y: y + 400 } }).memberships).toEqual([
      { group: 'halos', join: [], leave: ['kali2'] },
    ]);
  });

  it('plugs a single guest into the bridge it is dropped on, and several into none', () => {
    const bridge = middle(example, 'virbr4');
    expect(drop(example, { kali3: bridge })).toEqual({ memberships: [], plug: { station: 'kali3', bridge: 'virbr4' } });
    expect(drop(example, { kali2: bridge }).plug, 'it is plugged in there already').toBeUndefined();
    expect(drop(example, { kali3: bridge, kali4: bridge }).plug).toBeUndefined();
    expect(drop(example, { mytux: bridge }).plug).toBeUndefined();
  });

  it('puts a host into an empty group', () => {
    const emptied = { ...example, groups: [{ id: 'empty', name: 'empty', members: [] }] };
    const plan = drop(emptied, { mytux: middle(emptied, 'empty') });
    expect(plan.memberships).toEqual([{ group: 'empty', join: ['mytux'], leave: [] }]);
  });

  it('puts an object into the innermost of the groups it is dropped on', () => {
    const nested = {
      ...removeRecords(example, ['kali5']),
      groups: [...example.groups, { id: 'all', name: 'all', members: ['br4_grp', 'br6_grp', 'mytux', 'virbr4'] }],
    };
    const plan = drop(nested, { kali2: middle(nested, 'br6_grp') });
    expect(plan.memberships.filter(({ join }) => join.length > 0).map(({ group }) => group)).toEqual(['br6_grp']);
  });
});
