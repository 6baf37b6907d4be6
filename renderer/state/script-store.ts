import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';

/** What the script is held against: the saved file or another document. */
export type Comparison = { readonly kind: 'saved' } | { readonly kind: 'file'; readonly path: string };

interface ScriptState {
  /** The host whose script is shown; the first one when it is not there. */
  readonly host: Id | undefined;
  readonly file: string;
  /** The line (counted from 1) that was chosen, here or from elsewhere. */
  readonly line: number | undefined;
  /** Brings the line into view. A new value each time, so that asking again scrolls there again. */
  readonly reveal: { readonly line: number } | undefined;
  readonly comparison: Comparison | undefined;
}

/** What the Script tab shows: kept here so that other panels can lead into it. */
export const useScript = create<ScriptState>()(() => ({
  host: undefined,
  file: 'firewall.sh',
  line: undefined,
  reveal: undefined,
  comparison: undefined,
}));

/** Forgets what was about another document. */
export function forgetScriptView(): void {
  useScript.setState({ host: undefined, line: undefined, reveal: undefined, comparison: undefined });
}
