import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document, Port } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { resolveTopology } from './resolve-topology.ts';
import type { Side, TopologyPort } from './topology.ts';

function read(path: string): Document {
  const { document } = parseDocument(readFileSync(path, 'utf8'));
  if (!document) throw new Error(`${path} does not parse`);
  return document;
}

const row = read('shared/compiler/place/row.bridgewarden.json');
const twoBridges = read('assets/examples/two-bridges.bridgewarden.json');

function port(document: Document, id: string): TopologyPort {
  const found = resolveTopology(document).ports.get(id);
  if (!found) throw new Error(`no port ${id}`);
  return found;
}

const owners = (side: Side) => [...new Set([...side.stations].map((station) => station.owner))].sort();

function addPorts(document: Document, ...ports: Port[]): Document {
  return { ...document, hosts: document.hosts.map((host) => ({ ...host, ports: [...host.ports, ...ports] })) };
}

describe('ports', () => {
  test('with one guest behind them are guest ports; towards bridges, host and NIC they are border ports', () => {
    const { ports } = resolveTopology(row);
    const roles = [...ports].map(([id, { role }]) => `${id} ${role}`);
    expect(roles.filter((entry) => entry.endsWith('guest'))).toEqual([
      'tap-a guest',
      'tap-a2 guest',
      'tap-b guest',
      'tap-d guest',
      'tap-e guest',
    ]);
    expect(roles.filter((entry) => entry.endsWith('border'))).toHaveLength(8);
  });

  test('with nothing behind them are unused', () => {
    const document = addPorts(twoBridges, { id: 'vk99', name: 'vk99', kind: 'tap', bridge: 'virbr6' });
    expect(port(document, 'vk99')).toMatchObject({ role: 'unused', outside: { leadsBeyond: false } });
  });
});

describe('inside and outside', () => {
  test('of a border port split the whole row in two', () => {
    expect(owners(port(row, 'bc-b').inside)).toEqual(['a', 'a2', 'b', 'outside']);
    expect(owners(port(row, 'bc-b').outside)).toEqual(['c-less', 'd', 'vmhost']);
    expect(owners(port(row, 'bc-c').outside)).toEqual(owners(port(row, 'bc-b').inside));
  });

  test('of a guest port: the guest alone is outside', () => {
    expect(owners(port(row, 'tap-b').outside)).toEqual(['b']);
  });

  test('of the port to the host: the interface alone is outside, not the machine’s other addresses', () => {
    const { outside } = port(row, 'vmh1');
    expect([...outside.stations].map(({ key }) => key)).toEqual(['vmhost/vmh2']);
  });

  test('lead beyond the drawing through NICs and the host', () => {
    expect(port(row, 'nic').outside.leadsBeyond).toBe(true);
    expect(port(row, 'nic').inside.leadsBeyond).toBe(true);
    const alone = { ...twoBridges, hosts: twoBridges.hosts.map((host) => ({ ...host, interfaces: [] })) };
    expect(port(alone, 'vethb2').inside.leadsBeyond).toBe(false);
    expect(port(alone, 'vmh1').role).toBe('unused');
  });
});

describe('loops', () => {
  test('are not seen where there are none', () => {
    expect(resolveTopology(row).loops).toEqual([]);
  });

  test('put the stations that can be on both sides on neither', () => {
    const looped = addPorts(
      twoBridges,
      { id: 'l1', name: 'l1', kind: 'veth', bridge: 'virbr4', peer: 'l2' },
      { id: 'l2', name: 'l2', kind: 'veth', bridge: 'virbr6', peer: 'l1' },
    );
    const [loop] = resolveTopology(looped).loops;
    expect(loop?.bridges.map((bridge) => bridge.name).sort()).toEqual(['virbr4', 'virbr6']);
    expect(loop?.ports.map(({ id }) => id).sort()).toEqual(['l1', 'l2', 'vethb1', 'vethb2']);
    const { inside, outside, both } = port(looped, 'vethb1');
    expect([owners(inside), owners(outside)]).toEqual([[], []]);
    expect([...both].map((station) => station.owner).sort()).toEqual(['kali2', 'kali3', 'kali4', 'kali5', 'mytux']);
    // The port to the host is no part of the loop: it still tells its sides apart.
    expect(owners(port(looped, 'vmh1').outside)).toEqual(['mytux']);
  });
});
