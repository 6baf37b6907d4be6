import type { KeyboardEvent } from 'react';
import { activateCursor, toggleCursor } from '../rule-edits/cell-commands.ts';
import { COLUMNS, cellOf } from '../rule-edits/columns.ts';
import { choose, setCursor, toggleFold, useGrid } from '../rule-edits/grid-store.ts';
import { here } from '../rule-edits/shown-table.ts';
import type { TableLine } from '../rule-edits/table-lines.ts';

/** How far Page up and Page down go. */
const PAGE = 12;

/** Going about in the table, and typing into it. Everything else that keys do there is an action of the registry. */
export function onTableKey(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement || event.altKey) return;
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') leaveChosen(event);
  else if (mod ? goFar(event.key) : go(event.key, event.shiftKey) || type(event.key)) event.preventDefault();
}

function go(key: string, extending: boolean): boolean {
  switch (key) {
    case 'ArrowDown':
      return goLines(1, extending);
    case 'ArrowUp':
      return goLines(-1, extending);
    case 'PageDown':
      return goLines(PAGE, extending);
    case 'PageUp':
      return goLines(-PAGE, extending);
    case 'ArrowRight':
      return goColumns(1);
    case 'ArrowLeft':
      return goColumns(-1);
    case 'Home':
      return goColumns(-COLUMNS.length);
    case 'End':
      return goColumns(COLUMNS.length);
    // Also an action; but the canvas takes every Space that reaches the document for itself.
    case ' ':
      if (extending) return chooseHere();
      toggleCursor();
      return true;
    default:
      return false;
  }
}

function goFar(key: string): boolean {
  const now = here();
  if (now === undefined || (key !== 'Home' && key !== 'End')) return false;
  const line = key === 'Home' ? now.lines[0] : now.lines.at(-1);
  if (line) setCursor({ line: line.key, column: now.cursor.column });
  return true;
}

function goLines(by: number, extending: boolean): boolean {
  const now = here();
  if (now === undefined) return false;
  const { lines, line, cursor, rule } = now;
  const at = lines.indexOf(line);
  const to = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
  if (to === undefined) return false;
  if (extending) {
    if (to.kind !== 'rule') return true;
    const anchor = useGrid.getState().anchor ?? rule?.id ?? to.rule.id;
    choose(between(lines, anchor, to.rule.id), anchor);
  } else choose([]);
  setCursor({ line: to.key, column: cursor.column });
  return true;
}

function goColumns(by: number): boolean {
  const now = here();
  if (now === undefined) return false;
  const { line, cursor } = now;
  // A heading has no columns: the same keys unfold and fold it.
  if (line.kind === 'section' || line.kind === 'group') {
    if (line.open !== by > 0) toggleFold(line.kind === 'section' ? 'opened' : 'folded', line.key);
    return true;
  }
  if (line.kind !== 'rule') return true;
  const at = COLUMNS.findIndex(({ id }) => id === cursor.column) + by;
  const column = COLUMNS[Math.max(0, Math.min(COLUMNS.length - 1, at))];
  if (column) setCursor({ line: line.key, column: column.id });
  return true;
}

/** Shift and Space: takes the cursor's rule into what is chosen, or out of it. */
function chooseHere(): boolean {
  const rule = here()?.rule?.id;
  if (rule === undefined) return false;
  const chosen = new Set(useGrid.getState().chosen);
  if (!chosen.delete(rule)) chosen.add(rule);
  choose(chosen, rule);
  return true;
}

/** A letter begins to search or write in the cell. */
function type(key: string): boolean {
  const now = here();
  if ([...key].length !== 1 || key === ' ' || key === '!' || now?.rule === undefined) return false;
  const { column } = now.cursor;
  if (cellOf(column) === undefined && column !== 'comment') return false;
  activateCursor(key);
  return true;
}

function leaveChosen(event: KeyboardEvent): void {
  const { chosen, cursor } = useGrid.getState();
  if (chosen.size === 0 && cursor?.chip === undefined) return;
  choose([]);
  if (cursor) setCursor({ line: cursor.line, column: cursor.column });
  event.preventDefault();
}

/** The rules from one to another, both included, in the order of the lines. */
export function between(lines: readonly TableLine[], from: string, to: string): readonly string[] {
  const rules = lines.flatMap((line) => (line.kind === 'rule' ? [line.rule.id] : []));
  const ends = [rules.indexOf(from), rules.indexOf(to)].sort((a, b) => a - b);
  const [first = 0, last = 0] = ends;
  return first < 0 ? [to] : rules.slice(first, last + 1);
}
