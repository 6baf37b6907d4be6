import type { Action } from '../actions/action.ts';
import { shortcutWords } from '../actions/shortcut.ts';
import { useAction } from '../actions/use-action.ts';
import { IconButton } from './IconButton.tsx';

/** An action as a button with its picture. */
export function ActionButton({ action }: { readonly action: Action }) {
  const { label, enabled } = useAction(action);
  const Icon = action.icon;
  const [shortcut] = action.shortcuts ?? [];
  return (
    <IconButton
      label={label}
      shortcut={shortcut === undefined ? undefined : shortcutWords(shortcut)}
      isDisabled={!enabled}
      onPress={action.run}
    >
      {Icon && <Icon size={16} aria-hidden />}
    </IconButton>
  );
}
