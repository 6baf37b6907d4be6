import { create } from 'zustand';
import type { FileStamp } from '../../shared/contract/contract.ts';

/** A question that the window puts to the administrator; exactly one at a time. */
/** `afterwards`: what the administrator wanted to do when she was asked. */
type Question =
  | { readonly kind: 'discard'; readonly then: () => void; readonly title: string }
  | {
      readonly kind: 'overwrite';
      readonly path: string;
      readonly reason: 'changed' | 'exists';
      readonly afterwards?: (() => void) | undefined;
    }
  | { readonly kind: 'open' }
  | { readonly kind: 'save-as'; readonly afterwards?: (() => void) | undefined }
  | { readonly kind: 'save-text'; readonly text: SavedText }
  | { readonly kind: 'replace-text'; readonly text: SavedText; readonly path: string }
  | { readonly kind: 'pick'; readonly title: string; readonly then: (path: string) => void };

/** A text that is written to a file of its own: a script, a drawing. */
export interface SavedText {
  /** What it is, in the title of the dialog: "the script". */
  readonly what: string;
  readonly name: string;
  readonly text: string;
}

interface RecoveryCopy {
  readonly id: string;
  readonly name: string;
  readonly path?: string | undefined;
  readonly saved: number;
}

interface FileState {
  /** Absent for a new document and for an example: neither can be saved in place. */
  readonly path: string | undefined;
  /** What the window has read or written last: compared before every save. */
  readonly stamp: FileStamp | undefined;
  /** The file was changed or deleted on disk by somebody else. */
  readonly changedOnDisk: 'changed' | 'deleted' | undefined;
  readonly question: Question | undefined;
  /** From simple to large, each with what it shows. */
  readonly examples: readonly { readonly id: string; readonly name: string; readonly sentence: string }[];
  /** The documents that were used last, the latest first. */
  readonly recent: readonly { readonly path: string }[];
  readonly copies: readonly RecoveryCopy[];
  /** This window's id among the recovery copies. */
  readonly recoveryId: string;
  readonly busy: boolean;
  /** A file of the system is being dragged over the window. */
  readonly dropping: boolean;
}

export const useFile = create<FileState>()(() => ({
  path: undefined,
  stamp: undefined,
  changedOnDisk: undefined,
  question: undefined,
  examples: [],
  recent: [],
  copies: [],
  recoveryId: newRecoveryId(),
  busy: false,
  dropping: false,
}));

export function newRecoveryId(): string {
  return crypto.randomUUID();
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
