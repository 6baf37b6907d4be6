import { CallError } from '../../shared/contract/errors.ts';
import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { fileName, type SavedText, useFile } from '../state/file-store.ts';
import { notify } from '../state/notice-store.ts';
import { folderOf, joinPath } from './folder-of.ts';
import { hasNativeDialogs } from './native-dialogs.ts';

/** Asks where to, and writes a text to a file of its own; the document and its file have no part in it. */
export async function saveTextAs(text: SavedText): Promise<void> {
  if (!hasNativeDialogs()) {
    useFile.setState({ question: { kind: 'save-text', text } });
    return;
  }
  try {
    const { path } = await backend().call('files.pickSave', { suggested: suggestedTextPath(text) });
    // The system's dialog has asked already whether an existing file may be replaced.
    if (path !== undefined) await saveText(text, path, { overwrite: true });
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

/** Beside the document. */
export function suggestedTextPath({ name }: SavedText): string {
  const { path } = useFile.getState();
  const folder = path === undefined ? (useBackend.getState().info?.home ?? '/') : folderOf(path);
  return joinPath(folder, name);
}

export async function saveText(
  text: SavedText,
  path: string,
  options: { readonly overwrite?: boolean } = {},
): Promise<void> {
  try {
    await backend().call('files.save', { path, text: text.text, ...(options.overwrite ? { overwrite: true } : {}) });
    useFile.setState({ question: undefined });
    notify(`Saved ${fileName(path)}.`, 'good');
  } catch (error) {
    if (error instanceof CallError && error.code === 'exists') {
      useFile.setState({ question: { kind: 'replace-text', text, path } });
    } else {
      notify(sentenceOf(error), 'error');
    }
  }
}
