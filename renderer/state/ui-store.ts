import { create } from 'zustand';

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
}

export const useUi = create<UiState>()(() => ({
  dock: 'script',
  commandPaletteOpen: false,
  renaming: undefined,
  policy: undefined,
  replacing: undefined,
}));

export function showDock(dock: DockTab): void {
  useUi.setState({ dock });
}
