import { countWords } from '../../shared/document/describe.ts';
import type { Id, Rule } from '../../shared/document/document.ts';
import { pasteRules as pasteInto } from '../../shared/document/edits/paste-rules.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import { canNegate, cellIds } from '../../shared/document/edits/rule-cells.ts';
import { recordIndex } from '../../shared/document/record-index.ts';
import { currentDocument, edit, useDocumentStore } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';
import { cellHere, deleteHere, putIntoCell } from './cell-commands.ts';
import { choose, setCursor, useGrid } from './grid-store.ts';
import { deleteRules } from './rule-commands.ts';
import { ruleNumber } from './rule-words.ts';
import { actingRefs, here, shownPolicy } from './shown-table.ts';

/** What was copied in the table: whole rules, or what stands in one cell. */
type Copied =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'objects'; readonly ids: readonly Id[]; readonly negated: boolean }
  | { readonly kind: 'comment'; readonly text: string };

let copied: Copied | undefined;
/** Which of the documents that were opened one after the other it was copied from. */
let copiedFrom = 0;

function keep(now: Copied): void {
  copied = now;
  copiedFrom = useDocumentStore.getState().loads;
}

/** True when copying means rules and not what is in the cell: rules are chosen, or the cursor is on a number or heading. */
export function meansRules(): boolean {
  const now = here();
  if (now === undefined) return false;
  return (
    useGrid.getState().chosen.size > 0 ||
    now.line.kind === 'group' ||
    (now.rule !== undefined && now.cursor.column === 'number')
  );
}

export function copyHere(): void {
  const now = taken();
  if (now !== undefined) keep(now);
}

export function cutHere(): void {
  const now = taken();
  if (now === undefined) return;
  keep(now);
  if (now.kind === 'rules') deleteRules(actingRefs(), 'Cut');
  else deleteHere();
}

export function hasCopiedInTable(): boolean {
  return copied !== undefined;
}

export function pasteHere(): void {
  const now = here();
  if (now === undefined || copied === undefined) return;
  if (copiedFrom !== useDocumentStore.getState().loads && copied.kind !== 'comment') {
    // The same id may mean another object there.
    notify('Nothing was pasted: it was copied before another document was opened. Copy it again in this one.');
    return;
  }
  if (copied.kind === 'rules') pasteRules(copied.rules);
  else if (copied.kind === 'objects') pasteObjects(copied);
  else if (now.rule === undefined) return;
  else if (now.cursor.column === 'comment') {
    const { text } = copied;
    const ref = { policy: now.policy.id, rule: now.rule.id };
    edit(`Paste comment of rule ${ruleNumber(now.policy, now.rule.id)}`, (document) =>
      updateRule(document, ref, { comment: text }),
    );
  } else notify('A comment was copied: paste it into a comment.');
}

function pasteObjects({ ids, negated }: Extract<Copied, { kind: 'objects' }>): void {
  const cell = cellHere();
  if (cell === undefined) {
    notify('Objects were copied: paste them into a cell that holds objects.');
    return;
  }
  const index = recordIndex(currentDocument());
  // "All except kali2" pasted into an empty cell is that, and not kali2 itself.
  const negates = negated && canNegate(cell.cell) && cellIds(cell.value, cell.cell).length === 0;
  const left = ids.filter((id) => index.has(id));
  putIntoCell(cell, left, negates ? { negate: true } : {});
}

function taken(): Copied | undefined {
  const now = here();
  if (now === undefined) return undefined;
  if (meansRules()) {
    const wanted = new Set(actingRefs().map(({ rule }) => rule));
    const rules = now.policy.rules.filter(({ id }) => wanted.has(id));
    return rules.length > 0 ? { kind: 'rules', rules } : undefined;
  }
  if (now.rule === undefined) return undefined;
  if (now.cursor.column === 'comment') return { kind: 'comment', text: now.rule.comment ?? '' };
  const cell = cellHere();
  if (cell === undefined) return undefined;
  const { chip } = now.cursor;
  const ids = chip === undefined ? cellIds(now.rule, cell.cell) : [chip];
  const negated = chip === undefined && canNegate(cell.cell) && now.rule.not?.[cell.cell] === true;
  return { kind: 'objects', ids, negated };
}

/** Below the cursor's rule, in the policy shown, which need not be the one that they came from. */
function pasteRules(rules: readonly Rule[]): void {
  const policy = shownPolicy();
  const now = here();
  if (policy === undefined) return;
  const at = now?.rule === undefined ? policy.rules.length : ruleNumber(policy, now.rule.id);
  let ids: readonly Id[] = [];
  edit(rules.length === 1 ? 'Paste a rule' : `Paste ${countWords(rules.length, 'rule')}`, (document) => {
    const pasted = pasteInto(document, policy.id, at, rules);
    ids = pasted.rules;
    return pasted.document;
  });
  choose(ids.length > 1 ? ids : []);
  setCursor({ line: `rule:${ids[0] ?? ''}`, column: now?.cursor.column ?? 'number' });
}
