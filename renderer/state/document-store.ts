import { create } from 'zustand';
import { type Document, emptyDocument, type Id } from '../../shared/document/document.ts';
import {
  cancelGesture,
  endGesture,
  type History,
  moveInHistory,
  recordStep,
  redoStep,
  startHistory,
  undoStep,
} from './history.ts';
import { select, useSelection } from './selection-store.ts';

interface DocumentState {
  readonly history: History;
  /** What the file holds: the document is dirty when it is another value. */
  readonly saved: Document;
  /** Counts the documents that were loaded: the canvas shows each from its whole. */
  readonly loads: number;
}

export interface EditOptions {
  /** Edits of one gesture (typing in a field, nudging) become one step. */
  readonly gesture?: string;
  /** What is selected afterwards; restored by redo. A function when the ids are known only after the change. */
  readonly select?: readonly Id[] | (() => readonly Id[]);
}

const first = emptyDocument('Untitled');

export const useDocumentStore = create<DocumentState>()(() => ({
  history: startHistory(first),
  saved: first,
  loads: 0,
}));

/** Subscribes to a part of the document. */
export function useDocument<T>(selector: (document: Document) => T): T {
  return useDocumentStore((state) => selector(state.history.document));
}

export function currentDocument(): Document {
  return useDocumentStore.getState().history.document;
}

export function isDirty(state: DocumentState = useDocumentStore.getState()): boolean {
  return state.history.document !== state.saved;
}

/** The one door for changes. The label is what the menu shows: "Undo Move 3 guests". */
export function edit(label: string, change: (document: Document) => Document, options: EditOptions = {}): void {
  const { history } = useDocumentStore.getState();
  const after = change(history.document);
  if (after === history.document) return;
  const selectionBefore = useSelection.getState().ids;
  const wanted = typeof options.select === 'function' ? options.select() : options.select;
  const selectionAfter = wanted ?? selectionBefore;
  const step = { label, before: history.document, after, selectionBefore, selectionAfter };
  useDocumentStore.setState({
    history: recordStep(history, options.gesture === undefined ? step : { ...step, gesture: options.gesture }),
  });
  if (wanted) select(wanted);
}

/** Ends the gesture that is under way, if any. */
export function commitGesture(): void {
  const { history } = useDocumentStore.getState();
  const ended = endGesture(history);
  if (ended !== history) useDocumentStore.setState({ history: ended });
}

/** Escape: gives back the value from before the gesture. */
export function abandonGesture(gesture: string): void {
  const { history } = useDocumentStore.getState();
  const cancelled = cancelGesture(history, gesture);
  if (cancelled !== history) useDocumentStore.setState({ history: cancelled });
}

export function undo(): void {
  const undone = undoStep(useDocumentStore.getState().history);
  if (!undone) return;
  useDocumentStore.setState({ history: undone.history });
  select(undone.step.selectionBefore);
}

export function redo(): void {
  const redone = redoStep(useDocumentStore.getState().history);
  if (!redone) return;
  useDocumentStore.setState({ history: redone.history });
  select(redone.step.selectionAfter);
}

/** Goes to the moment after `count` steps, backwards or forwards. */
export function goToStep(count: number): void {
  const { history } = useDocumentStore.getState();
  const moved = moveInHistory(history, count);
  if (moved === history) return;
  useDocumentStore.setState({ history: moved });
  select(moved.past.at(-1)?.selectionAfter ?? moved.future[0]?.selectionBefore ?? []);
}

/** Replaces everything: another file was opened, or a new document begun. */
export function loadDocument(document: Document, options: { readonly dirty?: boolean } = {}): void {
  // A recovered document is dirty from the start: no saved value is the identical object.
  useDocumentStore.setState(({ loads }) => ({
    history: startHistory(document),
    saved: options.dirty ? emptyDocument('') : document,
    loads: loads + 1,
  }));
  select([]);
}

/** Says that this value is what the file holds now. */
export function markSaved(document: Document): void {
  useDocumentStore.setState({ saved: document });
}
