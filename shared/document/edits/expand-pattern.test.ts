import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandPattern } from './expand-pattern.ts';

test.each([
  ['vnet{1..3}', undefined, ['vnet1', 'vnet2', 'vnet3']],
  ['vm{08..10}', undefined, ['vm08', 'vm09', 'vm10']],
  [' web ', undefined, ['web']],
  ['kali', 2, ['kali1', 'kali2']],
  ['{web,db}-{1..2}', undefined, ['web-1', 'web-2', 'db-1', 'db-2']],
  ['a{0..1}b', 2, ['a0b', 'a1b']],
])('%j with count %j gives %j', (pattern, count, names) => {
  expect(expandPattern(pattern, count)).toEqual({ names });
});

test.each([
  ['', undefined, 'empty'],
  ['vm{5..1}', undefined, 'write {1..5}'],
  ['vm{1..9999}', undefined, '1000'],
  ['vm{1..50}{1..50}', undefined, '1000'],
  ['vm{x}', undefined, '"{x}"'],
  ['vm{1..2', undefined, 'no partner'],
  ['vm{{1..2}}', undefined, 'no partner'],
  ['vm{a,a}', undefined, 'twice'],
  ['vm{1..3}', 4, '3 names, but 4'],
  ['vm', 0, '1 to 1000'],
  ['vm', 1.5, '1 to 1000'],
])('%j with count %j is refused with a sentence', (pattern, count, words) => {
  expect(expandPattern(pattern, count).problem).toContain(words);
});

test('whatever is typed gives names without double, or a problem', () => {
  const text = fc.string({ unit: fc.constantFrom('v', '{', '}', '.', '.', ',', '1', '9'), maxLength: 14 });
  fc.assert(
    fc.property(text, fc.option(fc.integer({ min: -2, max: 2000 }), { nil: undefined }), (pattern, count) => {
      const { names, problem } = expandPattern(pattern, count);
      if (names === undefined) expect(problem?.length).toBeGreaterThan(10);
      else
        expect([names.length > 0, new Set(names).size, names.join('').match(/[{}]/)]).toEqual([
          true,
          names.length,
          null,
        ]);
    }),
    { numRuns: 2000 },
  );
});
