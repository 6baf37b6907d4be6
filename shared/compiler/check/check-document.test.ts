import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument } from '../../document/document.arbitraries.ts';
import { emptyDocument } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { recordIndex } from '../../document/record-index.ts';
import { checkDocument } from './check-document.ts';
import { broken, codes, example } from './mistakes.arbitraries.ts';

test.each(['two-bridges', 'office-consoles'])('%s has no errors', (name) => {
  const findings = checkDocument(example(name));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('the two-bridge example gets one warning: nothing keeps the admin from being locked out', () => {
  expect(codes(checkDocument(example('two-bridges')))).toEqual(['warning no-admin-access']);
  expect(codes(checkDocument(example('office-consoles')))).toEqual([]);
});

test('an empty document has nothing wrong with it', () => {
  expect(checkDocument(emptyDocument('new'))).toEqual([]);
});

test('the device of a bridge may bear its name', () => {
  const document = broken('two-bridges', (d) => {
    d.hosts[0].interfaces.push({ id: 'own', name: 'virbr4', kind: 'ethernet', addresses: ['10.0.0.1/24'] });
  });
  expect(codes(checkDocument(document))).toEqual(['warning no-admin-access']);
});

test("a container's veth without a drawn peer is a guest port", () => {
  const document = broken('two-bridges', (d) => {
    d.hosts[0].ports[0].kind = 'veth';
  });
  expect(codes(checkDocument(document))).toEqual(['warning no-admin-access']);
});

describe('for any document', () => {
  test('a finding names the mend in a sentence, and only records that there are', () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const rules = new Set(document.policies.flatMap(({ rules: list }) => list.map(({ id }) => id)));
        for (const { message, objects } of checkDocument(document)) {
          expect(message).toMatch(/^\S.* .*[.]$/s);
          for (const id of objects) expect(recordIndex(document).has(id) || rules.has(id)).toBe(true);
        }
      }),
    );
  });

  test('a value of the wrong meaning anywhere never makes it throw', () => {
    const odd = fc.constantFrom<unknown>(
      '',
      'x',
      '-1',
      '0.0.0.0/0',
      '::',
      '\u0000',
      'kali2',
      'virbr4',
      'main',
      'r1',
      'vmh1',
      1e9,
      -1,
      0.5,
      true,
      [],
    );
    fc.assert(
      fc.property(
        fc.constantFrom('two-bridges', 'office-consoles'),
        fc.nat(),
        fc.nat(),
        odd,
        odd,
        (base, at, alsoAt, one, other) => {
          const document: unknown = example(base);
          putNth(document, at, one);
          putNth(document, alsoAt, other);
          const parsed = parseDocument(JSON.stringify(document));
          if (parsed.document === undefined) return;
          const found = checkDocument(parsed.document);
          expect(found).toEqual(expect.arrayContaining([...parsed.findings]));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Puts a value at the n-th leaf of a JSON tree, counted round and round. */
function putNth(root: unknown, n: number, value: unknown): void {
  const leaves: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (node: object): void => {
    for (const [key, child] of Object.entries(node)) {
      if (typeof child === 'object' && child !== null) visit(child as object);
      else leaves.push({ holder: node as Record<string, unknown>, key });
    }
  };
  visit(root as object);
  const leaf = leaves[n % leaves.length];
  if (leaf !== undefined) leaf.holder[leaf.key] = value;
}
