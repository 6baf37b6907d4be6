import type { LucideIcon } from 'lucide-react';

type ActionGroup = 'File' | 'Edit' | 'Draw' | 'Objects' | 'View' | 'Rules' | 'Deploy' | 'Help';

/** Something the administrator can do. Menus, toolbar, shortcuts and the command palette all read the same list. */
export interface Action {
  readonly id: string;
  readonly group: ActionGroup;
  /** A function when the words depend on the state: "Undo Move 3 guests". */
  readonly label: string | (() => string);
  /** For example `Mod+Shift+Z`; `Mod` is Ctrl, and ⌘ on a Mac. */
  readonly shortcuts?: readonly string[];
  /**
   * `canvas`: the shortcut works only while nothing else (a field, a table, the tree) wants the key. `rules`: only in the rule
   * table, where it goes before all others.
   */
  readonly scope: 'window' | 'canvas' | 'rules';
  /** The key press is left to the browser, whose clipboard event does the work: it may touch the system's clipboard. */
  readonly byClipboardEvent?: boolean;
  /** Other words by which people look for it. */
  readonly alsoCalled?: string;
  readonly icon?: LucideIcon;
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

export function actionLabel(action: Action): string {
  return typeof action.label === 'string' ? action.label : action.label();
}

export function isEnabled(action: Action): boolean {
  return action.enabled?.() ?? true;
}
