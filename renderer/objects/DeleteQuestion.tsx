import { Button } from 'react-aria-components';
import type { Id } from '../../shared/document/document.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { UseLine } from '../inspector/sections/UsedIn.tsx';
import { usesLost } from '../state/ask-to-delete.ts';
import { currentDocument } from '../state/document-store.ts';
import { recordWords } from '../state/records.ts';
import { closeDialog, type Deed, openDialog } from '../state/ui-store.ts';

/** What is in use is deleted only by somebody who has seen where. */
export function DeleteQuestion({ ids, deed }: { readonly ids: readonly Id[]; readonly deed: Deed }) {
  const uses = usesLost(ids);
  const [only] = ids;
  const named = new Set(uses.map(({ id }) => id));
  return (
    <ModalDialog title={`${deed.label}?`} role="alertdialog" onClose={closeDialog}>
      <p className="dialog-text">
        It is in use. Where it is the only entry of its field, the rule is switched off, so that it does not come to
        mean “any”. Undo brings all of it back.
      </p>
      <ul className="uses is-scrolling" aria-label="Used in">
        {uses.map((use) => (
          <UseLine
            key={`${use.id}:${use.where}:${use.as}`}
            use={named.size > 1 ? { ...use, as: `${recordWords(currentDocument(), use.id)}: ${use.as}` } : use}
            then={closeDialog}
          />
        ))}
      </ul>
      <div className="dialog-buttons">
        {deed.replaceable && only !== undefined && (
          <Button className="button is-quiet" onPress={() => openDialog({ kind: 'replace', id: only })}>
            Replace it first…
          </Button>
        )}
        <span className="panel-bar-space" />
        <Button className="button" autoFocus onPress={closeDialog}>
          Cancel
        </Button>
        <Button
          className="button is-danger"
          onPress={() => {
            closeDialog();
            deed.run();
          }}
        >
          {deed.label.split(' ')[0]}
        </Button>
      </div>
    </ModalDialog>
  );
}
