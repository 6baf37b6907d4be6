import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/document.ts';
import { addFreePort } from './canvas-edits.ts';
import { currentDocument, loadDocument, undo, useDocumentStore } from './document-store.ts';
import { link } from './link-edits.ts';
import { addFromPalette } from './object-edits.ts';

const AT = { x: 0, y: 0 };

beforeEach(() => loadDocument(emptyDocument('test')));

describe('drawing', () => {
  it('makes the host that a first bridge needs, in one step', () => {
    const bridge = addFromPalette('bridge', AT);
    expect(currentDocument().hosts).toHaveLength(1);
    expect(currentDocument().hosts[0]?.bridges[0]?.id).toBe(bridge);
    addFromPalette('bridge', AT);
    expect(currentDocument().hosts).toHaveLength(1);
    undo();
    undo();
    expect(currentDocument().hosts).toHaveLength(0);
  });

  it('links a guest that is dropped on a bridge at once', () => {
    const bridge = addFromPalette('bridge', AT);
    addFromPalette('guest', AT, bridge);
    const [port] = currentDocument().hosts[0]?.ports ?? [];
    expect(port).toMatchObject({ kind: 'tap', bridge });
    expect(currentDocument().guests[0]?.nics[0]?.port).toBe(port?.id);
    expect(useDocumentStore.getState().history.past).toHaveLength(2);
  });

  it('reads a line the same way in both directions', () => {
    const bridge = addFromPalette('bridge', AT);
    const one = addFromPalette('guest', AT);
    const two = addFromPalette('guest', AT);
    expect(link(one, bridge)).toBeUndefined();
    expect(link(bridge, two)).toBeUndefined();
    expect(currentDocument().hosts[0]?.ports.map(({ kind }) => kind)).toEqual(['tap', 'tap']);
  });

  it('makes a veth pair between bridges, and from the host to a bridge, and a NIC port to an external', () => {
    const a = addFromPalette('bridge', AT);
    const b = addFromPalette('bridge', AT);
    const host = currentDocument().hosts[0]?.id ?? '';
    const external = addFromPalette('external', AT);
    expect(link(a, b)).toBeUndefined();
    expect(link(host, b)).toBeUndefined();
    expect(link(b, external)).toBeUndefined();
    const ports = currentDocument().hosts[0]?.ports ?? [];
    expect(ports.map(({ kind }) => kind)).toEqual(['veth', 'veth', 'veth', 'nic']);
    expect(currentDocument().externals[0]?.port).toBe(ports[3]?.id);
    expect(currentDocument().hosts[0]?.interfaces[0]?.peer).toBe(ports[2]?.id);
  });

  it('never makes a physical NIC the end of a veth pair, and says so', () => {
    const a = addFromPalette('bridge', AT);
    const b = addFromPalette('bridge', AT);
    addFreePort(a, 'nic');
    addFreePort(b, 'nic');
    addFreePort(b, 'tap');
    const before = currentDocument();
    const [first = '', second = '', tap = ''] = before.hosts[0]?.ports.map(({ id }) => id) ?? [];
    expect(link(first, second)).toMatch(/eth0 is a physical NIC/);
    expect(link(tap, first)).toMatch(/eth0 is a physical NIC/);
    expect(link(first, b)).toMatch(/eth0 is a physical NIC/);
    expect(currentDocument()).toBe(before);
  });

  it('uses the free port that a line to a bridge begins at', () => {
    const a = addFromPalette('bridge', AT);
    const b = addFromPalette('bridge', AT);
    addFreePort(a, 'tap');
    const [free = ''] = currentDocument().hosts[0]?.ports.map(({ id }) => id) ?? [];
    expect(link(b, free)).toBeUndefined();
    const ports = currentDocument().hosts[0]?.ports ?? [];
    expect(ports).toMatchObject([
      { id: free, kind: 'veth', bridge: a, peer: ports[1]?.id },
      { kind: 'veth', bridge: b, peer: free },
    ]);
  });

  it('says why a line means nothing, and changes nothing', () => {
    const bridge = addFromPalette('bridge', AT);
    const one = addFromPalette('guest', AT);
    const two = addFromPalette('guest', AT);
    const group = addFromPalette('group', AT);
    const before = currentDocument();
    expect(link(one, two)).toMatch(/through a bridge/);
    expect(link(group, bridge)).toMatch(/group/i);
    expect(link(bridge, bridge)).toMatch(/two different ends/);
    expect(currentDocument()).toBe(before);
  });
});
