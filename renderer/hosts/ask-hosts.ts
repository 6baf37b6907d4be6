import { CallError } from '../../shared/contract/errors.ts';
import type { Host, Id } from '../../shared/document/document.ts';
import { printDocument } from '../../shared/document/print.ts';
import { backend, sentenceOf } from '../backend/backend-store.ts';
import { openReleaseText } from '../files/open-document.ts';
import { type Answers, ask, askedOf, forgetAnswers, type Topic, useAsked } from '../state/asked-store.ts';
import { hasAddress } from '../state/deploy-view-store.ts';
import { commitGesture, currentDocument } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';

/** So many connections are made at once, so that fifty hosts do not come with fifty questions at the same moment. */
const AT_ONCE = 8;

/** An answer as young as this is not asked for again when the tab is opened. */
const YOUNG_MS = 60_000;

function put<T extends Topic>(topic: T, host: Id, call: (text: string) => Promise<Answers[T]>): Promise<void> {
  commitGesture();
  const document = currentDocument();
  return ask(topic, host, document, () => call(printDocument(document)), failureOf);
}

/** What is told of a failed question; nothing when the administrator has ended it herself. */
function failureOf(error: unknown): string | undefined {
  return error instanceof CallError && error.code === 'cancelled' ? undefined : sentenceOf(error);
}

let stopped = 0;

/** Asks the hosts what they run. */
export async function refreshStatus(hosts: readonly Id[]): Promise<void> {
  const waiting = [...hosts];
  const round = stopped;
  const worker = async () => {
    for (let host = waiting.shift(); host !== undefined && round === stopped; host = waiting.shift()) {
      const id = host;
      await put('status', id, (text) => backend().call('hosts.status', { text, host: id }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Asks those that were not asked a moment ago. */
export function refreshOldStatus(): void {
  const now = Date.now();
  const old = currentDocument().hosts.filter((host) => {
    const { asking, at = 0 } = askedOf(useAsked.getState(), 'status', host.id);
    return hasAddress(host) && !asking && now - at > YOUNG_MS;
  });
  void refreshStatus(old.map(({ id }) => id));
}

export async function refreshAllStatus(): Promise<void> {
  await refreshStatus(
    currentDocument()
      .hosts.filter(hasAddress)
      .map(({ id }) => id),
  );
}

export function isAsking(): boolean {
  return Object.values(useAsked.getState()).some((topic) => Object.values(topic).some((one) => one?.asking));
}

/** Breaks off what is being asked: of one host, or of all. */
export async function stopAsking(host?: Id): Promise<void> {
  if (host === undefined) stopped += 1;
  try {
    await backend().call('hosts.cancel', host === undefined ? {} : { host });
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

/** Looks at the host as a deployment would before it begins. */
export function checkHost(host: Id): Promise<void> {
  return put('preflight', host, async (text) => (await backend().call('hosts.preflight', { text, host })).results);
}

/** What would change on the host, against what was deployed there or against what its kernel holds. */
export function compareHost(host: Id, against: 'deployed' | 'kernel'): Promise<void> {
  return put(`diff-${against}`, host, (text) => backend().call('hosts.diff', { text, host, against }));
}

export function askHistory(host: Id): Promise<void> {
  return put('history', host, async (text) => (await backend().call('hosts.history', { text, host })).releases);
}

/** Opens the document that made a release, as a new unsaved one. */
export async function openReleaseDocument(host: Host, release: string): Promise<void> {
  try {
    const text = printDocument(currentDocument());
    const document = await backend().call('hosts.document', { text, host: host.id, release });
    openReleaseText(document.text, host.name);
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== undefined) notify(failure, 'error');
  }
}

/** Takes our rules off the host, with `disable` at boot too; its administrator still gets in. */
export async function stopFirewall(host: Host, disable: boolean): Promise<void> {
  try {
    const text = printDocument(currentDocument());
    const { message } = await backend().call('hosts.stop', { text, host: host.id, ...(disable ? { disable } : {}) });
    notify(message, 'good');
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== undefined) notify(failure, 'error');
  }
  forgetAnswers(host.id, ['diff-kernel', 'history']);
  await refreshStatus([host.id]);
}
