import { printDocument } from '../../shared/document/print.ts';
import { useBackend } from '../backend/backend-store.ts';
import { currentDocument, isDirty, useDocumentStore } from '../state/document-store.ts';
import { useFile } from '../state/file-store.ts';

/** Long enough not to write at every keystroke, short enough that a crash costs a sentence at most. */
const KEEP_AFTER_MS = 1500;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps a copy of unsaved work aside, and drops it when everything is saved or undone. */
export function startRecovery(): void {
  let last = currentDocument();
  useDocumentStore.subscribe((state) => {
    if (state.history.document === last && isDirty(state)) return;
    last = state.history.document;
    clearTimeout(timer);
    if (isDirty(state)) timer = setTimeout(keepCopy, KEEP_AFTER_MS);
    else dropRecovery(useFile.getState().recoveryId);
  });
}

function keepCopy(): void {
  const { client, state } = useBackend.getState();
  if (!client || state !== 'connected' || !isDirty()) return;
  const document = currentDocument();
  const { recoveryId, path } = useFile.getState();
  const text = printDocument(document);
  client
    .call('recovery.put', { id: recoveryId, name: document.name, text, ...(path === undefined ? {} : { path }) })
    // The copy is a net below the net: a full disk is told when the administrator saves.
    .catch(() => undefined);
}

export function dropRecovery(id: string): void {
  if (id === useFile.getState().recoveryId) clearTimeout(timer);
  const { client, state } = useBackend.getState();
  if (client && state === 'connected') client.call('recovery.drop', { id }).catch(() => undefined);
}
