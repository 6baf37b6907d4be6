import { Check, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Button,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  useFilter,
} from 'react-aria-components';
import { countWords } from '../../shared/document/describe.ts';
import type { Id } from '../../shared/document/document.ts';
import { addFromLibrary, type LibraryItem, libraryOf } from '../../shared/document/edits/add-from-library.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { edit, useDocument } from '../state/document-store.ts';
import { closeDialog } from '../state/ui-store.ts';

const PARTS = ['All', 'Services', 'Addresses'] as const;

/** Standard services and addresses: the ticked ones become objects of the document. */
export function LibraryDialog() {
  const document = useDocument((now) => now);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [part, setPart] = useState<(typeof PARTS)[number]>('All');
  const { services, addresses } = useMemo(() => libraryOf(document), [document]);
  const add = () => {
    let ids: readonly Id[] = [];
    edit(
      chosen.length === 1 ? `Add ${chosen[0]}` : `Add ${countWords(chosen.length, 'standard object')}`,
      (now) => {
        const added = addFromLibrary(now, chosen);
        ids = added.ids;
        return added.document;
      },
      { select: () => ids },
    );
    closeDialog();
  };
  return (
    <ModalDialog title="Standard services and addresses" wide onClose={closeDialog}>
      <Autocomplete filter={contains}>
        <TextField className="command-search is-boxed" aria-label="Search the library" autoFocus>
          <Search size={15} aria-hidden />
          <Input placeholder="Search by name, protocol, port or network" />
        </TextField>
        <ToggleButtonGroup
          className="way-choice library-parts"
          aria-label="Part of the library"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[part]}
          onSelectionChange={(keys) => setPart(PARTS.find((one) => keys.has(one)) ?? 'All')}
        >
          {PARTS.map((one) => (
            <ToggleButton key={one} id={one} className="way-button">
              {one}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ScrollArea label="List of the library" className="folder-list is-tall">
          <ListBox
            className="menu"
            aria-label="Library"
            selectionMode="multiple"
            selectedKeys={chosen}
            onSelectionChange={(keys) => setChosen(keys === 'all' ? [] : [...keys].map(String))}
            renderEmptyState={() => <p className="empty">The library has nothing of that name.</p>}
          >
            {part !== 'Addresses' && <Part title="Services" items={services} />}
            {part !== 'Services' && <Part title="Addresses" items={addresses} />}
          </ListBox>
        </ScrollArea>
      </Autocomplete>
      <div className="dialog-buttons">
        <span className="panel-bar-space" />
        <Button className="button" onPress={closeDialog}>
          Cancel
        </Button>
        <Button className="button is-primary" isDisabled={chosen.length === 0} onPress={add}>
          {chosen.length < 2 ? 'Add' : `Add ${chosen.length}`}
        </Button>
      </div>
    </ModalDialog>
  );
}

function Part({ title, items }: { readonly title: string; readonly items: readonly LibraryItem[] }) {
  return (
    <ListBoxSection id={title}>
      <Header className="menu-head">{title}</Header>
      <Collection items={items.map((item) => ({ ...item, id: item.name }))}>
        {({ name, detail, present }) => (
          <ListBoxItem
            id={name}
            className="menu-item"
            textValue={`${name} ${detail}`}
            aria-label={present ? `${name} ${detail}, in the document already` : `${name} ${detail}`}
            isDisabled={present}
          >
            <span className="check-box" aria-hidden>
              <Check size={12} strokeWidth={3} />
            </span>
            <span className="menu-label">{name}</span>
            <span className="menu-group">{present ? 'in the document' : detail}</span>
          </ListBoxItem>
        )}
      </Collection>
    </ListBoxSection>
  );
}
