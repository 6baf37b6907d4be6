import { DOCUMENT_ENDING } from '../../shared/document/document-ending.ts';
import { useFile } from '../state/file-store.ts';
import { DiscardQuestion } from './DiscardQuestion.tsx';
import { OpenDialog } from './OpenDialog.tsx';
import { OverwriteQuestion } from './OverwriteQuestion.tsx';
import { openPath } from './open-document.ts';
import { ReplaceQuestion } from './ReplaceQuestion.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import { saveTo, suggestedPath } from './save-document.ts';
import { saveText, suggestedTextPath } from './save-text.ts';

/** The question about files that is open, if any. */
export function FileDialogs() {
  const question = useFile((state) => state.question);
  switch (question?.kind) {
    case undefined:
      return undefined;
    case 'discard':
      return <DiscardQuestion title={question.title} then={question.then} />;
    case 'overwrite':
      return <OverwriteQuestion path={question.path} reason={question.reason} afterwards={question.afterwards} />;
    case 'open':
      return <OpenDialog title="Open a document" onFile={(path) => void openPath(path)} />;
    case 'pick':
      return <OpenDialog title={question.title} all onFile={question.then} />;
    case 'save-as':
      return (
        <SaveDialog
          title="Save the document"
          suggested={suggestedPath()}
          ending={DOCUMENT_ENDING}
          onSave={(path) => void saveTo(path, { afterwards: question.afterwards })}
        />
      );
    case 'save-text':
      return (
        <SaveDialog
          title={`Save ${question.text.what}`}
          suggested={suggestedTextPath(question.text)}
          ending=""
          onSave={(path) => void saveText(question.text, path)}
        />
      );
    case 'replace-text':
      return <ReplaceQuestion text={question.text} path={question.path} />;
  }
}
