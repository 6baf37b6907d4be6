import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument } from './document.arbitraries.ts';
import { type Document, emptyDocument } from './document.ts';
import { parseDocument } from './parse.ts';
import { printDocument } from './print.ts';

/** The same JSON value with the keys of every object in another order. */
function shuffleKeys(value: unknown, salt: number): unknown {
  if (Array.isArray(value)) return value.map((child: unknown) => shuffleKeys(child, salt));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string): number => [...key].reduce((sum, c) => (sum * 31 + salt + c.charCodeAt(0)) % 997, 7);
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => [key, shuffleKeys(child, salt)]);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b)));
}

describe('printDocument', () => {
  test('what it prints is read back as the same document, unknown fields and all, without a finding', () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        expect(parseDocument(printDocument(document))).toEqual({ document, findings: [] });
      }),
    );
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const text = printDocument(document);
        expect(printDocument(JSON.parse(text) as Document)).toBe(text);
      }),
    );
  });

  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(anyDocument(), fc.nat(996), (document, salt) => {
        expect(printDocument(shuffleKeys(document, salt) as Document)).toBe(printDocument(document));
      }),
    );
  });

  test.each(['two-bridges', 'office-consoles'])('%s goes round', (name) => {
    const text = readFileSync(new URL(`../../assets/examples/${name}.bridgewarden.json`, import.meta.url), 'utf8');
    const document = JSON.parse(text) as Document;
    expect(JSON.parse(printDocument(document))).toEqual(document);
  });

  test('small records take one line each, unknown fields come last, long lines are broken', () => {
    const document = {
      ...emptyDocument('Layout'),
      aaa: { z: 1, b: [{ deep: true }] },
      groups: [
        { members: ['b', 'a'], zeta: 1, alpha: 2, name: 'g', id: 'g' },
        { id: 'long', name: 'long', members: Array.from({ length: 14 }, (_, n) => `member-${n}`) },
      ],
    };
    const lines = printDocument(document).split('\n');
    expect(lines.slice(0, 11)).toEqual([
      '{',
      '  "format": "bridgewarden",',
      '  "version": 1,',
      '  "name": "Layout",',
      '  "hosts": [],',
      '  "guests": [],',
      '  "externals": [],',
      '  "groups": [',
      '    { "id": "g", "name": "g", "members": ["b", "a"], "alpha": 2, "zeta": 1 },',
      '    {',
      '      "id": "long",',
    ]);
    expect(lines.slice(-9)).toEqual([
      '  "policies": [],',
      '  "aaa": {',
      '    "b": [',
      '      { "deep": true }',
      '    ],',
      '    "z": 1',
      '  }',
      '}',
      '',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('a record breaks exactly when it would pass 120 columns, comma included', () => {
    const lineOf = (name: string): string[] =>
      printDocument({
        ...emptyDocument('x'),
        users: [
          { id: 'u', name, uid: 1 },
          { id: 'v', name: 'v', uid: 2 },
        ],
      })
        .split('\n')
        .filter((line) => line.includes('"id": "u"'));
    const frame = lineOf('')[0]?.length ?? 0;
    expect(lineOf('n'.repeat(120 - frame))[0]).toHaveLength(120);
    expect(lineOf('n'.repeat(121 - frame))[0]).toBe('      "id": "u",');
  });
});
