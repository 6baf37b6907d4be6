import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Document, emptyDocument } from './document.ts';
import { allReferences, mapReferences, referencesTo } from './references.ts';

const twoBridges = JSON.parse(
  readFileSync(new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url), 'utf8'),
) as Document;

function places(document: Document, id: string): string[] {
  return referencesTo(document, id).map(({ kind, owner, field }) => `${kind} ${owner} ${field}`);
}

test('where-used finds every place, of every kind', () => {
  expect(places(twoBridges, 'vk63')).toEqual(['guest kali3 nics.0.port']);
  expect(places(twoBridges, 'kali4')).toEqual(['group br6_grp members.1']);
  expect(places(twoBridges, 'br6_grp')).toEqual(['rule r1 source.0', 'rule r1 destination.0']);
  expect(places(twoBridges, 'vmh2')).toEqual(['port vmh1 peer']);
  expect(places(twoBridges, 'mytux')).toEqual(['policy main attach.host']);
  expect(places(twoBridges, 'virbr4')).toEqual(['port vk42 bridge', 'port vmh1 bridge', 'port vethb1 bridge']);
  expect(places(twoBridges, 'any-icmp')).toEqual(['rule r1 service.0']);
});

test('a reference in a rule names the policy too', () => {
  expect(referencesTo(twoBridges, 'any-icmp')[0]?.rule).toEqual({ policy: 'main', rule: 'r1' });
});

describe('mapReferences', () => {
  test('gives back the identical document when nothing changes', () => {
    expect(mapReferences(twoBridges, (id) => id)).toBe(twoBridges);
  });

  test('changes the named places and shares the rest', () => {
    const changed = mapReferences(twoBridges, (id) => (id === 'kali4' ? 'kali9' : id));
    expect(places(changed, 'kali9')).toEqual(['group br6_grp members.1']);
    expect(changed.hosts).toBe(twoBridges.hosts);
    expect(changed.groups[0]).toBe(twoBridges.groups[0]);
    expect(changed.groups[1]).not.toBe(twoBridges.groups[1]);
  });

  test('drops ids from lists and single fields', () => {
    const changed = mapReferences(twoBridges, (id) => (id === 'kali4' || id === 'vmh2' ? undefined : id));
    expect(changed.groups[1]?.members).toEqual(['kali3', 'kali5']);
    expect(changed.hosts[0]?.ports.find(({ id }) => id === 'vmh1')).not.toHaveProperty('peer');
  });

  test('visits every reference exactly once', () => {
    const mapped: string[] = [];
    mapReferences(twoBridges, (id) => {
      mapped.push(id);
      return id;
    });
    expect(mapped.sort()).toEqual([...allReferences(twoBridges)].map(({ id }) => id).sort());
  });
});

test('an empty document has no references', () => {
  expect([...allReferences(emptyDocument('new'))]).toEqual([]);
});
