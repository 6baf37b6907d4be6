/** Keys that do something: in the list of shortcuts, one line. */
export interface PlaceKey {
  readonly group: string;
  readonly label: string;
  readonly keys: readonly string[];
}

/** Keys that no action has, because they only mean something in one place: see `canvas-keys.ts` and `table-keys.ts`. */
export const PLACE_KEYS: readonly PlaceKey[] = [
  { group: 'On the drawing', label: 'To the next object, and back', keys: ['Tab', 'Shift+Tab'] },
  { group: 'On the drawing', label: 'Select the object', keys: ['Space'] },
  { group: 'On the drawing', label: 'Select it as well, or no more', keys: ['Shift+Space', 'Ctrl+Space'] },
  { group: 'On the drawing', label: 'Begin a line from it', keys: ['Enter'] },
  { group: 'In the rule table', label: 'To the next cell', keys: ['←', '→', '↑', '↓'] },
  { group: 'In the rule table', label: 'To the first or last column', keys: ['Home', 'End'] },
  { group: 'In the rule table', label: 'To the first or last line', keys: ['Ctrl+Home', 'Ctrl+End'] },
  { group: 'In the rule table', label: 'Twelve lines on', keys: ['Page Up', 'Page Down'] },
  { group: 'In the rule table', label: 'Fold and unfold a heading', keys: ['←', '→'] },
  { group: 'In the rule table', label: 'Choose several rules', keys: ['Shift+↑', 'Shift+↓'] },
  { group: 'In the rule table', label: 'Choose this rule as well', keys: ['Shift+Space'] },
  { group: 'In the rule table', label: 'Search or write in the cell', keys: ['A letter'] },
  { group: 'In the rule table', label: 'Choose no rule', keys: ['Esc'] },
];
