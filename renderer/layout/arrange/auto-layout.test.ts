import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument } from '../../../shared/document/document.arbitraries.ts';
import type { Document } from '../../../shared/document/document.ts';
import { moveNodes } from '../../../shared/document/edits/place-nodes.ts';
import { autoLayout } from './auto-layout.ts';
import { collisions } from './picture.fixture.ts';

const folder = resolve(import.meta.dirname, '../../../assets/examples');
const examples = readdirSync(folder).map((name): [string, Document] => [
  name.replace('.bridgewarden.json', ''),
  JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as Document,
]);

const example = (name: string): Document => examples.find(([one]) => one === name)?.[1] as Document;

const arranged = async (document: Document): Promise<Document> => moveNodes(document, await autoLayout(document));

describe('the example', () => {
  it.each(examples)('%s is drawn, as it comes, with nothing upon anything else', (_name, document) => {
    expect(collisions(document)).toEqual([]);
  });

  it.each(examples)('%s is arranged with nothing upon anything else', async (_name, document) => {
    expect(collisions(await arranged(document))).toEqual([]);
  });
});

describe('autoLayout', () => {
  it('places everything on the canvas, without a collision, the same each time', async () => {
    let placed = 0;
    await fc.assert(
      fc.asyncProperty(anyDocument(), async (document) => {
        const places = await autoLayout(document);
        expect(await autoLayout(document)).toEqual(places);
        const wanted = [...document.hosts, ...document.hosts.flatMap(({ bridges }) => bridges), ...document.guests];
        for (const { id } of [...wanted, ...document.externals]) expect(Object.keys(places)).toContain(id);
        expect(collisions(moveNodes(document, places))).toEqual([]);
        placed += wanted.length;
      }),
      { numRuns: 60 },
    );
    expect(placed).toBeGreaterThan(100);
  });

  it('does not depend on where things stood', async () => {
    const document = example('two-bridges');
    const moved = moveNodes(document, { kali2: { x: -900, y: 7 }, mytux: { x: 0, y: 0 } });
    expect(await autoLayout(moved)).toEqual(await autoLayout(document));
  });

  it('puts two linked bridges on one level, guests below their own, the host beside', async () => {
    const places = await autoLayout(example('two-bridges'));
    const { virbr4, virbr6, kali2, kali3, mytux } = places;
    expect(virbr4?.y).toBe(virbr6?.y);
    expect(kali2?.y).toBeGreaterThan(virbr4?.y ?? Number.NaN);
    expect(kali3?.y).toBe(kali2?.y);
    expect(mytux?.x).toBeGreaterThan(virbr4?.x ?? Number.NaN);
  });

  it('keeps the width that a bridge was given', async () => {
    const document = example('two-bridges');
    const wide: Document = { ...document, view: { nodes: { virbr4: { x: 0, y: 0, width: 900 } } } };
    const result = await arranged(wide);
    expect(result.view?.nodes?.virbr4?.width).toBe(900);
    expect(collisions(result)).toEqual([]);
  });

  it('arranges a thousand guests', async () => {
    const [guest] = example('two-bridges').guests;
    const [host] = example('two-bridges').hosts;
    if (guest === undefined || host === undefined) throw new Error('the example is empty');
    const numbers = Array.from({ length: 1000 }, (_, number) => number);
    const document: Document = {
      ...example('two-bridges'),
      groups: [],
      hosts: [
        {
          ...host,
          ports: numbers.map((n) => ({ id: `p${n}`, name: `p${n}`, kind: 'tap', bridge: n % 2 ? 'virbr4' : 'virbr6' })),
        },
      ],
      guests: numbers.map((n) => ({ id: `g${n}`, name: `g${n}`, nics: [{ port: `p${n}`, addresses: [] }] })),
    };
    expect(Object.keys(await autoLayout(document)).length).toBe(1003);
  });
});
