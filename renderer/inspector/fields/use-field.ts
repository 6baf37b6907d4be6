import { useRef, useState } from 'react';
import type { Document, Id } from '../../../shared/document/document.ts';
import { abandonGesture, commitGesture, edit } from '../../state/document-store.ts';

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

/**
 * A text field bound to the document: what is typed counts at once, one visit to the field is one step of the history, and
 * Escape gives back what was there before. While it has the focus it shows what was typed, letter by letter, even where
 * the document's value is printed otherwise.
 */
export function useField({ id, field, label, text, change }: FieldOptions) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState<string | undefined>(undefined);
  const visit = useRef('');
  const leave = () => {
    commitGesture();
    setTyped(undefined);
    setReason(undefined);
  };
  return {
    value: typed ?? text,
    reason,
    onFocus() {
      visits += 1;
      visit.current = `field:${String(id)}:${field}:${visits}`;
    },
    onChange(now: string) {
      setTyped(now);
      const meaning = change(now);
      setReason(typeof meaning === 'string' ? meaning : undefined);
      if (typeof meaning !== 'string') edit(label, meaning, { gesture: visit.current });
    },
    onBlur: leave,
    onKeyDown(event: { readonly key: string; preventDefault(): void; stopPropagation?(): void }) {
      if (event.key === 'Enter') {
        leave();
        visits += 1;
        visit.current = `field:${String(id)}:${field}:${visits}`;
      }
      if (event.key === 'Escape') {
        abandonGesture(visit.current);
        setTyped(undefined);
        setReason(undefined);
      }
    },
  };
}

let visits = 0;
