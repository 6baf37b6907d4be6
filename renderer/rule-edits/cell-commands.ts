import { countWords } from '../../shared/document/describe.ts';
import type { Id, Rule } from '../../shared/document/document.ts';
import { addRule, updateRule } from '../../shared/document/edits/policy-edits.ts';
import {
  addToCell,
  type CellRef,
  canNegate,
  cellIds,
  clearCell,
  moveToCell,
  negateCell,
  ruleAt,
  takeFromCell,
} from '../../shared/document/edits/rule-cells.ts';
import { currentDocument, edit } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';
import { findEntry } from '../state/records.ts';
import { useSelection } from '../state/selection-store.ts';
import { fitInto } from './cell-fit.ts';
import { type ColumnId, cellOf, columnWord } from './columns.ts';
import { choose, setCursor, toggleFold, useGrid } from './grid-store.ts';
import { deleteRules, insertRule, toggleRules } from './rule-commands.ts';
import { ruleNumber } from './rule-words.ts';
import { actingRefs, here, shownPolicy } from './shown-table.ts';

/** A cell that holds objects, with its rule. */
export interface CellHere extends CellRef {
  readonly value: Rule;
  readonly column: ColumnId;
}

/** The cell under the cursor, when it is one that holds objects. */
export function cellHere(): CellHere | undefined {
  const now = here();
  const cell = now && cellOf(now.cursor.column);
  if (now?.rule === undefined || cell === undefined) return undefined;
  return { policy: now.policy.id, rule: now.rule.id, cell, value: now.rule, column: now.cursor.column };
}

/** `source of rule 3`. */
export function cellWords(rule: Id, column: ColumnId): string {
  const policy = shownPolicy();
  return `${columnWord(column)} of rule ${policy ? ruleNumber(policy, rule) : rule}`;
}

/** Enter: edits the cell, unfolds the section, adds the rule, shows what was compiled: whatever the line is for. */
export function activateCursor(text = ''): void {
  const now = here();
  if (now === undefined) return;
  const { line, cursor, rule } = now;
  if (line.kind === 'section') toggleFold('opened', line.key);
  else if (line.kind === 'group') toggleFold('folded', line.key);
  else if (line.kind === 'add') insertRule('end');
  else if (line.kind === 'derived') useGrid.setState({ compiled: line.key });
  else if (cursor.column === 'number') useGrid.setState({ compiled: line.key });
  else if (cursor.column === 'log') toggleLog();
  else if (rule) useGrid.setState({ editing: { rule: rule.id, column: cursor.column, text } });
}

/** Space: switches what can be on or off in the cell: the rule, its log, "all except these". */
export function toggleCursor(): void {
  const now = here();
  const cell = cellHere();
  if (now?.line.kind === 'section' || now?.line.kind === 'group' || now?.line.kind === 'add') activateCursor();
  else if (now?.cursor.column === 'log') toggleLog();
  else if (cell && canNegate(cell.cell) && useGrid.getState().chosen.size === 0) toggleNegation();
  else toggleRules();
}

export function toggleLog(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  const [first] = refs;
  if (policy === undefined || first === undefined) return;
  const on = policy.rules.find(({ id }) => id === first.rule)?.log !== true;
  const words = refs.length === 1 ? `rule ${ruleNumber(policy, first.rule)}` : countWords(refs.length, 'rule');
  edit(`${on ? 'Log' : 'Do not log'} ${words}`, (document) =>
    refs.reduce((result, ref) => updateRule(result, ref, { log: on ? true : undefined }), document),
  );
}

export function toggleNegation(): void {
  const cell = cellHere();
  if (cell === undefined || !canNegate(cell.cell)) return;
  if (cellIds(cell.value, cell.cell).length === 0) {
    notify(`The ${cellWords(cell.rule, cell.column)} is any, and not any is nothing: enter what is excepted first.`);
    return;
  }
  const on = cell.value.not?.[cell.cell] !== true;
  edit(`${on ? 'Negate' : 'Do not negate'} ${cellWords(cell.rule, cell.column)}`, (document) =>
    negateCell(document, cell, on),
  );
}

/** Delete: the chosen rules, the object that was clicked, else all that is in the cell. */
export function deleteHere(): void {
  const now = here();
  if (now === undefined) return;
  const { cursor, rule, line, policy } = now;
  const cell = cellHere();
  if (useGrid.getState().chosen.size > 0 || line.kind === 'group' || cursor.column === 'number') deleteRules();
  else if (cell) deleteInCell(cell, cursor.chip);
  else if (rule && (cursor.column === 'comment' || cursor.column === 'log')) {
    const patch = { [cursor.column]: undefined };
    edit(`Clear ${cellWords(rule.id, cursor.column)}`, (document) =>
      updateRule(document, { policy: policy.id, rule: rule.id }, patch),
    );
  }
}

function deleteInCell(cell: CellHere, chip: Id | undefined): void {
  const { column, value } = cell;
  const words = cellWords(cell.rule, column);
  // There is no rule without an action.
  if (cell.cell === 'action') return;
  const ids = cellIds(value, cell.cell);
  if (chip !== undefined && ids.includes(chip)) {
    edit(`Take ${nameOf(chip)} out of ${words}`, (document) => takeFromCell(document, cell, [chip]));
    setCursor({ line: `rule:${cell.rule}`, column });
  } else edit(`Clear ${words}`, (document) => clearCell(document, cell));
  if (ids.length > 0) tellWhenAny(cell, column);
}

/** Backspace: the last object of the cell. */
export function deleteLast(): void {
  const cell = cellHere();
  const id = cell && cellIds(cell.value, cell.cell).at(-1);
  if (cell === undefined || cell.cell === 'action' || id === undefined) return;
  edit(`Take ${nameOf(id)} out of ${cellWords(cell.rule, cell.column)}`, (document) =>
    takeFromCell(document, cell, [id]),
  );
  tellWhenAny(cell, cell.column);
}

export interface PutOptions {
  /** The cell that they come from: they leave it, unless they are copied. */
  readonly from?: CellRef | undefined;
  readonly copy?: boolean;
  /** Says "all except these" of them. */
  readonly negate?: boolean;
}

/** Puts objects into a cell, from another cell or from anywhere; what does not fit is told. */
export function putIntoCell(
  to: CellRef & { readonly column: ColumnId },
  ids: readonly Id[],
  options: PutOptions = {},
): void {
  const { from, copy = false, negate = false } = options;
  const { ids: fitting, why } = fitInto(currentDocument(), to.column, ids);
  if (why !== undefined) notify(why);
  const [first] = fitting;
  if (first === undefined) return;
  const what = fitting.length === 1 ? nameOf(first) : countWords(fitting.length, 'object');
  const words = cellWords(to.rule, to.column);
  if (from) {
    edit(`${copy ? 'Copy' : 'Move'} ${what} to ${words}`, (document) => moveToCell(document, from, to, fitting, copy));
    if (!copy) tellWhenAny(from, from.cell);
    return;
  }
  edit(`Add ${what} to ${words}`, (document) => {
    const added = addToCell(document, to, fitting);
    return negate ? negateCell(added, to, true) : added;
  });
}

/** A new rule at the end with these objects in one of its cells, as one step; what does not fit is told. */
export function beginRuleWith(column: ColumnId, ids: readonly Id[]): void {
  const policy = shownPolicy();
  const cell = cellOf(column);
  const { ids: fitting, why } = fitInto(currentDocument(), column, ids);
  if (why !== undefined) notify(why);
  const [first] = fitting;
  if (policy === undefined || cell === undefined || first === undefined) return;
  const what = fitting.length === 1 ? nameOf(first) : countWords(fitting.length, 'object');
  let rule = '';
  edit(`Add rule with ${what}`, (document) => {
    const added = addRule(document, policy.id);
    rule = added.id;
    return addToCell(added.document, { policy: policy.id, rule, cell }, fitting);
  });
  choose([]);
  setCursor({ line: `rule:${rule}`, column });
}

/** What is selected in the drawing or the tree comes into the cell under the cursor. */
export function addSelection(): void {
  const cell = cellHere();
  const { ids } = useSelection.getState();
  if (cell && ids.length > 0) putIntoCell(cell, ids);
}

/** A cell that comes to be empty means "any": where the rule lets something through, that is said aloud. */
function tellWhenAny(cell: CellRef, column: ColumnId): void {
  const rule = ruleAt(currentDocument(), cell);
  if (rule === undefined || cell.cell === 'action' || cellIds(rule, cell.cell).length > 0) return;
  if (rule.action !== 'accept' && rule.action !== 'branch') return;
  notify(
    `The ${cellWords(cell.rule, column)} is empty now, so it ${rule.action === 'accept' ? 'accepts' : 'takes'} any.`,
  );
}

function nameOf(id: Id): string {
  return findEntry(currentDocument(), id)?.record.name ?? id;
}
