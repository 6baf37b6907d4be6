import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_VERSION, emptyDocument } from './document.ts';
import { hasErrors } from './finding.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { parseDocument } from './parse.ts';
import { printDocument } from './print.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.bridgewarden.json`, import.meta.url), 'utf8');
}

function example(name: string): string {
  return readFileSync(new URL(`../../assets/examples/${name}.bridgewarden.json`, import.meta.url), 'utf8');
}

describe('good documents', () => {
  test.each(['two-bridges', 'office-consoles'])('%s has no findings', (name) => {
    const { document, findings } = parseDocument(example(name));
    expect(findings).toEqual([]);
    expect(document).toEqual(JSON.parse(example(name)));
  });

  test('an empty document has no findings, with a byte order mark neither', () => {
    const text = printDocument(emptyDocument('new'));
    expect(parseDocument(`\ufeff${text}`)).toEqual({ document: emptyDocument('new'), findings: [] });
  });
});

describe('refused files', () => {
  test('a newer version is refused, and the versions and the mend are named', () => {
    const { document, findings } = parseDocument(fixture('newer-version'));
    expect(document).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'newer-version', severity: 'error' }]);
    expect(findings[0]?.message).toContain('version 7');
    expect(findings[0]?.message).toContain(`up to ${DOCUMENT_VERSION}`);
    expect(findings[0]?.message).toContain('newer Bridgewarden');
  });

  test('JSON of another program is refused as not ours', () => {
    const { document, findings } = parseDocument(fixture('foreign'));
    expect(document).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'not-a-bridgewarden-document', severity: 'error' }]);
  });

  test('a syntax error is placed by line and column', () => {
    const { document, findings } = parseDocument(fixture('syntax-error'));
    expect(document).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'syntax-error', severity: 'error' }]);
    // The bridge behind the missing comma.
    expect(findings[0]?.message).toContain('line 13, column 9');
  });

  test.each([
    ['', 'syntax-error'],
    [' \n', 'syntax-error'],
    ['null', 'not-a-bridgewarden-document'],
    ['[]', 'not-a-bridgewarden-document'],
    ['"bridgewarden"', 'not-a-bridgewarden-document'],
    ['<?xml version="1.0"?><FWObjectDatabase/>', 'not-a-bridgewarden-document'],
    ['{"format":"bridgewarden"}', 'bad-version'],
    ['{"format":"bridgewarden","version":"1"}', 'bad-version'],
    ['{"format":"bridgewarden","version":0}', 'bad-version'],
    ['{"format":"bridgewarden","version":1.5}', 'bad-version'],
    ['{"format":"bridgewarden","version":1}', 'missing-field'],
    [`{"format":"bridgewarden","version":1,"x":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'syntax-error'],
  ])('a text that is no document, case %#', (text, code) => {
    const { document, findings } = parseDocument(text);
    expect(document).toBeUndefined();
    expect(findings[0]?.code).toBe(code);
  });
});

test('wrong types: one finding each, at the nearest record, with the field in words', () => {
  const { document, findings } = parseDocument(fixture('wrong-types'));
  expect(document).toBeUndefined();
  expect(findings.map(({ code, objects, field }) => [code, objects[0], field])).toEqual([
    ['wrong-type', 'virbr4', 'ageing'],
    ['bad-value', 'vk42', 'kind'],
    ['wrong-type', 'kali2', 'nics.0.mac'],
    ['wrong-type', 'kali3', 'nics'],
    ['missing-field', undefined, 'users'],
    ['bad-value', 'r1', 'action'],
  ]);
  const messages = findings.map(({ message }) => message);
  expect(messages[2]).toBe(
    '"mac" of NIC 1 of guest "kali2" must be a text in quotes, but it is 525400. Correct it in the file.',
  );
  expect(messages[5]).toContain('"accept", "deny", "reject", "branch" or "continue"');
  expect(findings[5]?.rule).toEqual({ policy: 'main', rule: 'r1' });
});

describe('documents with broken references are given, with findings', () => {
  test('dangling and wrong kind', () => {
    const { document, findings } = parseDocument(fixture('dangling-reference'));
    expect(document).toBeDefined();
    expect(findings.map(({ code, severity, objects, field }) => [code, severity, objects[0], field])).toEqual([
      ['dangling-reference', 'error', 'kali3', 'nics.0.port'],
      ['wrong-kind-reference', 'error', 'br6_grp', 'members.3'],
      ['dangling-reference', 'error', 'r1', 'service.0'],
    ]);
    expect(findings[0]?.message).toContain('"vk99"');
    expect(findings[1]?.message).toContain('bridge "virbr4"');
    expect(findings[2]?.message).toContain('policy "main"');
    expect(findings[2]?.message).toContain('"ssh"');
  });

  test('duplicate ids of records and of rules', () => {
    const { document, findings } = parseDocument(fixture('duplicate-id'));
    expect(document).toBeDefined();
    expect(
      findings.filter(({ code }) => code.startsWith('duplicate')).map(({ code, objects }) => [code, objects]),
    ).toEqual([
      ['duplicate-id', ['kali3']],
      ['duplicate-rule-id', ['r1', 'main']],
    ]);
    expect(hasErrors(findings)).toBe(true);
  });
});

test('a key that stands twice is a warning: the first value would be lost', () => {
  const text = printDocument(emptyDocument('new')).replace('"name": "new"', '"name": "old",\n  "name": "new"');
  const { document, findings } = parseDocument(text);
  expect(document?.name).toBe('new');
  expect(findings).toMatchObject([{ code: 'duplicate-key', severity: 'warning' }]);
  expect(findings[0]?.message).toContain('line 5');
});

test('__proto__ keys reach no prototype', () => {
  const text = printDocument(emptyDocument('new')).replace('"hosts"', '"__proto__": { "polluted": true }, "hosts"');
  const { document, findings } = parseDocument(text);
  expect(findings.map(({ code }) => code)).toEqual(['unsafe-key']);
  expect(document).toEqual(emptyDocument('new'));
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect((document as { polluted?: boolean } | undefined)?.polluted).toBeUndefined();
});

test('an id that is __proto__ or has control characters is refused', () => {
  const withGuest = (id: string): string =>
    printDocument({ ...emptyDocument('new'), guests: [{ id, name: 'g', nics: [] }] });
  for (const id of ['__proto__', 'a\nb', '', 'x'.repeat(201)]) {
    expect(parseDocument(withGuest(id)).findings).toMatchObject([
      { code: 'bad-value', field: id === '' ? 'guests.0.id' : 'id' },
    ]);
  }
  expect(parseDocument(withGuest('constructor')).findings).toEqual([]);
});

describe('migrations', () => {
  test('there is one for every older version', () => {
    expect(Object.keys(MIGRATIONS).map(Number)).toEqual(Array.from({ length: DOCUMENT_VERSION - 1 }, (_, i) => i + 1));
  });

  test('an older document is brought to the newest version before it is checked', () => {
    const steps = {
      1: (old: Readonly<Record<string, unknown>>) => ({ ...old, guests: old.machines, machines: undefined }),
      2: (old: Readonly<Record<string, unknown>>) => ({ ...old, name: `${String(old.name)}!` }),
    };
    expect(migrate({ version: 1, name: 'a', machines: [] }, 3, steps)).toEqual({ version: 3, name: 'a!', guests: [] });
    expect(migrate({ version: 2, name: 'a' }, 3, steps)).toEqual({ version: 3, name: 'a!' });
    expect(migrate({ version: 1, name: 'a' }, 4, steps)).toBeUndefined();
  });
});

test('a version that a program has no migration for any more is refused, and nothing is guessed', () => {
  const text = printDocument(emptyDocument('old'));
  const { document, findings } = parseDocument(text, { newest: 2, migrations: {} });
  expect(document).toBeUndefined();
  expect(findings).toMatchObject([{ code: 'too-old-version', severity: 'error' }]);
});

test('a file full of mistakes is reported in a bearable number of findings', () => {
  const guests = Array.from({ length: 1000 }, (_, n) => ({ id: `g${n}`, name: n, nics: [] }));
  const { findings } = parseDocument(JSON.stringify({ ...emptyDocument('bad'), guests }));
  expect(findings).toHaveLength(201);
  expect(findings.at(-1)).toMatchObject({ code: 'more-problems', severity: 'error' });
  expect(findings.at(-1)?.message).toContain('800');
});

describe('never crashes', () => {
  test('on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDocument(text)));
  });

  test('on any JSON value, dressed up as a document', () => {
    const keys = Object.keys(emptyDocument(''));
    const dressed = fc
      .tuple(fc.constantFrom(...keys, 'view'), fc.jsonValue())
      .map(([key, value]) => ({ ...emptyDocument('x'), [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), dressed), (value) => {
        const { document, findings } = parseDocument(JSON.stringify(value));
        if (document === undefined) expect(hasErrors(findings)).toBe(true);
        for (const { message } of findings) expect(message).toMatch(/\S.*\.$/s);
      }),
      { numRuns: 500 },
    );
  });

  test('on a good document with any one value put somewhere', () => {
    const text = example('two-bridges');
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue({ maxDepth: 2 }), (where, value) => {
        const document: unknown = JSON.parse(text);
        replaceNth(document, where, value);
        const parsed = parseDocument(JSON.stringify(document));
        if (parsed.document === undefined) expect(hasErrors(parsed.findings)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** Puts `value` at the n-th place of a JSON tree, counted round and round. */
function replaceNth(root: unknown, n: number, value: unknown): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push({ holder: node as Record<string, unknown>, key });
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(root);
  const place = places[n % places.length];
  if (place !== undefined) place.holder[place.key] = value;
}
