import { useSyncExternalStore } from 'react';
import { useAsked } from '../state/asked-store.ts';
import { useCanvasOptions } from '../state/canvas-options.ts';
import { useDeploy } from '../state/deploy-store.ts';
import { useDeployView } from '../state/deploy-view-store.ts';
import { useDiff } from '../state/diff-controls.ts';
import { useDockSize } from '../state/dock-size.ts';
import { useDocumentStore } from '../state/document-store.ts';
import { useFile } from '../state/file-store.ts';
import { useResults } from '../state/results-store.ts';
import { useScriptControls } from '../state/script-controls.ts';
import { useSelection } from '../state/selection-store.ts';
import { useTheme } from '../state/theme-store.ts';
import { type Action, actionLabel, isEnabled } from './action.ts';

const STORES = [
  useDocumentStore,
  useSelection,
  useFile,
  useDeploy,
  useDeployView,
  useAsked,
  useDiff,
  useDockSize,
  useResults,
  useScriptControls,
  useTheme,
  useCanvasOptions,
] as const;

function subscribe(listener: () => void): () => void {
  const ends = STORES.map((store) => store.subscribe(listener));
  return () => {
    for (const end of ends) end();
  };
}

/** The action's words and whether it can be run now, kept up to date. */
export function useAction(action: Action): { readonly label: string; readonly enabled: boolean } {
  const label = useSyncExternalStore(subscribe, () => actionLabel(action));
  const enabled = useSyncExternalStore(subscribe, () => isEnabled(action));
  return { label, enabled };
}
