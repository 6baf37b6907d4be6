import type { FocusEvent, MouseEvent } from 'react';
import type { Id } from '../../shared/document/document.ts';
import { activateCursor, toggleLog } from '../rule-edits/cell-commands.ts';
import { COLUMNS, type ColumnId } from '../rule-edits/columns.ts';
import { choose, setCursor, toggleFold, useGrid } from '../rule-edits/grid-store.ts';
import { insertRule, toggleRules } from '../rule-edits/rule-commands.ts';
import { here, shownPolicy } from '../rule-edits/shown-table.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { currentDocument } from '../state/document-store.ts';
import { findEntry } from '../state/records.ts';
import { focusRule, lightUp, select } from '../state/selection-store.ts';
import { useUi } from '../state/ui-store.ts';
import { between } from './table-keys.ts';

interface CellPlace {
  readonly line: string;
  readonly column: ColumnId;
}

/** The line and column of the cell that something stands in. */
export function cellAround(element: EventTarget | null): CellPlace | undefined {
  const cell = element instanceof Element ? element.closest<HTMLElement>('[data-cell]') : null;
  const name = cell?.dataset.cell;
  if (name === undefined) return undefined;
  const column = COLUMNS.find(({ id }) => id === cell?.dataset.column)?.id;
  return column === undefined ? { line: name, column: 'source' } : { line: name.slice(0, -column.length - 1), column };
}

/** The cursor follows the focus, and the drawing and the script follow the cursor. */
export function onTableFocus(event: FocusEvent): void {
  const at = cellAround(event.target);
  if (at === undefined || event.target instanceof HTMLInputElement) return;
  const { cursor } = useGrid.getState();
  if (cursor?.line !== at.line || cursor.column !== at.column) {
    setCursor(
      event.target instanceof Element && event.target.hasAttribute('data-column')
        ? at
        : { ...at, column: cursor?.column ?? 'source' },
      false,
    );
  }
  const line = here()?.line;
  const policy = shownPolicy();
  if (policy && line?.kind === 'rule') focusRule({ policy: policy.id, rule: line.rule.id });
  else if (line?.kind === 'derived') {
    const { objects, rule } = line.rule.origin;
    const shown = objects.filter((id) => findEntry(currentDocument(), id));
    lightUp(shown, rule);
  }
}

export function onTableClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const at = cellAround(event.target);
  const now = here();
  if (target === undefined || at === undefined || now === undefined || target.closest('input, [data-no-edit]')) return;
  const { line } = now;
  if (line.kind === 'section') toggleFold('opened', line.key);
  else if (line.kind === 'group') {
    if (target.closest('[data-fold]')) toggleFold('folded', line.key);
  } else if (line.kind === 'add') insertRule('end');
  else if (line.kind === 'derived') canvasControls()?.reveal(line.rule.origin.objects);
  else clickRule(event, target, line.rule.id, at);
}

function clickRule(event: MouseEvent, target: Element, rule: Id, at: CellPlace): void {
  if (target.closest('[data-toggle]')) {
    if (!useGrid.getState().chosen.has(rule)) choose([]);
    if (at.column === 'log') toggleLog();
    else toggleRules();
    return;
  }
  chooseByClick(event, rule, at.column);
  if (event.shiftKey || event.ctrlKey || event.metaKey) return;
  const chip = target.closest<HTMLElement>('[data-chip]')?.dataset.chip;
  if (chip !== undefined) setCursor({ ...at, chip });
  else {
    if (useGrid.getState().cursor?.chip !== undefined) setCursor(at);
    if (target.closest('[data-edit]')) activateCursor();
  }
}

/** A double-click edits; on an object it shows that object. */
export function onTableDoubleClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const now = here();
  if (target === undefined || now === undefined || target.closest('input, [data-toggle], [data-edit], [data-fold]'))
    return;
  const chip = target.closest<HTMLElement>('[data-chip]')?.dataset.chip;
  if (chip !== undefined) {
    select([chip]);
    canvasControls()?.reveal([chip]);
  } else if (now.line.kind === 'group') useUi.setState({ renaming: now.line.key });
  else if (now.line.kind === 'rule' || now.line.kind === 'derived') activateCursor();
}

function chooseByClick(event: MouseEvent, rule: string, column: ColumnId): void {
  const { chosen, anchor } = useGrid.getState();
  if (event.shiftKey) {
    const from = anchor ?? rule;
    choose(between(here()?.lines ?? [], from, rule), from);
  } else if (event.ctrlKey || event.metaKey) {
    const now = new Set(chosen);
    if (!now.delete(rule)) now.add(rule);
    choose(now, rule);
  } else if (column === 'number') choose([rule], rule);
  else {
    choose([]);
    useGrid.setState({ anchor: rule });
  }
}
