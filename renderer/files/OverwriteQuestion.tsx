import { Button } from 'react-aria-components';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { fileName } from '../state/file-store.ts';
import { closeQuestion } from './close-question.ts';
import { openPath } from './open-document.ts';
import { saveDocumentAs, saveTo } from './save-document.ts';

interface OverwriteQuestionProps {
  readonly path: string;
  readonly reason: 'changed' | 'exists';
  /** What was wanted when this save became necessary. */
  readonly afterwards: (() => void) | undefined;
}

/** The file on disk is not what this window has read: never overwritten without asking. */
export function OverwriteQuestion({ path, reason, afterwards }: OverwriteQuestionProps) {
  const name = fileName(path);
  const changed = reason === 'changed';
  return (
    <ModalDialog
      title={changed ? `${name} was changed on disk` : `${name} exists already`}
      role="alertdialog"
      onClose={closeQuestion}
    >
      <p className="dialog-text">
        {changed
          ? 'Another program has written to the file since you opened it. Saving now would drop what it wrote.'
          : 'A file of that name is there already. Saving now would replace it.'}
      </p>
      <div className="dialog-buttons">
        {changed && (
          <Button
            className="button is-quiet"
            onPress={() => {
              closeQuestion();
              void openPath(path);
            }}
          >
            Reload, drop mine
          </Button>
        )}
        <span className="panel-bar-space" />
        <Button
          className="button"
          onPress={() => {
            closeQuestion();
            void saveTo(path, { overwrite: true, afterwards });
          }}
        >
          {changed ? 'Overwrite' : 'Replace'}
        </Button>
        <Button
          className="button is-primary"
          autoFocus
          onPress={() => {
            closeQuestion();
            void saveDocumentAs(afterwards);
          }}
        >
          Save as…
        </Button>
      </div>
    </ModalDialog>
  );
}
