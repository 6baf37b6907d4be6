import { useFile } from '../state/file-store.ts';
import { DiscardQuestion } from './DiscardQuestion.tsx';
import { OpenDialog } from './OpenDialog.tsx';
import { OverwriteQuestion } from './OverwriteQuestion.tsx';
import { SaveDialog } from './SaveDialog.tsx';

/** The question about files that is open, if any. */
export function FileDialogs() {
  const question = useFile((state) => state.question);
  switch (question?.kind) {
    case undefined:
      return undefined;
    case 'discard':
      return <DiscardQuestion title={question.title} then={question.then} />;
    case 'overwrite':
      return <OverwriteQuestion path={question.path} reason={question.reason} />;
    case 'open':
      return <OpenDialog />;
    case 'save-as':
      return <SaveDialog />;
  }
}
