import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';
import type { CellRef } from '../../shared/document/edits/rule-cells.ts';
import type { RuleRef } from '../../shared/document/finding.ts';
import { keepPreference, onPreferences, preference } from '../state/preferences.ts';
import type { ColumnId, Widths } from './columns.ts';

/** Where the keyboard is: a line of the table by its key, and a column of it. */
export interface Cursor {
  readonly line: string;
  readonly column: ColumnId;
  /** One of the objects in the cell. */
  readonly chip?: Id;
}

interface Editing {
  readonly rule: Id;
  readonly column: ColumnId;
  /** What was typed to begin with. */
  readonly text: string;
}

/** Where what is dragged would go. */
interface DropHint {
  /** The cell under the pointer, as `line/column`. */
  readonly cell: string;
  readonly fits: boolean;
  readonly words: string;
  /** Where the pointer is. */
  readonly x: number;
  readonly y: number;
}

interface GridState {
  readonly cursor: Cursor | undefined;
  /** Counts up when the cursor's cell shall take the focus. */
  readonly focusCalls: number;
  /** Rules chosen together; the cursor's own is not among them unless it was chosen. */
  readonly chosen: ReadonlySet<Id>;
  readonly anchor: Id | undefined;
  readonly editing: Editing | undefined;
  /** The line whose compiled rules are shown. */
  readonly compiled: string | undefined;
  /** Derived sections that are unfolded, groups that are folded. */
  readonly opened: ReadonlySet<string>;
  readonly folded: ReadonlySet<string>;
  readonly widths: Widths;
  /** The host whose numbers are shown, where a policy runs on several. */
  readonly host: Id | undefined;
  /** The cell that dragged objects come from. */
  readonly from: CellRef | undefined;
  readonly dropHint: DropHint | undefined;
  /** Rules on their way, and before which rule they would come to stand. */
  readonly moving: readonly RuleRef[];
  readonly moveTo: number | undefined;
}

const NO_KEYS: ReadonlySet<string> = new Set();
const NO_RULES: readonly RuleRef[] = [];
const WIDTHS_KEY = 'rule-columns';

export const useGrid = create<GridState>()(() => ({
  cursor: undefined,
  focusCalls: 0,
  chosen: NO_KEYS,
  anchor: undefined,
  editing: undefined,
  compiled: undefined,
  opened: NO_KEYS,
  folded: NO_KEYS,
  widths: {},
  host: undefined,
  from: undefined,
  dropHint: undefined,
  moving: NO_RULES,
  moveTo: undefined,
}));

/** Puts the cursor somewhere; `focus` gives that cell the keyboard. */
export function setCursor(cursor: Cursor | undefined, focus = true): void {
  useGrid.setState(({ focusCalls }) => ({ cursor, focusCalls: focus ? focusCalls + 1 : focusCalls }));
}

/** Gives the keyboard back to the cursor's cell. */
export function focusCursor(): void {
  useGrid.setState(({ focusCalls }) => ({ focusCalls: focusCalls + 1 }));
}

export function choose(chosen: Iterable<Id>, anchor?: Id): void {
  const now = new Set(chosen);
  if (now.size === 0 && useGrid.getState().chosen.size === 0) return;
  useGrid.setState({ chosen: now.size === 0 ? NO_KEYS : now, anchor });
}

/** Unfolds a derived section or folds a group, or the other way about. */
export function toggleFold(set: 'opened' | 'folded', key: string): void {
  useGrid.setState((state) => {
    const now = new Set(state[set]);
    if (!now.delete(key)) now.add(key);
    return { [set]: now };
  });
}

/** Remembers a width on this machine; without one the column has its share again. */
export function setWidth(column: ColumnId, width: number | undefined): void {
  const { [column]: _, ...others } = useGrid.getState().widths;
  const widths: Widths = width === undefined ? others : { ...others, [column]: Math.round(width) };
  useGrid.setState({ widths });
  keepPreference(WIDTHS_KEY, JSON.stringify(widths));
}

/** Another policy is shown: what was chosen in the last one is no longer. */
export function resetGrid(): void {
  useGrid.setState({ cursor: undefined, chosen: NO_KEYS, anchor: undefined, editing: undefined, compiled: undefined });
}

export function endDrag(): void {
  useGrid.setState({ from: undefined, dropHint: undefined, moving: NO_RULES, moveTo: undefined });
}

onPreferences(() => useGrid.setState({ widths: storedWidths() }));

function storedWidths(): Widths {
  try {
    const stored: unknown = JSON.parse(preference(WIDTHS_KEY) ?? '{}');
    const entries = Object.entries(typeof stored === 'object' && stored !== null ? stored : {});
    return Object.fromEntries(entries.filter(([, width]) => typeof width === 'number' && width > 0 && width < 4000));
  } catch {
    return {};
  }
}
