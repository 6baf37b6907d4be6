import { Dot, Search } from 'lucide-react';
import { useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  TextField,
  useFilter,
} from 'react-aria-components';
import { type Action, actionLabel, isEnabled } from '../actions/action.ts';
import { listedActions } from '../actions/listed-actions.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { useUi } from '../state/ui-store.ts';

/** Every action by its name. */
export function CommandPalette() {
  const open = useUi((state) => state.commandPaletteOpen);
  return (
    <ModalOverlay
      className="scrim is-top"
      data-modal
      isDismissable
      isOpen={open}
      onOpenChange={(now) => useUi.setState({ commandPaletteOpen: now })}
    >
      <Modal className="modal is-palette">
        <Dialog className="dialog" aria-label="All commands">
          <Commands />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Commands() {
  const { contains } = useFilter({ sensitivity: 'base' });
  const close = () => useUi.setState({ commandPaletteOpen: false });
  const [groups] = useState(() => {
    const all = listedActions().filter(({ id }) => id !== 'view.commands');
    // What cannot be done now is found as well, below in its group: nobody shall wonder whether it exists.
    const listed = [...all.filter(isEnabled), ...all.filter((action) => !isEnabled(action))];
    return [...new Set(all.map(({ group }) => group))].map((group) => ({
      id: group,
      items: listed.filter((action) => action.group === group),
    }));
  });
  return (
    <Autocomplete filter={contains}>
      <TextField className="command-search" aria-label="Search commands" autoFocus>
        <Search size={16} aria-hidden />
        <Input placeholder="What do you want to do?" />
      </TextField>
      <ScrollArea label="List of commands" className="command-list">
        <Menu
          className="menu"
          aria-label="Commands"
          renderEmptyState={() => <p className="empty">There is no command with these words.</p>}
        >
          {groups.map(({ id, items }) => (
            <MenuSection key={id} id={id}>
              <Header className="menu-head">{id}</Header>
              <Collection items={items}>{(action) => <Command action={action} onRun={close} />}</Collection>
            </MenuSection>
          ))}
        </Menu>
      </ScrollArea>
    </Autocomplete>
  );
}

function Command({ action, onRun }: { readonly action: Action; readonly onRun: () => void }) {
  const Icon = action.icon ?? Dot;
  const [shortcut] = action.shortcuts ?? [];
  const label = actionLabel(action);
  return (
    <MenuItem
      id={action.id}
      className="menu-item"
      textValue={`${action.group} ${label} ${action.alsoCalled ?? ''}`}
      aria-label={label}
      isDisabled={!isEnabled(action)}
      onAction={() => {
        onRun();
        // After the dialog has given the focus back.
        setTimeout(action.run);
      }}
    >
      <span className="menu-icon">
        <Icon size={15} aria-hidden />
      </span>
      <span className="menu-label">{label}</span>
      {shortcut && <span className="menu-shortcut">{shortcutWords(shortcut)}</span>}
    </MenuItem>
  );
}
