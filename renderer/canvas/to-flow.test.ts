import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { renameRecord } from '../../shared/document/edits/update-record.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { resolveTopology } from '../../shared/topology/resolve-topology.ts';
import { createToFlow, type Flow, type Overlay } from './to-flow.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const example = parseDocument(text).document as Document;
const topology = resolveTopology(example);
const NOTHING: Overlay = new Map();

function changed(before: Flow, after: Flow): string[] {
  const known = new Set<unknown>([...before.nodes, ...before.edges]);
  return [...after.nodes, ...after.edges].filter((one) => !known.has(one)).map(({ id }) => id);
}

describe('toFlow', () => {
  it('draws every bridge, host, guest and group, and every line', () => {
    const { nodes, edges } = createToFlow()(example, topology, [], NOTHING);
    expect(nodes.map(({ ariaLabel }) => String(ariaLabel)).sort()).toEqual([
      'Bridge virbr4',
      'Bridge virbr6',
      'Group br4_grp',
      'Group br6_grp',
      'Guest kali2',
      'Guest kali3',
      'Guest kali4',
      'Guest kali5',
      'Host mytux',
    ]);
    expect(edges.map(({ id }) => id).sort()).toEqual([
      'nic:kali2:0',
      'nic:kali3:0',
      'nic:kali4:0',
      'nic:kali5:0',
      'veth:vethb1',
      'veth:vmh1',
    ]);
  });

  it('gives every end of a line a handle, so that it can be drawn before anything is measured', () => {
    const { nodes, edges } = createToFlow()(example, topology, [], NOTHING);
    const handles = new Set(nodes.flatMap((node) => node.handles?.map((handle) => `${node.id}/${handle.id}`) ?? []));
    const ends = edges.flatMap((edge) => [
      `${edge.source}/${edge.sourceHandle}`,
      `${edge.target}/${edge.targetHandle}`,
    ]);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) expect(handles).toContain(end);
    for (const node of nodes) expect([typeof node.width, typeof node.height]).toEqual(['number', 'number']);
  });

  it('makes one new node object while one guest is dragged', () => {
    const toFlow = createToFlow();
    const before = toFlow(example, topology, [], NOTHING);
    const after = toFlow(example, topology, [], new Map([['kali4', { x: 300, y: 500 }]]));
    expect(changed(before, after)).toEqual(['kali4']);
    expect(changed(after, toFlow(example, topology, [], NOTHING))).toEqual(['kali4']);
  });

  it('makes no more than the guest, its group and its bridge new when the drag is committed', () => {
    const toFlow = createToFlow();
    const before = toFlow(example, topology, [], NOTHING);
    const moved = moveNodes(example, new Map([['kali3', { x: 90, y: 500 }]]));
    expect(changed(before, toFlow(moved, topology, [], NOTHING)).sort()).toEqual(['br6_grp', 'kali3', 'virbr6']);
  });

  it('makes one new node object when one object is selected or renamed', () => {
    const toFlow = createToFlow();
    const before = toFlow(example, topology, [], NOTHING);
    const selected = toFlow(example, topology, ['kali2'], NOTHING);
    expect(changed(before, selected)).toEqual(['kali2']);
    const renamed = renameRecord(example, 'kali3', 'other');
    expect(changed(selected, toFlow(renamed, topology, ['kali2'], NOTHING)).sort()).toEqual(['kali3', 'nic:kali3:0']);
  });

  it('marks guest ports and border ports by what the drawing leads to', () => {
    const { nodes } = createToFlow()(example, topology, [], NOTHING);
    const bridge = nodes.find(({ id }) => id === 'virbr6');
    const sockets = bridge?.type === 'bridge' ? bridge.data.sockets : [];
    expect(Object.fromEntries(sockets.map(({ id, role }) => [id, role]))).toEqual({
      vethb2: 'border',
      vk63: 'guest',
      vk64: 'guest',
      vk65: 'guest',
    });
  });
});
