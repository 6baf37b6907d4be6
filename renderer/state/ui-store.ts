import { create } from 'zustand';
import type { Severity } from '../../shared/document/finding.ts';

export type DockTab = 'script' | 'rules' | 'problems' | 'deploy';

interface UiState {
  readonly dock: DockTab;
  readonly commandPaletteOpen: boolean;
  /** The object whose name is being typed on the canvas. */
  readonly renaming: string | undefined;
  /** The policy shown in the Rules tab. */
  readonly policy: string | undefined;
  /** The object that is being replaced everywhere by another one. */
  readonly replacing: string | undefined;
  /** Kinds of findings that the list of problems leaves out. */
  readonly hiddenSeverities: readonly Severity[];
}

export const useUi = create<UiState>()(() => ({
  dock: 'script',
  commandPaletteOpen: false,
  renaming: undefined,
  policy: undefined,
  replacing: undefined,
  hiddenSeverities: [],
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
