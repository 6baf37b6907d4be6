import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, Checkbox, CheckboxGroup } from 'react-aria-components';
import { unusedRecords } from '../../shared/document/edits/unused-records.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { useDocument } from '../state/document-store.ts';
import { goToRecord } from '../state/go-to.ts';
import { countLabel, deleteObjects } from '../state/object-edits.ts';
import { findEntry, kindTitle } from '../state/records.ts';
import { closeDialog } from '../state/ui-store.ts';

/** Objects that no rule leads to: looked at, or deleted in one step. */
export function UnusedDialog() {
  const document = useDocument((now) => now);
  const unused = useMemo(() => unusedRecords(document), [document]);
  const [kept, setKept] = useState<readonly string[]>([]);
  const chosen = unused.filter((id) => !kept.includes(id));
  return (
    <ModalDialog title="Unused objects" wide onClose={closeDialog}>
      <p className="dialog-text">
        {unused.length === 0
          ? 'Every object is used: a rule that runs leads to each of them.'
          : 'No rule leads to these objects, neither directly nor through a group that is in use.'}
      </p>
      {unused.length > 0 && (
        <CheckboxGroup
          className="checks is-scrolling"
          aria-label="Unused objects"
          value={[...chosen]}
          onChange={(now) => setKept(unused.filter((id) => !now.includes(id)))}
        >
          {unused.map((id) => {
            const entry = findEntry(document, id);
            if (!entry) return undefined;
            return (
              <div key={id} className="check-line">
                <Checkbox value={id} className="check">
                  <span className="check-box" aria-hidden>
                    <Check size={12} strokeWidth={3} />
                  </span>
                  <span className="check-label">{entry.record.name}</span>
                  <span className="check-detail">{kindTitle(entry.kind)}</span>
                </Checkbox>
                <button
                  type="button"
                  className="text-button"
                  aria-label={`Show ${entry.record.name}`}
                  onClick={() => {
                    closeDialog();
                    goToRecord(id);
                  }}
                >
                  Show
                </button>
              </div>
            );
          })}
        </CheckboxGroup>
      )}
      <div className="dialog-buttons">
        <span className="panel-bar-space" />
        <Button className="button" onPress={closeDialog}>
          Close
        </Button>
        {unused.length > 0 && (
          <Button
            className="button is-danger"
            isDisabled={chosen.length === 0}
            onPress={() => {
              closeDialog();
              deleteObjects(chosen, countLabel('Delete unused', chosen));
            }}
          >
            {countLabel('Delete', chosen)}
          </Button>
        )}
      </div>
    </ModalDialog>
  );
}
