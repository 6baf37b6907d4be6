import { IconButton } from '../controls/IconButton.tsx';
import type { Action } from './action.ts';
import { shortcutWords } from './shortcut.ts';
import { useAction } from './use-action.ts';

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
