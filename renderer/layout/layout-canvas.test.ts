import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import { EDIT_NAMES, EDITS, pickFrom } from '../../shared/document/edits/edits.arbitraries.ts';
import { updateRecord } from '../../shared/document/edits/update-record.ts';
import { resolveTopology } from '../../shared/topology/resolve-topology.ts';
import { type CanvasLayout, layoutCanvas } from './layout-canvas.ts';

const path = resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json');
const example = JSON.parse(readFileSync(path, 'utf8')) as Document;

/** Fixed, so that whether the edits come to change something is no matter of chance. */
const SEED = 20160223;

function laidOut(document: Document): CanvasLayout {
  return layoutCanvas(document, resolveTopology(document));
}

/** Of an empty drawing nothing is remembered, so that what comes next is made from the beginning. */
function afresh(document: Document): CanvasLayout {
  laidOut(emptyDocument('nothing'));
  return laidOut({ ...document });
}

describe('layoutCanvas', () => {
  it('gives after any edits what it would give for the document alone', () => {
    const edits = fc.array(fc.tuple(fc.constantFrom(...EDIT_NAMES), fc.nat(60), fc.nat(60)), { minLength: 1 });
    let changed = 0;
    fc.assert(
      fc.property(edits, (list) => {
        let document = example;
        laidOut(document);
        let warm: CanvasLayout | undefined;
        for (const [name, n, m] of list) {
          const after = EDITS[name](document, pickFrom(document), n, m);
          if (after !== document) changed += 1;
          document = after;
          warm = laidOut(document);
        }
        expect(warm).toEqual(afresh(document));
      }),
      { numRuns: 150, seed: SEED },
    );
    expect(changed).toBeGreaterThan(100);
  });

  it('keeps every value that an edit did not concern', () => {
    const before = laidOut(example);
    const after = laidOut(updateRecord(example, 'guest', 'kali3', { name: 'other' }));
    for (const part of ['boxes', 'sockets', 'anchors', 'regions'] as const) {
      expect(before[part].size).toBeGreaterThan(0);
      for (const [id, value] of after[part]) expect(value).toBe(before[part].get(id));
    }
    const known = new Set(before.cables);
    expect(after.cables.filter((cable) => !known.has(cable)).map(({ id }) => id)).toEqual(['nic:kali3:0']);
  });
});
