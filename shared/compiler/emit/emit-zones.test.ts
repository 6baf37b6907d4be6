import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { emitZones } from './emit-zones.ts';

const { document } = parseDocument(readFileSync('assets/examples/two-bridges.bridgewarden.json', 'utf8'));
const [host] = document?.hosts ?? [];
if (!host) throw new Error('the example has no host');

describe('connection tracking zones', () => {
  test('are not there unless asked for', () => {
    expect(emitZones(host)).toBeUndefined();
  });

  test('give every bridge a zone of its own, none of them the default one', () => {
    const { text } = emitZones({ ...host, settings: { conntrackZones: true } }) ?? { text: '' };
    expect(text.match(/^-A .*$/gm)).toEqual([
      '-A BW_PREROUTING -i virbr4 -j CT --zone 1',
      '-A BW_PREROUTING -i virbr6 -j CT --zone 2',
    ]);
  });

  test('leave out a bridge with an address, where the host itself speaks from the zone of the machine', () => {
    const own = { id: 'own', name: 'virbr4', kind: 'ethernet', addresses: ['192.168.50.254/24'] } as const;
    const { text } = emitZones({ ...host, interfaces: [own], settings: { conntrackZones: true } }) ?? { text: '' };
    expect(text.match(/^-A .*$/gm)).toEqual(['-A BW_PREROUTING -i virbr6 -j CT --zone 2']);
  });
});
