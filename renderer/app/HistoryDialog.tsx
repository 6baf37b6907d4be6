import { Circle, CircleDot } from 'lucide-react';
import { Button, ListBox, ListBoxItem } from 'react-aria-components';
import { countWords } from '../../shared/document/describe.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { goToStep, useDocumentStore } from '../state/document-store.ts';
import { closeDialog } from '../state/ui-store.ts';

/** Every step with its name, the latest first; pressing one goes to the moment after it. */
export function HistoryDialog() {
  const history = useDocumentStore((state) => state.history);
  const saved = useDocumentStore((state) => state.saved);
  const steps = [
    { id: 0, label: beginning(history.forgotten), after: history.past[0]?.before ?? history.document },
    ...[...history.past, ...history.future].map((step, index) => ({
      id: index + 1,
      label: step.label,
      after: step.after,
    })),
  ];
  const now = history.past.length;
  return (
    <ModalDialog title="History" wide onClose={closeDialog}>
      <p className="dialog-text">Choose a step to go back or forward to the moment after it.</p>
      <ListBox
        className="folder-list history-list"
        aria-label="Steps"
        selectionMode="single"
        disallowEmptySelection
        autoFocus="first"
        selectedKeys={[now]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) goToStep(Number(key));
        }}
        items={steps.toReversed()}
      >
        {({ id, label, after }) => (
          <ListBoxItem
            id={id}
            className={`menu-item history-line${id > now ? ' is-future' : id === now ? ' is-now' : ''}`}
            textValue={label}
            aria-label={id > now ? `${label}, undone` : label}
          >
            <span className="menu-icon">
              {id === now ? <CircleDot size={14} aria-hidden /> : <Circle size={10} aria-hidden />}
            </span>
            <span className="menu-label">{label}</span>
            <span className="menu-group">
              {[id > now && 'undone', id === now && 'now', after === saved && 'in the file'].filter(Boolean).join(', ')}
            </span>
          </ListBoxItem>
        )}
      </ListBox>
      <div className="dialog-buttons">
        <span className="panel-bar-space" />
        <Button className="button is-primary" onPress={closeDialog}>
          Close
        </Button>
      </div>
    </ModalDialog>
  );
}

function beginning(forgotten: number): string {
  if (forgotten === 0) return 'As it was opened';
  return `Before the oldest step that is kept: ${countWords(forgotten, 'step')} before it cannot be undone any more`;
}
