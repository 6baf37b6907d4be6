import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument } from '../document.arbitraries.ts';
import { type Document, emptyDocument } from '../document.ts';
import { parseDocument } from '../parse.ts';
import { printDocument } from '../print.ts';
import { addBridge, addExternal, addGuest, addHost, addObject } from './add-records.ts';
import { EDITS, pickFrom } from './edits.arbitraries.ts';
import { updateNic } from './guest-nics.ts';
import { addNicPort, addTapPort, linkBridges, linkExternal, linkGuest, linkHost, linkPorts } from './link-records.ts';
import { setMember } from './membership.ts';
import { moveNodes } from './place-nodes.ts';
import { addRule, duplicateRule } from './policy-edits.ts';
import { renameRecord, updateRecord } from './update-record.ts';

const twoBridges = JSON.parse(
  readFileSync(new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;

/** There are some hundred of these properties. */
const RUNS = { numRuns: 40 };

describe.each(Object.entries(EDITS))('%s', (_name, edit) => {
  test('leaves a document that is printed and read without a finding', () => {
    fc.assert(
      fc.property(anyDocument(), fc.nat(60), fc.nat(60), (document, n, m) => {
        const edited = edit(document, pickFrom(document), n, m);
        expect(parseDocument(printDocument(edited))).toEqual({ document: edited, findings: [] });
      }),
      RUNS,
    );
  });

  test('is deterministic, leaves its input alone, and shares the object when nothing changed', () => {
    fc.assert(
      fc.property(anyDocument(), fc.nat(60), fc.nat(60), (document, n, m) => {
        const before = printDocument(document);
        const edited = edit(document, pickFrom(document), n, m);
        expect(printDocument(document)).toBe(before);
        expect(edit(document, pickFrom(document), n, m)).toEqual(edited);
        if (printDocument(edited) === before) expect(edited).toBe(document);
      }),
      RUNS,
    );
  });
});

test('the two-bridge drawing is made from an empty document by the edits alone', () => {
  const host = addHost(emptyDocument('drawn'), 'hypervisor');
  const first = addBridge(host.document, host.id, { x: 0, y: 0 });
  const second = addBridge(first.document, host.id);
  let document = linkBridges(second.document, first.id, second.id);
  document = linkHost(document, host.id, first.id);
  for (const bridge of [first.id, second.id, second.id]) {
    const guest = addGuest(document);
    document = linkGuest(guest.document, guest.id, bridge);
  }
  const external = addExternal(document);
  document = linkExternal(external.document, external.id, first.id);
  expect(document.hosts[0]?.ports.map(({ name, kind, bridge, peer }) => [name, kind, bridge, peer])).toEqual([
    ['vethb1', 'veth', 'virbr1', 'vethb2'],
    ['vethb2', 'veth', 'virbr2', 'vethb1'],
    ['vmh1', 'veth', 'virbr1', 'vmh2'],
    ['vk1', 'tap', 'virbr1', undefined],
    ['vk2', 'tap', 'virbr2', undefined],
    ['vk3', 'tap', 'virbr2', undefined],
    ['eth0', 'nic', 'virbr1', undefined],
  ]);
  expect(document.hosts[0]?.interfaces).toEqual([
    { id: 'vmh2', name: 'vmh2', kind: 'veth', addresses: ['192.168.50.1/24'], peer: 'vmh1' },
  ]);
  expect(document.guests.flatMap(({ nics }) => nics)).toEqual([
    { port: 'vk1', mac: '52:54:00:00:00:01', addresses: ['192.168.50.10'] },
    { port: 'vk2', mac: '52:54:00:00:00:02', addresses: ['192.168.50.11'] },
    { port: 'vk3', mac: '52:54:00:00:00:03', addresses: ['192.168.50.12'] },
  ]);
  expect(document.externals[0]?.port).toBe('eth0');
});

describe('fresh values', () => {
  test('a new guest gets the next free tap, MAC and address of its network', () => {
    const { document, id } = addGuest(twoBridges);
    const nic = linkGuest(document, id, 'virbr6').guests.at(-1)?.nics[0];
    expect(nic).toEqual({ port: 'vk1', mac: '52:54:00:00:00:01', addresses: ['192.168.50.10'] });
    const second = addGuest(linkGuest(document, id, 'virbr6'));
    expect(linkGuest(second.document, second.id, 'virbr4').guests.at(-1)?.nics[0]?.addresses).toEqual([
      '192.168.50.11',
    ]);
  });

  test('a network that is not 192.168.50.0/24 is followed', () => {
    const moved = JSON.parse(JSON.stringify(twoBridges).replaceAll('192.168.50.', '10.7.7.')) as Document;
    const { document, id } = addGuest(moved);
    expect(linkGuest(document, id, 'virbr4').guests.at(-1)?.nics[0]?.addresses).toEqual(['10.7.7.10']);
  });

  test('ids are readable and unique', () => {
    const first = addObject(twoBridges, 'services', { name: 'Web (TLS) ', protocol: 'tcp', ports: '443' });
    const second = addObject(first.document, 'services', { name: 'web tls', protocol: 'tcp', ports: '443' });
    expect([first.id, second.id]).toEqual(['web-tls', 'web-tls-2']);
    expect(addObject(twoBridges, 'users', { name: '§§', uid: 1 }).id).toBe('record');
  });

  test('a second way to the host gets no second address in the same network', () => {
    const document = linkHost(twoBridges, 'mytux', 'virbr6');
    expect(document.hosts[0]?.interfaces.at(-1)).toEqual({
      id: 'vmh4',
      name: 'vmh4',
      kind: 'veth',
      addresses: [],
      peer: 'vmh3',
    });
  });
});

test('edits share what they leave alone', () => {
  const { document, id } = addGuest(twoBridges);
  const linked = linkGuest(document, id, 'virbr6');
  expect(linked.guests[0]).toBe(twoBridges.guests[0]);
  expect(linked.policies).toBe(twoBridges.policies);
  expect(linked.hosts[0]?.bridges).toBe(twoBridges.hosts[0]?.bridges);
  const moved = moveNodes(twoBridges, { kali2: { x: 1, y: 1 } });
  expect({ ...moved, view: undefined }).toEqual({ ...twoBridges, view: undefined });
  expect(moved.guests).toBe(twoBridges.guests);
  expect(moveNodes(twoBridges, { gone: { x: 1, y: 1 } }), 'what is not there has no place').toBe(twoBridges);
});

test('linkPorts joins two unused ports and leaves used ones alone', () => {
  const document = addTapPort(addTapPort(twoBridges, 'virbr4'), 'virbr6');
  const joined = linkPorts(document, 'vk1', 'vk2');
  const ends = joined.hosts[0]?.ports.slice(-2).map(({ id, kind, peer }) => [id, kind, peer]);
  expect(ends).toEqual([
    ['vk1', 'veth', 'vk2'],
    ['vk2', 'veth', 'vk1'],
  ]);
  expect(linkPorts(document, 'vk1', 'vk42')).toBe(document);
  expect(linkPorts(document, 'vk1', 'vethb1')).toBe(document);
  expect(linkPorts(document, 'vk1', 'vk1')).toBe(document);
  const nics = addNicPort(addNicPort(twoBridges, 'virbr4'), 'virbr6');
  expect(linkPorts(nics, 'eth0', 'eth1'), 'a physical NIC is no end of a pair').toBe(nics);
});

test('renaming a bridge renames its own device too', () => {
  const device = { id: 'virbr4-ip', name: 'virbr4', kind: 'ethernet' as const, addresses: ['10.0.0.1/24'] };
  const document = {
    ...twoBridges,
    hosts: twoBridges.hosts.map((host) => ({ ...host, interfaces: [...host.interfaces, device] })),
  };
  const renamed = renameRecord(document, 'virbr4', 'lan');
  expect(renamed.hosts[0]?.bridges[0]?.name).toBe('lan');
  expect(renamed.hosts[0]?.interfaces.at(-1)?.name).toBe('lan');
});

test('updateRecord sets, removes and ignores what is the same', () => {
  const changed = updateRecord(twoBridges, 'bridge', 'virbr4', { ageing: undefined, stp: true });
  expect(changed.hosts[0]?.bridges[0]).toEqual({ id: 'virbr4', name: 'virbr4', stp: true });
  expect(updateRecord(twoBridges, 'bridge', 'virbr4', { ageing: 30 })).toBe(twoBridges);
  expect(updateRecord(twoBridges, 'bridge', 'kali2', { ageing: 30 })).toBe(twoBridges);
  expect(updateNic(twoBridges, 'kali2', 0, { mac: undefined }).guests[0]?.nics[0]).not.toHaveProperty('mac');
});

describe('groups', () => {
  test('a circle of groups cannot be made', () => {
    const nested = setMember(twoBridges, 'br4_grp', 'br6_grp', true);
    expect(nested.groups[0]?.members).toEqual(['kali2', 'br6_grp']);
    expect(setMember(nested, 'br6_grp', 'br4_grp', true)).toBe(nested);
    expect(setMember(nested, 'br6_grp', 'br6_grp', true)).toBe(nested);
    expect(setMember(nested, 'br6_grp', 'virbr4', true)).toBe(nested);
    expect(setMember(nested, 'br4_grp', 'br6_grp', false)).toEqual(twoBridges);
  });
});

describe('rules', () => {
  test('a new rule denies and gets a fresh id at its place', () => {
    const { document, id } = addRule(twoBridges, 'main', 0);
    expect(id).toBe('r2');
    expect(document.policies[0]?.rules.map((rule) => [rule.id, rule.action])).toEqual([
      ['r2', 'deny'],
      ['r1', 'accept'],
    ]);
  });

  test('a copied rule is switched off until it was looked at', () => {
    const { document, id } = duplicateRule(twoBridges, { policy: 'main', rule: 'r1' });
    expect(document.policies[0]?.rules[1]).toEqual({ ...twoBridges.policies[0]?.rules[0], id, enabled: false });
  });
});
