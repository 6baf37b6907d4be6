import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse.ts';
import { usesFromOutside, whereUsed } from './where-used.ts';

const url = new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url);
const document = parseDocument(readFileSync(url, 'utf8')).document!;

describe('where an object is used', () => {
  it('is told in words for rules and groups', () => {
    expect(whereUsed(document, 'br6_grp').map(({ where, as }) => `${as} in ${where}`)).toEqual([
      expect.stringMatching(/^source in rule 1 of /),
      expect.stringMatching(/^destination in rule 1 of /),
    ]);
    expect(whereUsed(document, 'kali3').map(({ where, as }) => `${as} in ${where}`)).toEqual([
      'member in group br6_grp',
    ]);
  });

  it('tells naming from wiring', () => {
    const port = whereUsed(document, 'vk63');
    expect(port).toMatchObject([{ where: 'guest kali3', as: 'behind it', named: false }]);
    expect(whereUsed(document, 'any-icmp')).toMatchObject([{ as: 'service', named: true, rule: { rule: 'r1' } }]);
  });

  it('leaves out, for several, what goes along with them', () => {
    const uses = (...ids: string[]) =>
      usesFromOutside(document, new Set(ids)).map(({ id, where }) => `${id}: ${where}`);
    expect(uses('kali3')).toEqual(['kali3: group br6_grp']);
    expect(uses('kali3', 'br6_grp').some((use) => use.startsWith('kali3'))).toBe(false);
    expect(uses('kali3', 'br6_grp', 'main')).toEqual([]);
    expect(uses('vk63')).toEqual([]);
  });
});
