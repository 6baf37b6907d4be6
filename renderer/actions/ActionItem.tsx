import { MenuItem } from 'react-aria-components';
import { type Action, isEnabled } from './action.ts';
import { shortcutWords } from './shortcut.ts';
import { useAction } from './use-action.ts';

/** An action as a line of a menu. */
export function ActionItem({ action }: { readonly action: Action }) {
  const { label } = useAction(action);
  const Icon = action.icon;
  const [shortcut] = action.shortcuts ?? [];
  return (
    <MenuItem
      id={action.id}
      className="menu-item"
      textValue={label}
      isDisabled={!isEnabled(action)}
      onAction={action.run}
    >
      <span className="menu-icon">{Icon && <Icon size={15} aria-hidden />}</span>
      <span className="menu-label">{label}</span>
      {shortcut && <span className="menu-shortcut">{shortcutWords(shortcut)}</span>}
    </MenuItem>
  );
}
