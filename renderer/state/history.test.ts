import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import {
  abandonGesture,
  commitGesture,
  currentDocument,
  edit,
  loadDocument,
  redo,
  undo,
  useDocumentStore,
} from './document-store.ts';
import { select, useSelection } from './selection-store.ts';

const first = emptyDocument('0');

beforeEach(() => loadDocument(first));

const rename = (name: string) => (document: Document) => (document.name === name ? document : { ...document, name });

type Command =
  | { readonly kind: 'edit'; readonly name: string }
  | { readonly kind: 'type'; readonly field: string; readonly name: string }
  | { readonly kind: 'leave' | 'undo' | 'redo' }
  | { readonly kind: 'escape'; readonly field: string }
  | { readonly kind: 'select'; readonly ids: readonly string[] };

const name = fc.integer({ min: 0, max: 3 }).map(String);
const field = fc.constantFrom('a', 'b');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), name }),
  fc.record({ kind: fc.constant('type' as const), field, name }),
  fc.record({ kind: fc.constantFrom('leave' as const, 'undo' as const, 'redo' as const) }),
  fc.record({ kind: fc.constant('escape' as const), field }),
  fc.record({ kind: fc.constant('select' as const), ids: fc.subarray(['x', 'y', 'z']) }),
);

/** The dumbest thing that could be right: a list of all documents with a mark, and the field that is being typed in. */
class DumbModel {
  documents: Document[] = [first];
  at = 0;
  typing: { field: string; from: Document } | undefined;

  get now(): Document {
    return this.documents[this.at] as Document;
  }

  push(document: Document): void {
    this.documents = [...this.documents.slice(0, this.at + 1), document];
    this.at += 1;
  }

  run(step: Command): void {
    switch (step.kind) {
      case 'edit':
        if (this.now.name === step.name) return;
        this.typing = undefined;
        this.push({ ...this.now, name: step.name });
        return;
      case 'type': {
        if (this.now.name === step.name) return;
        const next = { ...this.now, name: step.name };
        if (this.typing?.field === step.field) {
          this.documents = [...this.documents.slice(0, this.at), next];
          return;
        }
        this.typing = { field: step.field, from: this.now };
        this.push(next);
        return;
      }
      case 'leave':
        this.typing = undefined;
        return;
      case 'escape':
        if (this.typing?.field !== step.field) return;
        this.documents = this.documents.slice(0, this.at);
        this.at -= 1;
        this.typing = undefined;
        return;
      case 'undo':
        this.typing = undefined;
        this.at = Math.max(0, this.at - 1);
        return;
      case 'redo':
        if (this.at === this.documents.length - 1) return;
        this.typing = undefined;
        this.at += 1;
        return;
      case 'select':
        return;
    }
  }
}

function run(step: Command): void {
  switch (step.kind) {
    case 'edit':
      edit('Rename', rename(step.name));
      return;
    case 'type':
      edit('Type', rename(step.name), { gesture: step.field });
      return;
    case 'leave':
      commitGesture();
      return;
    case 'escape':
      abandonGesture(step.field);
      return;
    case 'undo':
      undo();
      return;
    case 'redo':
      redo();
      return;
    case 'select':
      select(step.ids);
      return;
  }
}

describe('the history', () => {
  it('does what a list of all documents would do, for any sequence of edits, gestures, undo and redo', () => {
    let steps = 0;
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        loadDocument(first);
        const model = new DumbModel();
        for (const one of commands) {
          run(one);
          model.run(one);
          expect(currentDocument()).toEqual(model.now);
          steps += 1;
        }
        while (useDocumentStore.getState().history.past.length > 0) undo();
        // Not an equal document: the very one that was loaded.
        expect(currentDocument()).toBe(first);
      }),
      { numRuns: 500 },
    );
    expect(steps).toBeGreaterThan(1000);
  });

  it('makes one step of a gesture, and none of one that changed nothing', () => {
    edit('Type', rename('k'), { gesture: 'field' });
    edit('Type', rename('ka'), { gesture: 'field' });
    commitGesture();
    expect(useDocumentStore.getState().history.past).toHaveLength(1);
    edit('Nothing', (document) => document);
    expect(useDocumentStore.getState().history.past).toHaveLength(1);
    undo();
    expect(currentDocument()).toBe(first);
  });

  it('counts the steps that fell away, so that nobody takes the oldest one for the beginning', () => {
    for (let step = 1; step <= 1003; step += 1) edit('Rename', rename(String(step)));
    const { past, forgotten } = useDocumentStore.getState().history;
    expect([past.length, forgotten]).toEqual([1000, 3]);
    undo();
    expect(useDocumentStore.getState().history.forgotten).toBe(3);
    loadDocument(first);
    expect(useDocumentStore.getState().history.forgotten).toBe(0);
  });

  it('gives back the selection with a step, and calls selecting no step', () => {
    select(['a']);
    edit('Rename', rename('k'), { select: ['b'] });
    select(['c']);
    undo();
    expect(useSelection.getState().ids).toEqual(['a']);
    redo();
    expect(useSelection.getState().ids).toEqual(['b']);
    expect(useDocumentStore.getState().history.past).toHaveLength(1);
  });

  it('is clean again when undo reaches what was saved', () => {
    edit('Rename', rename('k'));
    expect(currentDocument()).not.toBe(useDocumentStore.getState().saved);
    undo();
    expect(currentDocument()).toBe(useDocumentStore.getState().saved);
  });
});
