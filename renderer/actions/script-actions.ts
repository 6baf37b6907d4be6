import { ChevronsDownUp, Copy, FileDown, Search } from 'lucide-react';
import { backend, sentenceOf } from '../backend/backend-store.ts';
import { hasNativeDialogs } from '../files/native-dialogs.ts';
import { saveTextAs } from '../files/save-text.ts';
import { useFile } from '../state/file-store.ts';
import { notify } from '../state/notice-store.ts';
import { useResults } from '../state/results-store.ts';
import { toggleFolds, useScriptControls } from '../state/script-controls.ts';
import { shownFile } from '../state/script-lines.ts';
import { type Comparison, useScript } from '../state/script-store.ts';
import { showDock } from '../state/ui-store.ts';
import type { Action } from './action.ts';

const shown = () => useScriptControls.getState().controls !== undefined;
const compiled = () => useResults.getState().lastHosts.length > 0;

function compare(comparison: Comparison): void {
  useScript.setState({ comparison });
  showDock('script');
}

async function pickToCompare(): Promise<void> {
  const then = (path: string) => compare({ kind: 'file', path });
  if (!hasNativeDialogs()) {
    useFile.setState({ question: { kind: 'pick', title: 'Compare with a document or a script', then } });
    return;
  }
  try {
    const { path } = await backend().call('files.pickOpen', {});
    if (path !== undefined) then(path);
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}

function shownNow() {
  const { host, file } = useScript.getState();
  return shownFile(useResults.getState().lastHosts, host, file);
}

/** The browser may refuse its clipboard, to a page that is not in front for one. */
async function copyShown(): Promise<void> {
  const now = shownNow();
  if (!now) return;
  try {
    await navigator.clipboard.writeText(now.file.listing.text);
    notify(`Copied ${now.file.name} of ${now.host.name}.`, 'good');
  } catch {
    notify('The browser refuses its clipboard. Press into the script and copy with Ctrl+A, Ctrl+C.', 'error');
  }
}

function saveShown(): void {
  const now = shownNow();
  if (!now) return;
  const { name, listing } = now.file;
  void saveTextAs({ what: 'the script', name: `${now.host.name}.${name}`, text: listing.text });
}

export const scriptActions: readonly Action[] = [
  {
    id: 'script.find',
    group: 'View',
    label: 'Find in the script',
    shortcuts: ['Mod+Alt+F'],
    scope: 'window',
    icon: Search,
    enabled: shown,
    run: () => useScriptControls.getState().controls?.find(),
  },
  {
    id: 'script.fold',
    group: 'View',
    label: () => (useScriptControls.getState().folded ? 'Unfold the script' : 'Fold the script to its headings'),
    scope: 'window',
    icon: ChevronsDownUp,
    enabled: shown,
    run: toggleFolds,
  },
  {
    id: 'script.copy',
    group: 'Edit',
    label: 'Copy the script',
    scope: 'window',
    icon: Copy,
    enabled: compiled,
    run: () => void copyShown(),
  },
  {
    id: 'script.save',
    group: 'File',
    label: 'Save the script as…',
    scope: 'window',
    icon: FileDown,
    enabled: compiled,
    run: saveShown,
  },
  {
    id: 'script.compare-saved',
    group: 'View',
    label: 'Compare the script with the saved file',
    scope: 'window',
    enabled: () => compiled() && useFile.getState().path !== undefined,
    run: () => compare({ kind: 'saved' }),
  },
  {
    id: 'script.compare-file',
    group: 'View',
    label: 'Compare the script with another document…',
    scope: 'window',
    enabled: compiled,
    run: () => void pickToCompare(),
  },
];
