import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyDocument } from '../../shared/document/document.arbitraries.ts';
import type { Document } from '../../shared/document/document.ts';
import { addBridge, addExternal, addGuest } from '../../shared/document/edits/add-records.ts';
import { EDIT_NAMES, EDITS, type EditName, pickFrom } from '../../shared/document/edits/edits.arbitraries.ts';
import { addNicPort, addTapPort, linkExternal } from '../../shared/document/edits/link-records.ts';
import { addPolicy, addRule } from '../../shared/document/edits/policy-edits.ts';
import { cancelGesture, endGesture, type History, recordStep, redoStep, startHistory, undoStep } from './history.ts';

/** A drawing with something for every edit: free ports, NICs, externals, several policies with several rules. */
function richDocument(): Document {
  const path = resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json');
  let document = JSON.parse(readFileSync(path, 'utf8')) as Document;
  for (const bridge of ['virbr4', 'virbr6']) document = addTapPort(addNicPort(document, bridge), bridge);
  for (const bridge of ['virbr4', undefined]) {
    const external = addExternal(document);
    document = bridge === undefined ? external.document : linkExternal(external.document, external.id, bridge);
  }
  document = addPolicy(addGuest(addBridge(document, 'mytux').document).document, 'branch', 'virbr4').document;
  for (const { id } of document.policies) {
    for (let count = 0; count < 3; count += 1) document = addRule(document, id, 0, { source: ['kali3'] }).document;
  }
  return document;
}

const SEQUENCES = 5000;
/** Fixed, so that whether every edit came to change something is no matter of chance. */
const SEED = 20160223;

/** What a person does: edits (some within a gesture, as typing in a field is) and takes back by hand, undo, redo, leaves a field, Escape. */
type Move =
  | { readonly do: 'edit'; readonly name: EditName; readonly n: number; readonly m: number; readonly gesture?: string }
  | { readonly do: 'undo' | 'redo' | 'end' }
  | { readonly do: 'cancel' | 'return'; readonly gesture: string };

const gesture = fc.constantFrom('typing', 'nudging');
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        do: fc.constant('edit' as const),
        name: fc.constantFrom(...EDIT_NAMES),
        n: fc.nat(60),
        m: fc.nat(60),
        gesture,
      },
      { requiredKeys: ['do', 'name', 'n', 'm'] },
    ),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'return' as const), gesture }) },
);

/** The dumb model: what every state looked like, as text, and which of them is shown. */
class Model {
  readonly texts: string[];
  /** The very objects, to tell the identical one from an equal one. */
  readonly documents: Document[];
  at = 0;
  open: string | undefined;

  constructor(start: Document) {
    this.texts = [JSON.stringify(start)];
    this.documents = [start];
  }

  edit(after: Document, within: string | undefined): void {
    const continues = within !== undefined && this.open === within;
    // A gesture takes the place of its own last state; nothing that was undone can be done again.
    const kept = continues ? this.at : this.at + 1;
    this.texts.splice(kept);
    this.documents.splice(kept);
    if (continues && after === this.documents.at(-1)) {
      // Back where the gesture began: it never happened.
      this.open = undefined;
    } else {
      this.texts.push(JSON.stringify(after));
      this.documents.push(after);
      this.open = within;
    }
    this.at = this.texts.length - 1;
  }

  step(by: 1 | -1): boolean {
    if (this.texts[this.at + by] === undefined) return false;
    this.at += by;
    this.open = undefined;
    return true;
  }

  cancel(within: string): void {
    if (this.open !== within) return;
    this.texts.splice(this.at);
    this.documents.splice(this.at);
    this.at -= 1;
    this.open = undefined;
  }
}

const counted = { sequences: 0, edits: 0, undone: 0, redone: 0, cancelled: 0, returned: 0 };
const changed = new Map<EditName, number>();

/** Most pairs of objects cannot be linked, so others are tried: a move that changes nothing teaches nothing. */
function changedBy(before: Document, { name, n, m }: Extract<Move, { do: 'edit' }>): Document {
  for (let attempt = 0; attempt < 16; attempt += 1) {
    const after = EDITS[name](before, pickFrom(before), n + attempt, m + attempt * 7);
    if (after !== before) return after;
  }
  return before;
}

function play(history: History, model: Model, one: Move): History {
  if (one.do === 'edit') {
    const before = history.document;
    const after = changedBy(before, one);
    if (after === before) return history;
    counted.edits += 1;
    changed.set(one.name, (changed.get(one.name) ?? 0) + 1);
    model.edit(after, one.gesture);
    const step = { label: one.name, before, after, selectionBefore: [], selectionAfter: [] };
    return recordStep(history, one.gesture === undefined ? step : { ...step, gesture: one.gesture });
  }
  if (one.do === 'end') {
    model.open = undefined;
    return endGesture(history);
  }
  if (one.do === 'return') {
    const last = history.past.at(-1);
    if (last === undefined || model.open !== one.gesture) return history;
    counted.returned += 1;
    model.edit(last.before, one.gesture);
    return recordStep(history, { ...last, after: last.before });
  }
  if (one.do === 'cancel') {
    if (model.open === one.gesture) counted.cancelled += 1;
    model.cancel(one.gesture);
    return cancelGesture(history, one.gesture);
  }
  const result = one.do === 'undo' ? undoStep(history) : redoStep(history);
  expect(result !== undefined).toBe(model.step(one.do === 'undo' ? -1 : 1));
  if (result === undefined) return history;
  counted[one.do === 'undo' ? 'undone' : 'redone'] += 1;
  return result.history;
}

/** Follows the history to one end and says which documents it showed, the first one included. */
function follow(
  from: History,
  go: typeof undoStep,
): { readonly history: History; readonly shown: readonly Document[] } {
  const shown = [from.document];
  let history = from;
  for (let next = go(history); next !== undefined; next = go(history)) {
    history = next.history;
    shown.push(history.document);
  }
  return { history, shown };
}

it('does what a list of all states does, whatever is edited, undone and done again', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyDocument(), fc.constant(richDocument())),
      fc.array(move, { minLength: 4, maxLength: 16 }),
      (start, moves) => {
        const model = new Model(start);
        let history = startHistory(start);
        for (const one of moves) {
          history = play(history, model, one);
          expect(history.document).toBe(model.documents[model.at]);
          expect(history.past.length).toBe(model.at);
          expect(history.future.length).toBe(model.texts.length - 1 - model.at);
        }
        const back = follow(history, undoStep);
        expect(back.history.document).toBe(start);
        const forth = follow(back.history, redoStep);
        // The identical objects, in the order in which they came to be; and nobody has written into any of them.
        expect(forth.shown.length).toBe(model.documents.length);
        expect(forth.shown.every((document, index) => document === model.documents[index])).toBe(true);
        expect(forth.shown.map((document) => JSON.stringify(document))).toEqual(model.texts);
        counted.sequences += 1;
      },
    ),
    { numRuns: SEQUENCES, seed: SEED },
  );
  expect(counted.sequences).toBeGreaterThanOrEqual(SEQUENCES);
  expect([...EDIT_NAMES].filter((name) => !changed.has(name))).toEqual([]);
  for (const count of Object.values(counted)) expect(count).toBeGreaterThan(100);
});
