import { Button } from 'react-aria-components';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { closeQuestion } from './close-question.ts';
import { saveDocument } from './save-document.ts';

/** Unsaved work would be lost: save it, drop it, or stay. */
export function DiscardQuestion({ title, then }: { readonly title: string; readonly then: () => void }) {
  const proceed = () => {
    closeQuestion();
    then();
  };
  return (
    <ModalDialog title={title} role="alertdialog" onClose={closeQuestion}>
      <p className="dialog-text">The changes to this document are not saved.</p>
      <div className="dialog-buttons">
        <Button className="button is-quiet" onPress={proceed}>
          Drop the changes
        </Button>
        <span className="panel-bar-space" />
        <Button className="button" onPress={closeQuestion}>
          Cancel
        </Button>
        <Button
          className="button is-primary"
          autoFocus
          onPress={() => {
            closeQuestion();
            void saveDocument(then);
          }}
        >
          Save
        </Button>
      </div>
    </ModalDialog>
  );
}
