import { useEffect } from 'react';
import { announce, useAnnouncement } from '../state/announce-store.ts';
import { useDocumentStore } from '../state/document-store.ts';

/** Tells a screen reader what happened: every step of the history, by the words that the menu has for it. */
export function LiveRegion() {
  const text = useAnnouncement((state) => state.text);
  useEffect(
    () =>
      useDocumentStore.subscribe((now, before) => {
        const { history, loads } = now;
        const old = before.history;
        if (loads !== before.loads || history.document === old.document) return;
        const redone = old.future[0];
        if (history.future.length > old.future.length) announce(`Undone: ${history.future[0]?.label ?? ''}`);
        else if (
          redone !== undefined &&
          history.future.length === old.future.length - 1 &&
          history.document === redone.after
        )
          announce(`Done again: ${redone.label}`);
        else if (history.past.length > 0) announce(`${history.past.at(-1)?.label ?? ''}: done.`);
      }),
    [],
  );
  return (
    <div className="hidden-label" role="status" aria-label="What happened" aria-live="polite">
      {text}
    </div>
  );
}
