import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { notify } from '../state/notice-store.ts';

/** What a window begins with, as its address says it. */
export type WindowStart = 'new' | { readonly file: string } | { readonly example: string };

/** Reads the address of this window; `undefined`: it begins with what was named on the command line. */
export function windowStart(search: string): WindowStart | undefined {
  const query = new URLSearchParams(search);
  const [file, example] = [query.get('file'), query.get('example')];
  if (file !== null) return { file };
  if (example !== null) return { example };
  return query.has('new') ? 'new' : undefined;
}

/** Lets a reload of this window begin with what it shows, and not with what it once began with. */
export function setWindowStart(start: WindowStart): void {
  history.replaceState(history.state, '', `/?${addressOf(start)}`);
}

function addressOf(start: WindowStart): string {
  if (start === 'new') return 'new';
  return 'file' in start ? `file=${encodeURIComponent(start.file)}` : `example=${encodeURIComponent(start.example)}`;
}

/** Another window with a document of its own: one of the system where the backend can, else a tab of the browser. */
export async function openWindow(start: WindowStart): Promise<void> {
  const address = addressOf(start);
  if (!useBackend.getState().info?.capabilities.nativeWindows) {
    window.open(`/?${address}`, '_blank', 'noopener');
    return;
  }
  try {
    await backend().call('window.open', { start: address });
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}
