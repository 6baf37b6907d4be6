import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';

/** A rule that the preview was asked to show. A new value each time, so that asking again scrolls there again. */
export interface WantedRule {
  readonly host: Id;
  readonly number: number;
  /** The line (counted from 1) to begin with; otherwise the rule's first one in the file. */
  readonly line?: number | undefined;
}

interface ScriptState {
  /** The host whose script is shown; the first one when it is not there. */
  readonly host: Id | undefined;
  readonly file: string;
  readonly wanted: WantedRule | undefined;
}

/** What the Script tab shows: kept here so that other panels can lead into it. */
export const useScript = create<ScriptState>()(() => ({ host: undefined, file: 'firewall.sh', wanted: undefined }));
