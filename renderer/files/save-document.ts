import { CallError } from '../../shared/contract/errors.ts';
import { DOCUMENT_ENDING } from '../../shared/document/document-ending.ts';
import { printDocument } from '../../shared/document/print.ts';
import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { commitGesture, currentDocument, markSaved } from '../state/document-store.ts';
import { fileName, useFile } from '../state/file-store.ts';
import { notify } from '../state/notice-store.ts';
import { nativeDialogs } from './native-dialogs.ts';
import { refreshRecent } from './recent.ts';
import { dropRecovery } from './recovery.ts';

/** Saves in place; asks for a name when there is none yet. True when the file holds the document now. */
export async function saveDocument(): Promise<boolean> {
  const { path } = useFile.getState();
  if (path === undefined) {
    await saveDocumentAs();
    return false;
  }
  return saveTo(path, {});
}

export async function saveDocumentAs(): Promise<void> {
  if (!nativeDialogs()) {
    useFile.setState({ question: { kind: 'save-as' } });
    return;
  }
  try {
    const { path } = await backend().call('files.pickSave', { suggested: suggestedPath() });
    // The system's dialog has asked already whether an existing file may be replaced.
    if (path !== undefined) await saveTo(path, { overwrite: path !== useFile.getState().path });
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

export function suggestedPath(): string {
  const { path } = useFile.getState();
  if (path !== undefined) return path;
  const stem = currentDocument()
    .name.trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${useBackend.getState().info?.home ?? ''}/${stem || 'untitled'}${DOCUMENT_ENDING}`;
}

/** Writes the document; a file that somebody else changed, or that exists, is a question and never overwritten silently. */
export async function saveTo(path: string, options: { readonly overwrite?: boolean }): Promise<boolean> {
  commitGesture();
  const document = currentDocument();
  const file = useFile.getState();
  const inPlace = path === file.path;
  useFile.setState({ busy: true });
  try {
    const result = await backend().call('files.save', {
      path,
      text: printDocument(document),
      ...(inPlace && file.stamp && !options.overwrite ? { expected: file.stamp } : {}),
      ...(options.overwrite ? { overwrite: true } : {}),
    });
    markSaved(document);
    useFile.setState({ path: result.path, stamp: result.stamp, changedOnDisk: undefined, question: undefined });
    dropRecovery(file.recoveryId);
    if (!inPlace) await backend().call('files.watch', { path: result.path });
    if (!inPlace) await refreshRecent();
    notify(`Saved ${fileName(result.path)}.`, 'good');
    return true;
  } catch (error) {
    if (error instanceof CallError && (error.code === 'changed-on-disk' || error.code === 'exists')) {
      const reason = error.code === 'exists' && !inPlace ? 'exists' : 'changed';
      useFile.setState({ question: { kind: 'overwrite', path, reason } });
    } else {
      notify(sentenceOf(error), 'error');
    }
    return false;
  } finally {
    useFile.setState({ busy: false });
  }
}
