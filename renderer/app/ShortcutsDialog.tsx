import { Search } from 'lucide-react';
import { useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { type Action, actionLabel } from '../actions/action.ts';
import { ACTIONS } from '../actions/registry.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { Window } from '../files/Window.tsx';
import { closeDialog } from '../state/ui-store.ts';
import { ScrollArea } from './ScrollArea.tsx';

/** Every shortcut, by what it belongs to. */
export function ShortcutsDialog() {
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const listed = ACTIONS.filter(
    (action) =>
      (action.shortcuts?.length ?? 0) > 0 &&
      `${action.group} ${actionLabel(action)} ${keysOf(action).join(' ')}`.toLowerCase().includes(wanted),
  );
  const groups = [...new Set(listed.map(({ group }) => group))];
  return (
    <Window title="Keyboard shortcuts" wide onClose={closeDialog}>
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
        {groups.map((group) => (
          <section key={group} className="shortcut-group" aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {listed
                .filter((action) => action.group === group)
                .map((action) => (
                  <div key={action.id}>
                    <dt>{actionLabel(action)}</dt>
                    <dd>
                      {keysOf(action).map((keys) => (
                        <kbd key={keys}>{keys}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        {groups.length === 0 && <p className="empty">No shortcut has these words.</p>}
      </ScrollArea>
    </Window>
  );
}

function keysOf({ shortcuts = [] }: Action): readonly string[] {
  return [...new Set(shortcuts.map((shortcut) => shortcutWords(shortcut)))];
}
