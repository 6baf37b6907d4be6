import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInterfaceName } from '../../net/names.ts';
import { anyDocument, idsOf } from '../document.arbitraries.ts';
import type { Document } from '../document.ts';
import { recordIndex } from '../record-index.ts';
import { allReferences, referencesTo } from '../references.ts';
import { addGuests } from './add-guests.ts';
import { addObject } from './add-records.ts';
import { setMember } from './membership.ts';
import { removeRecords } from './remove-records.ts';
import { replaceReferences } from './replace-references.ts';
import { tidyNames } from './tidy-names.ts';
import { unusedRecords } from './unused-records.ts';

const twoBridges = JSON.parse(
  readFileSync(new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;

describe('adding guests by pattern', () => {
  test('names, ports, MACs and addresses count up and leave out what is taken', () => {
    const { document, ids, problem } = addGuests(twoBridges, 'virbr6', {
      pattern: 'kali{5..8}',
      ports: 'vnet{1..4}',
      addresses: ['192.168.50.14', 'fd00::a'],
      mac: '52:54:00:74:60:49',
      at: { x: 0, y: 600 },
    });
    expect(problem).toBeUndefined();
    // kali5, its address and the MAC of kali4 are taken.
    expect(document.guests.slice(4)).toEqual(
      [
        ['kali6', 'vnet1', '52:54:00:74:60:49', '192.168.50.16', 'fd00::a'],
        ['kali7', 'vnet2', '52:54:00:74:60:4b', '192.168.50.17', 'fd00::b'],
        ['kali8', 'vnet3', '52:54:00:74:60:4c', '192.168.50.18', 'fd00::c'],
        ['kali9', 'vnet4', '52:54:00:74:60:4d', '192.168.50.19', 'fd00::d'],
      ].map(([name, port, mac, ...addresses]) => ({ id: name, name, nics: [{ port, mac, addresses }] })),
    );
    expect(ids).toEqual(['kali6', 'kali7', 'kali8', 'kali9']);
    expect(document.view?.nodes?.kali7).toEqual({ x: 180, y: 600 });
  });

  test('without addresses each gets a free one of the network', () => {
    const { document } = addGuests(twoBridges, 'virbr4', { pattern: 'web', count: 3 });
    expect(document.guests.slice(4).map(({ nics }) => [nics[0]?.port, nics[0]?.addresses])).toEqual([
      ['vk1', ['192.168.50.10']],
      ['vk2', ['192.168.50.11']],
      ['vk3', ['192.168.50.16']],
    ]);
  });

  test.each([
    ['kali2', { pattern: 'vm{1..2}' }, 'select one first'],
    ['virbr4', { pattern: 'vm{2..1}' }, 'counts down'],
    ['virbr4', { pattern: 'vm{1..2}', ports: 'vnet{1..3}' }, '3 ports for 2 guests'],
    ['virbr4', { pattern: 'vm', ports: 'a-very-long-port-name' }, 'at most 15'],
    ['virbr4', { pattern: 'vm', ports: 'vk42' }, 'an interface "vk42" already'],
    ['virbr4', { pattern: 'vm', addresses: ['10.0.0'] }, 'is not an address'],
    ['virbr4', { pattern: 'vm{1..2}', addresses: ['255.255.255.254'] }, 'not 2 free addresses'],
    ['virbr4', { pattern: 'vm', mac: '01:00:5e:00:00:01' }, 'MAC of one station'],
    ['virbr4', { pattern: 'vm{1..2}', mac: '52:54:00:ff:ff:ff' }, 'not 2 free MACs'],
  ])('on %s, %j is refused and changes nothing', (bridge, series, words) => {
    const result = addGuests(twoBridges, bridge, series);
    expect(result.problem).toContain(words);
    expect(result.document).toBe(twoBridges);
    expect(result.ids).toEqual([]);
  });

  test('a name of eighty letters and a full id space end', () => {
    const name = 'x'.repeat(80);
    const first = addGuests(twoBridges, 'virbr4', { pattern: name });
    const second = addGuests(first.document, 'virbr4', { pattern: `{a,b}${name}` });
    expect(new Set(idsOf(second.document)).size).toBe(idsOf(second.document).length);
  });
});

describe('replacing an object everywhere', () => {
  test('in rules and groups, without doubles', () => {
    const { document, places, kept } = replaceReferences(twoBridges, 'br4_grp', 'br6_grp');
    expect(document.policies[0]?.rules[0]).toMatchObject({ source: ['br6_grp'], destination: ['br6_grp'] });
    expect([places, kept]).toEqual([2, []]);
    expect(replaceReferences(twoBridges, 'kali2', 'mytux').document.groups[0]?.members).toEqual(['mytux']);
  });

  test('an object of another kind is refused with a sentence', () => {
    const { document, problem } = replaceReferences(twoBridges, 'any-icmp', 'kali2');
    expect(problem).toBe(
      'A guest cannot stand where service "any ICMP" (id "any-icmp") is named: choose an object of its kind.',
    );
    expect(document).toBe(twoBridges);
  });

  test('a group is not put into itself', () => {
    const { document, kept } = replaceReferences(twoBridges, 'kali2', 'br4_grp');
    expect(document).toBe(twoBridges);
    expect(kept.map(({ owner }) => owner)).toEqual(['br4_grp']);
  });

  test('leaves no reference but those it reports, and breaks none', () => {
    let replaced = 0;
    fc.assert(
      fc.property(anyDocument(), fc.nat(60), fc.nat(60), (document, n, m) => {
        const ids = idsOf(document);
        const [from, to] = [ids[n % ids.length] ?? '', ids[m % ids.length] ?? ''];
        const result = replaceReferences(document, from, to);
        expect(referencesTo(result.document, from)).toEqual(result.kept);
        expect(result.places).toBe(referencesTo(document, from).length - result.kept.length);
        const index = recordIndex(result.document);
        for (const { id, expects } of allReferences(result.document)) {
          expect(expects.targets).toContain(index.get(id)?.kind);
        }
        replaced += result.places;
      }),
      { numRuns: 400 },
    );
    expect(replaced).toBeGreaterThan(20);
  });
});

describe('unused objects', () => {
  test('are those that no rule leads to', () => {
    const address = addObject(twoBridges, 'addresses', { name: 'lan', value: '10.0.0.0/8' });
    const user = addObject(address.document, 'users', { name: 'joe', uid: 7 });
    expect(unusedRecords(twoBridges)).toEqual([]);
    expect(unusedRecords(user.document)).toEqual(['lan', 'joe']);
    // In a group that a rule names, the address is used.
    expect(unusedRecords(setMember(user.document, 'br4_grp', 'lan', true))).toEqual(['joe']);
  });

  test('of what is left after they are deleted, nothing is unused, and no rule has changed', () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const unused = unusedRecords(document);
        const rest = removeRecords(document, unused);
        expect(unusedRecords(rest)).toEqual([]);
        const kept = new Set(rest.policies.map(({ id }) => id));
        expect(rest.policies).toEqual(document.policies.filter(({ id }) => kept.has(id)));
      }),
    );
  });
});

describe('tidying names', () => {
  const namesOf = (document: Document): (string | undefined)[] =>
    document.hosts.flatMap(({ ports, interfaces }) => [...ports, ...interfaces].map(({ name }) => name));

  test('numbers guest ports and veth pairs in the order of their bridges', () => {
    expect(namesOf(tidyNames(twoBridges))).toEqual(['vk1', 'vmh1', 'vethb1', 'vethb2', 'vk2', 'vk3', 'vk4', 'vmh2']);
  });

  test('names guest ports after their guests', () => {
    const [kali2, ...others] = twoBridges.guests;
    const document = {
      ...twoBridges,
      guests: [{ id: 'kali2', nics: [], ...kali2, name: 'web server (north)' }, ...others],
    };
    expect(namesOf(tidyNames(document, 'guest'))).toEqual([
      'web-server-nort',
      ...['vmh1', 'vethb1', 'vethb2', 'kali3', 'kali4', 'kali5', 'vmh2'],
    ]);
  });

  test('gives valid names without a clash, keeps ids and hardware, and has nothing to do the second time', () => {
    fc.assert(
      fc.property(anyDocument(), fc.constantFrom('numbered' as const, 'guest' as const), (document, scheme) => {
        const tidy = tidyNames(document, scheme);
        expect(tidyNames(tidy, scheme)).toBe(tidy);
        expect(idsOf(tidy)).toEqual(idsOf(document));
        for (const [index, host] of tidy.hosts.entries()) {
          const names = [...host.bridges, ...host.ports, ...host.interfaces].map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          expect(names.filter((name) => !isInterfaceName(name))).toEqual([]);
          const before = document.hosts[index]?.ports.filter(({ kind }) => kind === 'nic');
          expect(host.ports.filter(({ kind }) => kind === 'nic')).toEqual(before);
        }
      }),
    );
  });
});
