import { Button } from 'react-aria-components';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { fileName, type SavedText } from '../state/file-store.ts';
import { closeQuestion } from './close-question.ts';
import { saveText, saveTextAs } from './save-text.ts';

/** A file of that name is there already: never replaced without asking. */
export function ReplaceQuestion({ text, path }: { readonly text: SavedText; readonly path: string }) {
  return (
    <ModalDialog title={`${fileName(path)} exists already`} role="alertdialog" onClose={closeQuestion}>
      <p className="dialog-text">A file of that name is there already. Saving now would replace it.</p>
      <div className="dialog-buttons">
        <span className="panel-bar-space" />
        <Button
          className="button"
          onPress={() => {
            closeQuestion();
            void saveText(text, path, { overwrite: true });
          }}
        >
          Replace
        </Button>
        <Button
          className="button is-primary"
          autoFocus
          onPress={() => {
            closeQuestion();
            void saveTextAs(text);
          }}
        >
          Save as…
        </Button>
      </div>
    </ModalDialog>
  );
}
