import { describe, expect, it } from 'vitest';
import { actionLabel } from './action.ts';
import { ACTIONS } from './registry.ts';
import { shortcutOf, shortcutWords } from './shortcut.ts';

describe('the actions', () => {
  it('have unique ids, words and shortcuts', () => {
    expect(ACTIONS.length).toBeGreaterThan(20);
    const ids = ACTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const words = ACTIONS.map(actionLabel);
    expect(new Set(words).size).toBe(words.length);
    const shortcuts = ACTIONS.flatMap((action) => action.shortcuts ?? []);
    expect(shortcuts.length).toBeGreaterThan(15);
    // The rule table has a keyboard of its own: there its actions go before those of the canvas.
    for (const inTable of [true, false]) {
      const own = ACTIONS.filter(({ scope }) => (scope === 'rules') === inTable).flatMap((one) => one.shortcuts ?? []);
      expect(new Set(own).size).toBe(own.length);
    }
  });

  it('have shortcuts spelled as a key press is read', () => {
    const press = (shortcut: string) => {
      const parts = shortcut === 'Mod++' ? ['Mod', '+'] : shortcut.split('+');
      const key = parts.at(-1) ?? '';
      const has = (part: string) => parts.slice(0, -1).includes(part);
      return shortcutOf({ key, ctrlKey: has('Mod'), metaKey: false, shiftKey: has('Shift'), altKey: has('Alt') });
    };
    for (const shortcut of ACTIONS.flatMap((action) => action.shortcuts ?? [])) expect(press(shortcut)).toBe(shortcut);
  });

  it('show their shortcuts in the words of the keyboard', () => {
    expect(shortcutWords('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(shortcutWords('Mod+Shift+Z', true)).toBe('⌘⇧Z');
    expect(shortcutWords('Mod++', false)).toBe('Ctrl++');
    expect(shortcutWords('Delete', false)).toBe('Del');
  });
});
