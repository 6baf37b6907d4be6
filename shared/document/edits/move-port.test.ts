import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../document.ts';
import { parseDocument } from '../parse.ts';
import { findRecord, hostOf } from '../record-index.ts';
import { addBridge, addHost } from './add-records.ts';
import { movePort } from './move-port.ts';
import { pinPort } from './pin-port.ts';
import { removeRecords } from './remove-records.ts';

const text = readFileSync(
  resolve(import.meta.dirname, '../../../assets/examples/two-bridges.bridgewarden.json'),
  'utf8',
);
const example = parseDocument(text).document as Document;

describe('plugging a port into another bridge', () => {
  it('keeps the port, the guest behind it and every rule', () => {
    const moved = movePort(example, 'vk63', 'virbr4');
    expect(findRecord(moved, 'port', 'vk63')).toEqual({ ...findRecord(example, 'port', 'vk63'), bridge: 'virbr4' });
    expect(moved.guests).toBe(example.guests);
    expect(moved.policies).toBe(example.policies);
  });

  it('gives it a free name on another host', () => {
    const host = addHost(example, 'hypervisor');
    const bridge = addBridge(host.document, host.id);
    const first = movePort(bridge.document, 'vk63', bridge.id);
    expect(hostOf(first, 'vk63')?.id).toBe(host.id);
    expect(findRecord(first, 'port', 'vk63')?.name).toBe('vk63');
  });

  it('leaves halves of veth pairs, and ports that are there already, where they are', () => {
    expect(movePort(example, 'vethb2', 'virbr4')).toBe(example);
    expect(movePort(example, 'vk63', 'virbr6')).toBe(example);
  });

  it('forgets the place that the port had on the edge of the old bridge; deleting forgets it too', () => {
    const pinned = pinPort(example, 'vk63', { side: 'top', at: 40.4 });
    expect(pinned.view?.ports).toEqual({ vk63: { side: 'top', at: 40 } });
    expect(movePort(pinned, 'vk63', 'virbr4').view?.ports).toBeUndefined();
    expect(removeRecords(pinned, ['virbr6']).view?.ports ?? {}).toEqual({});
    expect(pinPort(pinned, 'vk63', undefined).view).toEqual(example.view);
  });
});
