import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positionAt, scanJson } from './scan-json.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson agrees with JSON.parse', () => {
  test('on valid texts, blanks and all', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        expect(scanJson(JSON.stringify(value, undefined, indent)).problem).toBeUndefined();
      }),
    );
  });

  test('on texts damaged in one place', () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.constantFrom('', ',', '{', ']', '"', '\\', '1', '0', '.', 'e', '-', 'true', '\n', '\u0000', ' '),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), damage, (text, [where, insert, replace]) => {
        const at = where % (text.length + 1);
        const damaged = text.slice(0, at) + insert + text.slice(replace ? at + 1 : at);
        expect(scanJson(damaged).problem === undefined).toBe(parses(damaged));
      }),
      { numRuns: 2000 },
    );
  });

  test('on any small text of JSON characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[\]{}",:0-9eE.+\-truefalsn\\ \n]{0,12}$/), (text) => {
        expect(scanJson(text).problem === undefined).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['{\n  "a": 1,\n}', 3, 1, 'a field name in double quotes must stand here, not "}"'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or } must stand here, not "\\""'],
  ['[1, 2', 1, 6, 'the text ends too early'],
  ['{"a": "b}', 1, 7, 'the text that starts here has no closing quote'],
  ['{} x', 1, 4, 'nothing may follow the end of the document, but there is "x"'],
  ['{"a" 1}', 1, 6, 'a colon must stand behind the field name, not "1"'],
  ["{'a': 1}", 1, 2, 'a field name in double quotes must stand here, not "\'"'],
])('%j goes wrong in line %i, column %i', (text, line, column, message) => {
  const { problem } = scanJson(text);
  expect(problem?.message).toBe(message);
  expect(positionAt(text, problem?.offset ?? -1)).toEqual({ line, column });
});

test('a key that stands twice in one object is reported, also when spelled with an escape', () => {
  expect(scanJson('{"a":1,"b":{"a":2},"\\u0061":3}').duplicateKeys).toEqual([{ offset: 19, key: 'a' }]);
});

test('a text of nothing but brackets is refused, not run out of stack on', () => {
  expect(scanJson('['.repeat(1_000_000)).problem?.message).toContain('nested');
});
