import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument, idsOf } from '../document.arbitraries.ts';
import { type Document, emptyDocument } from '../document.ts';
import { parseDocument } from '../parse.ts';
import { printDocument } from '../print.ts';
import { copyRecords } from './clipboard.ts';
import { pasteRecords } from './paste-records.ts';
import { removeRecords } from './remove-records.ts';

const twoBridges = JSON.parse(
  readFileSync(new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;

const selection = anyDocument().chain((document) =>
  fc.record({ document: fc.constant(document), ids: fc.subarray(idsOf(document)) }),
);

function interfaceNamesTwice(document: Document): string[] {
  return document.hosts.flatMap((host) => {
    const names = [...host.bridges, ...host.ports, ...host.interfaces].map(({ name }) => name);
    return names.filter((name, at) => names.indexOf(name) !== at);
  });
}

describe('pasting a copy', () => {
  test('into the same document adds fresh records and leaves a document without findings', () => {
    fc.assert(
      fc.property(selection, ({ document, ids }) => {
        const pasted = pasteRecords(document, copyRecords(document, ids));
        expect(parseDocument(printDocument(pasted.document))).toEqual({ document: pasted.document, findings: [] });
        expect(interfaceNamesTwice(pasted.document)).toEqual([]);
        const before = new Set(idsOf(document));
        const added = idsOf(pasted.document).filter((id) => !before.has(id));
        expect([...pasted.ids].sort()).toEqual(added.sort());
        expect(pasted.ids.length).toBeGreaterThanOrEqual(ids.length > 0 ? 1 : 0);
      }),
    );
  });

  test('into another host leaves no finding: veth pairs torn apart are pairs no more', () => {
    fc.assert(
      fc.property(selection, fc.nat(1), ({ document, ids }, which) => {
        const host = document.hosts[which]?.id;
        const pasted = pasteRecords(document, copyRecords(document, ids), host === undefined ? {} : { host });
        expect(parseDocument(printDocument(pasted.document))).toEqual({ document: pasted.document, findings: [] });
        expect(interfaceNamesTwice(pasted.document)).toEqual([]);
      }),
    );
  });

  test('keeps the records that were there', () => {
    fc.assert(
      fc.property(selection, ({ document, ids }) => {
        const pasted = pasteRecords(document, copyRecords(document, ids)).document;
        expect(pasted.guests.slice(0, document.guests.length)).toEqual(document.guests);
        expect(pasted.policies.slice(0, document.policies.length)).toEqual(document.policies);
      }),
    );
  });

  test('uses no MAC and no address twice', () => {
    fc.assert(
      fc.property(selection, ({ document, ids }) => {
        const nics = pasteRecords(document, copyRecords(document, ids)).document.guests.flatMap((guest) => guest.nics);
        const macs = nics.map(({ mac }) => mac);
        const addresses = nics.flatMap((nic) => nic.addresses);
        expect(new Set(macs).size).toBe(macs.length);
        expect(new Set(addresses).size).toBe(addresses.length);
      }),
    );
  });

  test('into an empty document leaves no finding either', () => {
    fc.assert(
      fc.property(selection, ({ document, ids }) => {
        const pasted = pasteRecords(emptyDocument('target'), copyRecords(document, ids)).document;
        expect(parseDocument(printDocument(pasted))).toEqual({ document: pasted, findings: [] });
      }),
    );
  });
});

test('a copied guest stands on the same bridge with a tap, MAC and address of its own', () => {
  const { document, ids } = pasteRecords(twoBridges, copyRecords(twoBridges, ['kali3']));
  expect(ids).toEqual(['vk66', 'kali6']);
  expect(document.guests.at(-1)).toEqual({
    id: 'kali6',
    name: 'kali6',
    nics: [{ port: 'vk66', mac: '52:54:00:00:00:01', addresses: ['192.168.50.10'] }],
  });
  expect(document.hosts[0]?.ports.at(-1)).toEqual({ id: 'vk66', name: 'vk66', kind: 'tap', bridge: 'virbr6' });
  expect(document.view?.nodes?.kali6).toEqual({ x: 90, y: 450 });
});

test('a copy gets free addresses of both families, whatever letters they are written with', () => {
  const [guest] = twoBridges.guests;
  const nic = { ...guest?.nics[0], port: 'vk42', addresses: ['192.168.50.12', '2001:DB8:0::12', 'fe80::7'] };
  const dual = { ...twoBridges, guests: [{ id: 'kali2', name: 'kali2', nics: [nic] }] };
  const { document } = pasteRecords(dual, copyRecords(dual, ['kali2']));
  expect(document.guests.at(-1)?.nics[0]?.addresses).toEqual(['192.168.50.10', '2001:db8::a', 'fe80::a']);
});

test('two linked bridges with their guests come out linked in the same way', () => {
  const clip = copyRecords(twoBridges, ['virbr4', 'virbr6', 'kali2', 'kali3']);
  const { document } = pasteRecords(twoBridges, clip);
  const ports = document.hosts[0]?.ports.slice(7) ?? [];
  expect(ports.map(({ name, bridge, peer }) => [name, bridge, peer])).toEqual([
    ['vk43', 'virbr5', undefined],
    ['vethb3', 'virbr5', 'vethb4'],
    ['vethb4', 'virbr7', 'vethb3'],
    ['vk66', 'virbr7', undefined],
  ]);
  expect(document.hosts).toHaveLength(1);
});

test('cut and paste keeps MACs, addresses and names', () => {
  const clip = copyRecords(twoBridges, ['kali3']);
  const { document } = pasteRecords(removeRecords(twoBridges, ['kali3']), clip);
  expect(document.guests.at(-1)).toEqual(twoBridges.guests[1]);
});

test('a copied host is another machine without the connection of the first', () => {
  const { document } = pasteRecords(twoBridges, copyRecords(twoBridges, ['mytux']));
  const [, copy] = document.hosts;
  expect(copy).toMatchObject({ id: 'mytux2', name: 'mytux2', role: 'hypervisor' });
  expect(copy).not.toHaveProperty('connection');
  expect(copy?.bridges.map(({ name }) => name)).toEqual(['virbr4', 'virbr6']);
  expect(copy?.interfaces[0]?.addresses).toEqual(['192.168.50.2/24']);
});

test.each([
  '',
  'plain text',
  '{}',
  '[]',
  'null',
  '{"format":"bridgewarden-clipboard"}',
  '{"format":"bridgewarden-clipboard","shells":[],"document":{"version":9}}',
])('foreign clipboard text %j changes nothing', (text) => {
  expect(pasteRecords(twoBridges, text)).toEqual({ document: twoBridges, ids: [] });
  expect(pasteRecords(twoBridges, text).document).toBe(twoBridges);
});
