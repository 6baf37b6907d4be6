import { useRef, useState } from 'react';
import type { Document, Id } from '../../../shared/document/document.ts';
import { abandonGesture, commitGesture, edit, redo, undo } from '../../state/document-store.ts';
import { typingGesture } from '../../state/history.ts';

export interface FieldOptions {
  readonly id: Id | readonly Id[];
  readonly field: string;
  /** What the history shows: "Change MAC address of kali2". */
  readonly label: string;
  /** The document's value as text. */
  readonly text: string;
  /** The change that a text means; a string is the reason why it means none. */
  readonly change: (text: string) => ((document: Document) => Document) | string;
}

/** A key press as react-aria hands it on: it goes no further unless it is told to. */
interface FieldKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  preventDefault(): void;
  continuePropagation?(): void;
}

/**
 * A text field bound to the document: what is typed counts at once, one visit to the field is one step of the history, and
 * Escape gives back what was there before. While it has the focus it shows what was typed, letter by letter, even where
 * the document's value is printed otherwise. A text that means nothing leaves the document as it was before the visit: its first
 * letters, which may mean something, are not what was typed. Undoing is the browser's while something is typed, else the document's.
 */
export function useField({ id, field, label, text, change }: FieldOptions) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState<string | undefined>(undefined);
  const visit = useRef('');
  const began = useRef(text);
  const begin = () => {
    visits += 1;
    visit.current = typingGesture(`${String(id)}:${field}`, visits);
  };
  const leave = () => {
    commitGesture();
    setTyped(undefined);
  };
  const giveBack = () => {
    abandonGesture(visit.current);
    setTyped(undefined);
    setReason(undefined);
  };
  return {
    value: typed ?? text,
    reason,
    onFocus() {
      setReason(undefined);
      begin();
    },
    onChange(now: string) {
      if (typed === undefined) began.current = text;
      setTyped(now);
      const meaning = change(now);
      setReason(typeof meaning === 'string' ? meaning : undefined);
      if (typeof meaning === 'string') abandonGesture(visit.current);
      else edit(label, meaning, { gesture: visit.current });
    },
    onBlur() {
      if (reason !== undefined && typed !== undefined) setReason(`“${typed.trim()}” was not taken. ${reason}`);
      leave();
    },
    onKeyDown(event: FieldKey) {
      // The shortcuts of the window work here, too.
      event.continuePropagation?.();
      if (event.key === 'Enter' && reason === undefined) {
        leave();
        begin();
      }
      if (event.key === 'Escape') giveBack();
      const way = historyWay(event);
      if (way === undefined || (typed !== undefined && typed !== began.current)) return;
      // What the browser would undo is what was typed before the last Enter, as a new step.
      event.preventDefault();
      leave();
      (way === 'undo' ? undo : redo)();
    },
  };
}

function historyWay({ key, ctrlKey, metaKey, shiftKey, altKey }: FieldKey): 'undo' | 'redo' | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : undefined;
}

let visits = 0;
