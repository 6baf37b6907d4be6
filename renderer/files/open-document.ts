import type { FileStamp } from '../../shared/contract/contract.ts';
import { CallError } from '../../shared/contract/errors.ts';
import { emptyDocument } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { backend, sentenceOf } from '../backend/backend-store.ts';
import { forgetAllAnswers } from '../state/asked-store.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { forgetDeployments } from '../state/deploy-store.ts';
import { useDeployView } from '../state/deploy-view-store.ts';
import { isDirty, loadDocument } from '../state/document-store.ts';
import { fileName, newRecoveryId, useFile } from '../state/file-store.ts';
import { dismissAllNotices, notify } from '../state/notice-store.ts';
import { takeParseFindings, useResults } from '../state/results-store.ts';
import { forgetScriptView } from '../state/script-store.ts';
import { useUi } from '../state/ui-store.ts';
import { hasNativeDialogs } from './native-dialogs.ts';
import { setWindowStart, type WindowStart } from './open-window.ts';
import { forgetRecent, refreshRecent } from './recent.ts';
import { dropRecovery } from './recovery.ts';

interface Opened {
  readonly text: string;
  readonly path?: string | undefined;
  readonly stamp?: FileStamp | undefined;
  readonly start?: WindowStart | undefined;
}

/** Asks first when unsaved work would be lost. */
export function afterAsking(title: string, then: () => void): void {
  if (isDirty()) useFile.setState({ question: { kind: 'discard', title, then } });
  else then();
}

export function newDocument(): void {
  afterAsking('Start a new document?', () => {
    show(emptyDocument('Untitled'), { start: 'new' });
    canvasControls()?.focus();
  });
}

export async function openPath(path: string): Promise<void> {
  try {
    const opened = await backend().call('files.open', { path });
    take({ ...opened, start: { file: path } }, fileName(path));
  } catch (error) {
    if (error instanceof CallError && error.code === 'not-found') await forgetRecent(path);
    notify(sentenceOf(error), 'error');
  } finally {
    await refreshRecent();
  }
}

/** A text that came from elsewhere, by drag and drop: it has no place on the backend's disk. */
export function openText(text: string, name: string): void {
  take({ text }, name);
}

export async function openExample(id: string): Promise<void> {
  try {
    take({ ...(await backend().call('files.example', { id })), start: { example: id } }, 'The example');
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

/** The native dialog where the window has one, else our own. */
export async function pickAndOpen(): Promise<void> {
  if (!hasNativeDialogs()) {
    useFile.setState({ question: { kind: 'open' } });
    return;
  }
  try {
    const { path } = await backend().call('files.pickOpen', {});
    if (path !== undefined) await openPath(path);
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

/** Reads a copy that was kept aside: it is unsaved work from the first moment. */
export async function openRecovery(id: string): Promise<void> {
  try {
    const { text, path } = await backend().call('recovery.open', { id });
    const { document, findings } = parseDocument(text);
    if (!document) {
      notify(`The kept copy cannot be read: ${findings[0]?.message ?? 'it is damaged.'}`, 'error');
      return;
    }
    // Without a stamp a save in place is refused by the backend until the administrator has decided.
    show(document, { path, dirty: true });
    takeParseFindings(findings);
    useFile.setState(({ copies }) => ({ copies: copies.filter((copy) => copy.id !== id), recoveryId: id }));
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

/** The document that made a release on a host: a new one, unsaved, that has no file. Asks before it drops unsaved work. */
export function openReleaseText(text: string, host: string): void {
  const { document, findings } = parseDocument(text);
  if (!document) {
    notify(
      `The document that ${host} keeps with this release cannot be read: ${findings[0]?.message ?? 'it is damaged.'}`,
      'error',
    );
    return;
  }
  afterAsking('Open the document of the release?', () => {
    show(document, { dirty: true });
    takeParseFindings(findings);
    notify(`This is the document that made the release on ${host}. Save it to keep it.`);
  });
}

function take(opened: Opened, what: string): void {
  const { document, findings } = parseDocument(opened.text);
  if (!document) {
    const reasons = findings.slice(0, 3).map((finding) => finding.message);
    notify([`${what} cannot be opened.`, ...reasons].join(' '), 'error');
    return;
  }
  show(document, opened);
  takeParseFindings(findings);
}

function show(
  document: Parameters<typeof loadDocument>[0],
  from: Omit<Opened, 'text'> & { readonly dirty?: boolean },
): void {
  dropRecovery(useFile.getState().recoveryId);
  // What has no file and is no example is kept as a copy, which the next window offers.
  setWindowStart(from.start ?? (from.path === undefined ? 'new' : { file: from.path }));
  dismissAllNotices();
  loadDocument(document, { dirty: from.dirty ?? false });
  takeParseFindings([]);
  useUi.setState({ policy: undefined, renaming: undefined });
  // Neither what hosts did and told nor a style chosen for the preview is about this document.
  forgetDeployments();
  forgetAllAnswers();
  useDeployView.setState({ host: undefined, ticked: [] });
  forgetScriptView();
  useResults.setState({ style: undefined });
  useFile.setState({
    path: from.path,
    stamp: from.stamp,
    changedOnDisk: undefined,
    question: undefined,
    recoveryId: newRecoveryId(),
  });
  backend()
    .call('hosts.cancel', {})
    .catch(() => undefined);
  backend()
    .call('files.watch', from.path === undefined ? {} : { path: from.path })
    .catch((error) => notify(sentenceOf(error)));
}
