const MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** The shortcut that a key press is, in the spelling of the registry. */
export function shortcutOf(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  // The shift of `+` or `?` is part of typing the character.
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (event.shiftKey && (key.length > 1 || /[A-Z]/.test(key))) parts.push('Shift');
  return [...parts, key === ' ' ? 'Space' : key].join('+');
}

const MAC_SIGNS: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
const KEY_WORDS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** How a shortcut is shown: `Ctrl+Shift+Z`, `⇧⌘Z`. */
export function shortcutWords(shortcut: string, mac = MAC): string {
  const parts =
    shortcut === '+' || shortcut.endsWith('++')
      ? [...shortcut.slice(0, -2).split('+').filter(Boolean), '+']
      : shortcut.split('+');
  const words = parts
    .map((part) => (mac ? MAC_SIGNS[part] : undefined) ?? (part === 'Mod' ? 'Ctrl' : part))
    .map((part) => KEY_WORDS[part] ?? part);
  return words.join(mac ? '' : '+');
}
