import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Autocomplete, Button, Input, ListBox, ListBoxItem, TextField, useFilter } from 'react-aria-components';
import { countWords, KIND_WORDS } from '../../shared/document/describe.ts';
import type { Document, Id } from '../../shared/document/document.ts';
import { replaceReferences } from '../../shared/document/edits/replace-references.ts';
import { allRecords } from '../../shared/document/record-index.ts';
import { KIND_ICONS } from '../controls/kind-icons.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { edit, useDocument } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';
import { findEntry, recordWords } from '../state/records.ts';
import { closeDialog } from '../state/ui-store.ts';

/** Find and replace: another object in every rule and group that names this one. */
export function ReplaceDialog({ id }: { readonly id: Id }) {
  const document = useDocument((now) => now);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [chosen, setChosen] = useState<Id | undefined>(undefined);
  const candidates = useMemo(() => replacements(document, id), [document, id]);
  const plan = chosen === undefined ? undefined : replaceReferences(document, id, chosen);
  const replace = () => {
    if (chosen === undefined || plan === undefined) return;
    edit(`Replace ${recordWords(document, id)} by ${recordWords(document, chosen)}`, () => plan.document);
    notify(`Replaced in ${countWords(plan.places, 'place')}.`, 'good');
    closeDialog();
  };
  return (
    <ModalDialog title={`Replace ${recordWords(document, id)} everywhere`} wide onClose={closeDialog}>
      <p className="dialog-text">Choose what stands in its place in every rule and group that names it.</p>
      <Autocomplete filter={contains}>
        <TextField className="command-search is-boxed" aria-label="Search objects" autoFocus>
          <Search size={15} aria-hidden />
          <Input placeholder="Search" />
        </TextField>
        <ScrollArea label="List of objects" className="folder-list">
          <ListBox
            className="menu"
            aria-label="Replace by"
            selectionMode="single"
            selectedKeys={chosen === undefined ? [] : [chosen]}
            onSelectionChange={(keys) => setChosen(keys === 'all' ? undefined : keys.values().next().value?.toString())}
            items={candidates}
            renderEmptyState={() => <p className="empty">There is nothing else that fits. Make it first.</p>}
          >
            {({ id: one }) => <Candidate id={one} />}
          </ListBox>
        </ScrollArea>
      </Autocomplete>
      <p className="dialog-text" role="status">
        {plan?.problem ??
          (plan &&
            `It is replaced in ${countWords(plan.places, 'place')}${plan.kept.length > 0 ? '; its wiring stays' : ''}.`)}
      </p>
      <div className="dialog-buttons">
        <span className="panel-bar-space" />
        <Button className="button" onPress={closeDialog}>
          Cancel
        </Button>
        <Button className="button is-primary" isDisabled={!plan || plan.places === 0} onPress={replace}>
          Replace
        </Button>
      </div>
    </ModalDialog>
  );
}

function Candidate({ id }: { readonly id: Id }) {
  const entry = useDocument((document) => findEntry(document, id));
  if (!entry) return undefined;
  const Icon = KIND_ICONS[entry.kind];
  return (
    <ListBoxItem id={id} className="menu-item is-choice" textValue={entry.record.name}>
      <span className="menu-icon">
        <Icon size={15} aria-hidden />
      </span>
      <span className="menu-label">{entry.record.name}</span>
      <span className="menu-group">{KIND_WORDS[entry.kind]}</span>
    </ListBoxItem>
  );
}

/** What could stand in all places where the object is named, or at least in some of them. */
function replacements(document: Document, id: Id): readonly { readonly id: Id }[] {
  return [...allRecords(document)]
    .map(({ record }) => record)
    .filter((record) => record.id !== id && replaceReferences(document, id, record.id).places > 0)
    .map((record) => ({ id: record.id }));
}
