import { create } from 'zustand';

/** What can be done with the script on screen from elsewhere: by its buttons, shortcuts and the command palette. */
export interface ScriptControls {
  find(): void;
  foldRules(): void;
  unfold(): void;
}

interface ScriptControlsState {
  /** Of the script that is on screen, if any. */
  readonly controls: ScriptControls | undefined;
  readonly folded: boolean;
}

export const useScriptControls = create<ScriptControlsState>()(() => ({ controls: undefined, folded: false }));

/** A script came on screen. The result takes it away again. */
export function showScriptControls(controls: ScriptControls): () => void {
  useScriptControls.setState({ controls, folded: false });
  return () => {
    if (useScriptControls.getState().controls === controls) useScriptControls.setState({ controls: undefined });
  };
}

/** Folds the script to its headings, or opens it again. */
export function toggleFolds(): void {
  const { controls, folded } = useScriptControls.getState();
  if (folded) controls?.unfold();
  else controls?.foldRules();
  useScriptControls.setState({ folded: !folded });
}
