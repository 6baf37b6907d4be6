import { DeleteQuestion } from '../objects/DeleteQuestion.tsx';
import { LibraryDialog } from '../objects/LibraryDialog.tsx';
import { ReplaceDialog } from '../objects/ReplaceDialog.tsx';
import { UnusedDialog } from '../objects/UnusedDialog.tsx';
import { useUi } from '../state/ui-store.ts';
import { HistoryDialog } from './HistoryDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** The dialog about objects or the window that is open, if any. */
export function WindowDialogs() {
  const dialog = useUi((state) => state.dialog);
  switch (dialog?.kind) {
    case 'library':
      return <LibraryDialog />;
    case 'unused':
      return <UnusedDialog />;
    case 'replace':
      return <ReplaceDialog key={dialog.id} id={dialog.id} />;
    case 'delete':
      return <DeleteQuestion ids={dialog.ids} deed={dialog.deed} />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'history':
      return <HistoryDialog />;
    default:
      return undefined;
  }
}
