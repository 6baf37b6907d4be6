import { useEffect } from 'react';
import { type Action, isEnabled } from './action.ts';
import { ACTIONS } from './registry.ts';
import { shortcutOf } from './shortcut.ts';

/** Where typing is typing: the plain keys and the clipboard's shortcuts belong to it. */
const TYPING =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], .monaco-editor';
/** Widgets with a keyboard of their own. */
const WIDGETS =
  '[role="grid"], [role="treegrid"], [role="menu"], [role="listbox"], [role="tablist"], [role="dialog"], [role="alertdialog"], [role="separator"]';
const OWN_IN_FIELDS = new Set(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'F2']);

/** In the object tree one deletes and copies as on the canvas; letters and arrows find one's way in it. */
function isForTree(target: Element, shortcut: string): boolean {
  return target.closest('.tree') !== null && /^(Delete|Mod\+[XCVDG])$/.test(shortcut);
}

function hasModal(): boolean {
  return document.querySelector('[data-modal]') !== null;
}

/** Compiled text is read, not written: there the window's shortcuts go before the editor's own, but not in its search field. */
function isReading(target: Element): boolean {
  return target.closest('.monaco-editor') !== null && target.closest('.find-widget') === null;
}

/** True when nothing else (a field, a table, a dialog) wants the key that was pressed there. */
export function isForCanvas(target: Element, shortcut: string): boolean {
  const onCanvas = target.closest('[data-region="canvas"]') !== null;
  if (hasModal() && !onCanvas) return false;
  if (target.closest(TYPING)) return false;
  if (target.closest(WIDGETS) && !isForTree(target, shortcut)) return false;
  if (onCanvas || target === document.body || isForTree(target, shortcut)) return true;
  // Enter, Space, Delete and the arrows on a button elsewhere are not about what is drawn.
  return shortcut.startsWith('Mod+');
}

/** True when Escape means something where it was pressed: a field, a table, an open menu or dialog. */
export function wantsEscape(target: EventTarget | null): boolean {
  return hasModal() || (target instanceof Element && target.closest(`${TYPING}, ${WIDGETS}`) !== null);
}

/** In the rule table its own actions go before those that use the same keys elsewhere. */
function actionFor(shortcut: string, inRules: boolean): Action | undefined {
  const meant = ACTIONS.filter((one) => one.shortcuts?.includes(shortcut));
  const own = inRules ? meant.find(({ scope }) => scope === 'rules') : undefined;
  return own ?? meant.find(({ scope }) => scope !== 'rules');
}

function targetOf(event: KeyboardEvent): Element {
  return event.target instanceof Element ? event.target : document.body;
}

/** Runs the action whose shortcut is pressed; true when nobody else shall see the key press. */
function runShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const shortcut = shortcutOf(event);
  const target = targetOf(event);
  const action = actionFor(shortcut, target.closest('[data-region="rules"]') !== null);
  if (!action) return false;
  if (action.byClipboardEvent) return false;
  if (action.scope === 'canvas' && !isForCanvas(target, shortcut)) return false;
  if (hasModal() && !target.closest('[data-region="canvas"]')) return false;
  const typing = target.closest(TYPING) !== null;
  if (typing && (action.scope === 'rules' || shortcut.length === 1)) return false;
  if (typing && OWN_IN_FIELDS.has(shortcut) && !isReading(target)) return false;
  if (!isEnabled(action)) {
    if (!shortcut.startsWith('Mod+')) return false;
    event.preventDefault();
    return true;
  }
  event.preventDefault();
  action.run();
  return true;
}

/** Runs the action whose shortcut is pressed. */
export function useShortcuts(): void {
  useEffect(() => {
    // On the way down, because the editor takes a key press for itself without looking whether somebody has answered it.
    const beforeEditor = (event: KeyboardEvent) => {
      if (isReading(targetOf(event)) && runShortcut(event)) event.stopPropagation();
    };
    const afterWidgets = (event: KeyboardEvent) => {
      if (!isReading(targetOf(event))) runShortcut(event);
    };
    window.addEventListener('keydown', beforeEditor, true);
    window.addEventListener('keydown', afterWidgets);
    return () => {
      window.removeEventListener('keydown', beforeEditor, true);
      window.removeEventListener('keydown', afterWidgets);
    };
  }, []);
}
