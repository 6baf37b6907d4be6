import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';
import type { Severity } from '../../shared/document/finding.ts';

export type DockTab = 'script' | 'rules' | 'problems' | 'deploy';

/** What would take objects away, with the words that the history has for it: "Cut guest kali2". */
export interface Deed {
  readonly label: string;
  readonly run: () => void;
  /** Whether putting another object in its place would do instead. */
  readonly replaceable?: boolean;
}

export type UiDialog =
  | { readonly kind: 'library' }
  | { readonly kind: 'unused' }
  /** The object that is being replaced everywhere by another one. */
  | { readonly kind: 'replace'; readonly id: Id }
  | { readonly kind: 'delete'; readonly ids: readonly Id[]; readonly deed: Deed }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'history' };

interface UiState {
  readonly dock: DockTab;
  readonly commandPaletteOpen: boolean;
  /** What is being renamed in place: an object on the canvas, a policy (`policy:ID`), a group of rules. */
  readonly renaming: string | undefined;
  /** The policy shown in the Rules tab. */
  readonly policy: string | undefined;
  /** The dialog about objects or about the window that is open; those about files are the file store's. */
  readonly dialog: UiDialog | undefined;
  /** Kinds of findings that the list of problems leaves out. */
  readonly hiddenSeverities: readonly Severity[];
  /** Whether it is being asked where the chosen rules shall go. */
  readonly transferOpen: boolean;
}

export const useUi = create<UiState>()(() => ({
  dock: 'script',
  commandPaletteOpen: false,
  renaming: undefined,
  policy: undefined,
  dialog: undefined,
  hiddenSeverities: [],
  transferOpen: false,
}));

export function showDock(dock: DockTab): void {
  useUi.setState({ dock });
}

/** Leaves a kind of findings out of the list of problems, or puts it in again. */
export function toggleSeverity(severity: Severity): void {
  useUi.setState(({ hiddenSeverities: hidden }) => ({
    hiddenSeverities: hidden.includes(severity) ? hidden.filter((one) => one !== severity) : [...hidden, severity],
  }));
}

export function openDialog(dialog: UiDialog): void {
  useUi.setState({ dialog });
}

export function closeDialog(): void {
  useUi.setState({ dialog: undefined });
}
