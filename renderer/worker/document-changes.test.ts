import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument } from '../../shared/document/document.arbitraries.ts';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import { EDIT_NAMES, EDITS, pickFrom } from '../../shared/document/edits/edits.arbitraries.ts';
import { renameRecord } from '../../shared/document/edits/update-record.ts';
import { changesBetween, withChanges } from './document-changes.ts';

const guests = ['a', 'b', 'c'].map((id) => ({ id, name: id, nics: [] }));
const three: Document = { ...emptyDocument('three'), guests };

describe('changesBetween', () => {
  it('says what makes one value of any other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(withChanges(before, changesBetween(before, after))).toEqual(after);
      }),
    );
  });

  it('says what any edit did to any document', () => {
    const edit = fc.tuple(fc.constantFrom(...EDIT_NAMES), fc.nat(60), fc.nat(60));
    let changed = 0;
    fc.assert(
      fc.property(anyDocument(), edit, (document, [name, n, m]) => {
        const after = EDITS[name](document, pickFrom(document), n, m);
        if (after !== document) changed += 1;
        expect(withChanges(document, changesBetween(document, after))).toEqual(after);
      }),
      { numRuns: 500, seed: 20160223 },
    );
    expect(changed).toBeGreaterThan(50);
  });

  it('sends one field when one field was typed in', () => {
    const after = renameRecord(three, 'b', 'other');
    expect(changesBetween(three, after)).toEqual([{ path: ['guests', 1, 'name'], value: 'other' }]);
  });

  it('sends what came and where, not the whole list', () => {
    const added = { id: 'd', name: 'd', nics: [] };
    const after = { ...three, guests: [...guests.slice(0, 1), added, ...guests.slice(1)] };
    expect(changesBetween(three, after)).toEqual([{ path: ['guests'], from: 1, gone: 0, put: [added] }]);
    expect(changesBetween(after, three)).toEqual([{ path: ['guests'], from: 1, gone: 1, put: [] }]);
  });

  it('leaves alone what did not change', () => {
    const now = withChanges(three, changesBetween(three, renameRecord(three, 'b', 'other')));
    expect(now.guests[0]).toBe(guests[0]);
    expect(now.hosts).toBe(three.hosts);
  });

  it('takes a field away, and knows no prototype', () => {
    const before = JSON.parse('{ "__proto__": { "a": 1 }, "b": 2 }') as unknown;
    const after = JSON.parse('{ "__proto__": { "a": 2 } }') as unknown;
    const now = withChanges(before, changesBetween(before, after));
    expect(JSON.stringify(now)).toBe('{"__proto__":{"a":2}}');
  });
});

describe('withChanges', () => {
  it('refuses a change that belongs to another document', () => {
    expect(() => withChanges(three, [{ path: ['guests', 'b', 'name'], value: 'x' }])).toThrow(/guests\.b\.name/);
  });
});
