import { create } from 'zustand';

/** What can be done with the comparison on screen from elsewhere: by its buttons, shortcuts and the command palette. */
export interface DiffControls {
  go(direction: 'next' | 'previous'): void;
}

interface DiffState {
  /** Of the comparison that is on screen, if any. */
  readonly controls: DiffControls | undefined;
  readonly layout: 'side-by-side' | 'inline';
}

/** Two columns need a wide window; in a narrow one long rules would be cut in both. */
const WIDE = 1600;

export const useDiff = create<DiffState>()(() => ({
  controls: undefined,
  layout: globalThis.innerWidth >= WIDE ? 'side-by-side' : 'inline',
}));

/** A comparison came on screen. The result takes it away again. */
export function showDiffControls(controls: DiffControls): () => void {
  useDiff.setState({ controls });
  return () => {
    if (useDiff.getState().controls === controls) useDiff.setState({ controls: undefined });
  };
}

export function toggleDiffLayout(): void {
  useDiff.setState(({ layout }) => ({ layout: layout === 'inline' ? 'side-by-side' : 'inline' }));
}
