import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Document, emptyDocument } from '../../shared/document/document.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { currentDocument, edit, loadDocument, undo, useDocumentStore } from '../state/document-store.ts';
import { dismissAllNotices, useNotices } from '../state/notice-store.ts';
import { useWork } from '../state/work-store.ts';
import type { Places } from '../worker/arrange-protocol.ts';
import { arrangeDrawing } from './arrange-drawing.ts';

const PLACES: Places = { kali: { x: 10, y: 20 } };
const start: Document = { ...emptyDocument('start'), guests: [{ id: 'kali', name: 'kali', nics: [] }] };

/** A search for places whose answers the test gives. */
class Search {
  readonly about: Document[] = [];
  #settle: { give: (places: Places) => void; fail: (error: unknown) => void } | undefined;
  readonly find = (document: Document, signal: AbortSignal): Promise<Places> => {
    this.about.push(document);
    return new Promise((give, fail) => {
      this.#settle = { give, fail };
      signal.addEventListener('abort', () => fail(signal.reason));
    });
  };
  give(places: Places): void {
    this.#settle?.give(places);
  }
  fail(message: string): void {
    this.#settle?.fail(new Error(message));
  }
}

let search: Search;
const steps = () => useDocumentStore.getState().history.past.map(({ label }) => label);
const notices = () => useNotices.getState().notices.map(({ text }) => text);
const rename = () => edit('Rename', (document) => ({ ...document, guests: [{ id: 'kali', name: 'kali2', nics: [] }] }));

beforeEach(() => {
  vi.useFakeTimers();
  search = new Search();
  loadDocument(start);
  dismissAllNotices();
});
afterEach(() => vi.useRealTimers());

describe('arrangeDrawing', () => {
  it('moves everything in one step', async () => {
    const done = arrangeDrawing(search.find);
    search.give(PLACES);
    expect(await done).toBe(true);
    expect(currentDocument()).toEqual(moveNodes(start, PLACES));
    expect(steps()).toEqual(['Arrange the drawing']);
    undo();
    expect(currentDocument()).toBe(start);
  });

  it('tells of itself while it lasts, and leaves everything as it was when it is cancelled', async () => {
    const done = arrangeDrawing(search.find);
    expect(useWork.getState().works).toEqual([]);
    await vi.runOnlyPendingTimersAsync();
    expect(useWork.getState().works.map(({ doing }) => doing)).toEqual(['Arranging the drawing']);
    useWork.getState().works[0]?.cancel();
    expect(await done).toBe(false);
    expect(currentDocument()).toBe(start);
    expect(useWork.getState().works).toEqual([]);
    expect(notices()).toEqual([]);
  });

  it('arranges what was drawn meanwhile, too, and keeps it', async () => {
    const done = arrangeDrawing(search.find);
    rename();
    search.give({ kali: { x: 1, y: 1 } });
    await vi.waitFor(() => expect(search.about).toHaveLength(2));
    search.give(PLACES);
    expect(await done).toBe(true);
    expect(search.about).toEqual([
      start,
      expect.objectContaining({ guests: [expect.objectContaining({ name: 'kali2' })] }),
    ]);
    expect(currentDocument().guests[0]?.name).toBe('kali2');
    expect(currentDocument().view?.nodes).toEqual(PLACES);
    expect(steps()).toEqual(['Rename', 'Arrange the drawing']);
  });

  it('does not begin anew for what does not change the drawing', async () => {
    const done = arrangeDrawing(search.find);
    edit('Move', (document) => moveNodes(document, { kali: { x: 500, y: 500 } }));
    search.give(PLACES);
    expect(await done).toBe(true);
    expect(search.about).toHaveLength(1);
    expect(currentDocument().view?.nodes).toEqual(PLACES);
  });

  it('says so, and moves nothing, when no arrangement was found', async () => {
    const done = arrangeDrawing(search.find);
    search.fail('The layout stopped unexpectedly.');
    expect(await done).toBe(false);
    expect(currentDocument()).toBe(start);
    expect(notices()).toEqual([
      'The drawing was not arranged, and nothing was moved. The layout stopped unexpectedly.',
    ]);
  });

  it('leaves another document alone that was opened meanwhile', async () => {
    const done = arrangeDrawing(search.find);
    const other: Document = { ...start, name: 'other' };
    loadDocument(other);
    search.give(PLACES);
    expect(await done).toBe(false);
    expect(currentDocument()).toBe(other);
    expect(notices()).toEqual(['Nothing was arranged: another document was opened meanwhile.']);
  });

  it('moves nothing where the positions are locked, or were locked meanwhile', async () => {
    const lock = () => edit('Lock', (document) => ({ ...document, view: { ...document.view, locked: true } }));
    const done = arrangeDrawing(search.find);
    lock();
    search.give(PLACES);
    expect(await done).toBe(false);
    expect(await arrangeDrawing(search.find)).toBe(false);
    expect(search.about).toHaveLength(1);
    expect(currentDocument().view?.nodes).toBeUndefined();
    expect(notices()[0]).toMatch(/locked/);
  });
});
