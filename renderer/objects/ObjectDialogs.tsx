import { useUi } from '../state/ui-store.ts';
import { DeleteQuestion } from './DeleteQuestion.tsx';
import { LibraryDialog } from './LibraryDialog.tsx';
import { ReplaceDialog } from './ReplaceDialog.tsx';
import { UnusedDialog } from './UnusedDialog.tsx';

/** The dialog about objects that is open, if any. */
export function ObjectDialogs() {
  const dialog = useUi((state) => state.dialog);
  switch (dialog?.kind) {
    case 'library':
      return <LibraryDialog />;
    case 'unused':
      return <UnusedDialog />;
    case 'replace':
      return <ReplaceDialog key={dialog.id} id={dialog.id} />;
    case 'delete':
      return <DeleteQuestion ids={dialog.ids} />;
    default:
      return undefined;
  }
}
