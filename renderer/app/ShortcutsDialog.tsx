import { Search } from 'lucide-react';
import { useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { type Action, actionLabel } from '../actions/action.ts';
import { ACTIONS } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { closeDialog } from '../state/ui-store.ts';
import { PLACE_KEYS, type PlaceKey } from './place-keys.ts';

/** Every shortcut, by what it belongs to. */
export function ShortcutsDialog() {
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const listed = [
    ...ACTIONS.filter(({ shortcuts = [] }) => shortcuts.length > 0).map(fromAction),
    ...PLACE_KEYS,
  ].filter(({ group, label, keys }) => `${group} ${label} ${keys.join(' ')}`.toLowerCase().includes(wanted));
  const groups = [...new Set(listed.map(({ group }) => group))];
  return (
    <ModalDialog title="Keyboard shortcuts" size="widest" onClose={closeDialog}>
      <TextField
        className="command-search is-boxed"
        aria-label="Search shortcuts"
        value={words}
        onChange={setWords}
        autoFocus
      >
        <Search size={15} aria-hidden />
        <Input placeholder="Search by words or keys" />
      </TextField>
      <ScrollArea className="shortcut-groups" label="Shortcuts">
        <div className="shortcut-columns">
          {groups.map((group) => (
            <section key={group} className="shortcut-group" aria-label={group}>
              <h3>{group}</h3>
              <dl>
                {listed
                  .filter((one) => one.group === group)
                  .map(({ label, keys }) => (
                    <div key={label}>
                      <dt title={label}>{label}</dt>
                      <dd>
                        {keys.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
        {groups.length === 0 && <p className="empty">No shortcut has these words.</p>}
      </ScrollArea>
    </ModalDialog>
  );
}

function fromAction(action: Action): PlaceKey {
  const { group, shortcuts = [] } = action;
  return {
    group,
    label: actionLabel(action),
    keys: [...new Set(shortcuts.map((shortcut) => shortcutWords(shortcut)))],
  };
}
