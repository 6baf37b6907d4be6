import { CallError } from '../../shared/contract/errors.ts';
import { DOCUMENT_ENDING } from '../../shared/document/document-ending.ts';
import { printDocument } from '../../shared/document/print.ts';
import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { commitGesture, currentDocument, markSaved } from '../state/document-store.ts';
import { fileName, useFile } from '../state/file-store.ts';
import { notify } from '../state/notice-store.ts';
import { withEnding } from './file-ending.ts';
import { hasNativeDialogs } from './native-dialogs.ts';
import { setWindowStart } from './open-window.ts';
import { refreshRecent } from './recent.ts';
import { dropRecovery } from './recovery.ts';

/** Saves in place; asks for a name when there is none yet. `afterwards` runs once the file holds the document. */
export async function saveDocument(afterwards?: () => void): Promise<void> {
  const { path } = useFile.getState();
  if (path === undefined) await saveDocumentAs(afterwards);
  else await saveTo(path, { afterwards });
}

export async function saveDocumentAs(afterwards?: () => void): Promise<void> {
  if (!hasNativeDialogs()) {
    useFile.setState({ question: { kind: 'save-as', afterwards } });
    return;
  }
  try {
    const { path: picked } = await backend().call('files.pickSave', { suggested: suggestedPath() });
    if (picked === undefined) return;
    const path = withEnding(picked, DOCUMENT_ENDING);
    // The system's dialog has asked already whether an existing file may be replaced; one of a longer name it has not.
    await saveTo(path, { overwrite: path === picked && path !== useFile.getState().path, afterwards });
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

interface SaveOptions {
  readonly overwrite?: boolean;
  /** Runs once the file holds the document, also when that took another question. */
  readonly afterwards?: (() => void) | undefined;
}

/** Writes the document; a file that somebody else changed, or that exists, is a question and never overwritten silently. */
export async function saveTo(path: string, options: SaveOptions): Promise<void> {
  commitGesture();
  const document = currentDocument();
  const file = useFile.getState();
  const inPlace = path === file.path;
  useFile.setState({ busy: true });
  let saved = false;
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
    setWindowStart({ file: result.path });
    notify(`Saved ${fileName(result.path)}.`, 'good');
    saved = true;
  } catch (error) {
    if (error instanceof CallError && (error.code === 'changed-on-disk' || error.code === 'exists')) {
      const reason = error.code === 'exists' && !inPlace ? 'exists' : 'changed';
      useFile.setState({ question: { kind: 'overwrite', path, reason, afterwards: options.afterwards } });
    } else {
      notify(sentenceOf(error), 'error');
    }
  } finally {
    useFile.setState({ busy: false });
  }
  if (saved) options.afterwards?.();
}
