import type { Document, Id, Rule } from '../document.ts';
import type { RuleRef } from '../finding.ts';
import type { Patch } from '../keep-identity.ts';
import { findRecord, recordIndex } from '../record-index.ts';
import type { IdentifiedKind } from '../record-kind.ts';
import { ENDPOINT_KINDS } from '../reference-fields.ts';
import { updateRule } from './policy-edits.ts';

/** Which kinds of object may stand in each cell of a rule. Ports and interfaces share one: both say where a packet crosses. */
export const CELL_KINDS = {
  source: ENDPOINT_KINDS,
  destination: ENDPOINT_KINDS,
  service: ['service'],
  ports: ['port', 'interface'],
  interval: ['interval'],
  user: ['user'],
  action: ['policy'],
} as const satisfies Readonly<Record<string, readonly IdentifiedKind[]>>;

export type RuleCell = keyof typeof CELL_KINDS;
export type NegatableCell = 'source' | 'destination' | 'service' | 'ports';

/** One cell of one rule. */
export interface CellRef extends RuleRef {
  readonly cell: RuleCell;
}

export function canNegate(cell: RuleCell): cell is NegatableCell {
  return cell === 'source' || cell === 'destination' || cell === 'service' || cell === 'ports';
}

/** The objects that stand in a cell. In the cell of the action stands the policy that the rule branches to. */
export function cellIds(rule: Rule, cell: RuleCell): readonly Id[] {
  if (cell === 'ports') return rule.interfaces ? [...(rule.ports ?? NONE), ...rule.interfaces] : (rule.ports ?? NONE);
  if (cell === 'action') return rule.action === 'branch' && rule.branch !== undefined ? [rule.branch] : NONE;
  return rule[cell] ?? NONE;
}

const NONE: readonly Id[] = [];

/**
 * Puts these objects, and no others, into a cell. What does not fit there is left out, doubles are dropped; an empty cell means
 * "any" and is never negated, because not any is nothing.
 */
export function setCell(document: Document, ref: CellRef, ids: readonly Id[]): Document {
  const rule = ruleAt(document, ref);
  if (rule === undefined) return document;
  const index = recordIndex(document);
  const kinds: readonly string[] = CELL_KINDS[ref.cell];
  const fitting = [...new Set(ids)].filter((id) => kinds.includes(index.get(id)?.kind ?? ''));
  if (ref.cell === 'action') {
    const branch = fitting.findLast((id) => findRecord(document, 'policy', id)?.kind === 'branch');
    if (branch === undefined && rule.action !== 'branch') return document;
    // A rule that branches nowhere says nothing; what is left denies, as a new rule does.
    return updateRule(document, ref, { branch, action: branch === undefined ? 'deny' : 'branch' });
  }
  return updateRule(document, ref, {
    ...listsOf(document, ref.cell, fitting),
    ...keptNegation(rule, ref.cell, fitting),
  });
}

/** Adds objects to those in a cell. */
export function addToCell(document: Document, ref: CellRef, ids: readonly Id[]): Document {
  const rule = ruleAt(document, ref);
  return rule === undefined || ids.length === 0
    ? document
    : setCell(document, ref, [...cellIds(rule, ref.cell), ...ids]);
}

export function takeFromCell(document: Document, ref: CellRef, ids: readonly Id[]): Document {
  const rule = ruleAt(document, ref);
  if (rule === undefined) return document;
  const left = cellIds(rule, ref.cell).filter((id) => !ids.includes(id));
  return left.length === cellIds(rule, ref.cell).length ? document : setCell(document, ref, left);
}

/** Makes a cell "any" again; with the ports goes the direction. */
export function clearCell(document: Document, ref: CellRef): Document {
  const cleared = setCell(document, ref, []);
  return ref.cell === 'ports' ? updateRule(cleared, ref, { direction: undefined }) : cleared;
}

/** Moves or copies objects from one cell to another, of the same rule or another one. */
export function moveToCell(
  document: Document,
  from: CellRef,
  to: CellRef,
  ids: readonly Id[],
  copy: boolean,
): Document {
  if (from.policy === to.policy && from.rule === to.rule && from.cell === to.cell) return document;
  const added = addToCell(document, to, ids);
  const there = ruleAt(added, to);
  // What did not fit stays where it was.
  const arrived = there === undefined ? [] : ids.filter((id) => cellIds(there, to.cell).includes(id));
  return copy ? added : takeFromCell(added, from, arrived);
}

/** Says "all except these" of a cell, or takes it back. Nothing happens in a cell that is empty. */
export function negateCell(document: Document, ref: CellRef, on: boolean): Document {
  const rule = ruleAt(document, ref);
  if (rule === undefined || !canNegate(ref.cell) || (on && cellIds(rule, ref.cell).length === 0)) return document;
  return updateRule(document, ref, { not: negation(rule, ref.cell, on) });
}

/** The rule itself; `undefined` when there is none such. */
export function ruleAt(document: Document, { policy, rule }: RuleRef): Rule | undefined {
  return findRecord(document, 'policy', policy)?.rules.find(({ id }) => id === rule);
}

function listsOf(document: Document, cell: Exclude<RuleCell, 'action'>, ids: readonly Id[]): Patch<Rule> {
  if (cell !== 'ports') return { [cell]: orNothing(ids) };
  const isPort = (id: Id) => recordIndex(document).get(id)?.kind === 'port';
  return { ports: orNothing(ids.filter(isPort)), interfaces: orNothing(ids.filter((id) => !isPort(id))) };
}

function keptNegation(rule: Rule, cell: RuleCell, ids: readonly Id[]): Patch<Rule> {
  return canNegate(cell) && ids.length === 0 ? { not: negation(rule, cell, false) } : {};
}

function negation(rule: Rule, cell: NegatableCell, on: boolean): Rule['not'] {
  const { [cell]: _, ...others } = rule.not ?? {};
  const not = on ? { ...others, [cell]: true } : others;
  return Object.keys(not).length > 0 ? not : undefined;
}

function orNothing(ids: readonly Id[]): readonly Id[] | undefined {
  return ids.length > 0 ? ids : undefined;
}
