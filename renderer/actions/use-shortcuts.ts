import { useEffect } from 'react';
import { isEnabled } from './action.ts';
import { ACTIONS } from './registry.ts';
import { shortcutOf } from './shortcut.ts';

/** Where typing is typing: the plain keys and the clipboard's shortcuts belong to it. */
const TYPING = 'input, textarea, select, [contenteditable="true"], .monaco-editor';
/** Widgets with a keyboard of their own. */
const WIDGETS =
  '[role="grid"], [role="treegrid"], [role="menu"], [role="listbox"], [role="tablist"], [role="dialog"], [role="alertdialog"], [role="separator"]';
const OWN_IN_FIELDS = new Set(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'F2']);

/** In the object tree one deletes and copies as on the canvas; letters and arrows find one's way in it. */
function isForTree(target: Element, shortcut: string): boolean {
  return target.closest('.tree') !== null && /^(Delete|Mod\+[XCVDG])$/.test(shortcut);
}

/** Runs the action whose shortcut is pressed. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutOf(event);
      const action = ACTIONS.find((one) => one.shortcuts?.includes(shortcut));
      if (!action) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const modal = document.querySelector('[data-modal]') !== null;
      const typing = target.closest(TYPING) !== null;
      if (modal && !target.closest('[data-region="canvas"]')) return;
      if (typing && (action.scope === 'canvas' || OWN_IN_FIELDS.has(shortcut))) return;
      if (action.scope === 'canvas' && target.closest(WIDGETS) && !isForTree(target, shortcut)) return;
      // Enter, Space and the arrows on a button of the toolbar are the button's; only the canvas gives them up.
      if (action.scope === 'canvas' && target !== document.body && !target.closest('[data-region="canvas"]')) {
        if (!shortcut.startsWith('Mod+') && shortcut !== 'Delete') return;
      }
      // Text that was selected with the mouse, in the output of a host for example, is copied as text.
      if (action.id === 'edit.copy' && !(document.getSelection()?.isCollapsed ?? true)) return;
      if (!isEnabled(action)) {
        if (shortcut.startsWith('Mod+')) event.preventDefault();
        return;
      }
      event.preventDefault();
      action.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
