import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';
import type { RuleRef } from '../../shared/document/finding.ts';

interface SelectionState {
  /** Selected records of any kind, in the order in which they were selected. */
  readonly ids: readonly Id[];
  /** The user's rule that is looked at, in the table or through a script line. */
  readonly rule: RuleRef | undefined;
  /** Objects lit up on the canvas without being selected: those of the script line under the cursor. */
  readonly lit: readonly Id[];
}

const NOTHING: readonly Id[] = [];

export const useSelection = create<SelectionState>()(() => ({ ids: NOTHING, rule: undefined, lit: NOTHING }));

/** Replaces the selection. Equal selections keep the same value, so that nothing re-renders. */
export function select(ids: readonly Id[]): void {
  const now = useSelection.getState();
  const same = sameIds(now.ids, ids);
  if (same && now.lit.length === 0 && now.rule === undefined) return;
  useSelection.setState({ ids: same ? now.ids : ids, lit: NOTHING, rule: undefined });
}

export function toggleSelected(id: Id): void {
  const { ids } = useSelection.getState();
  select(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
}

/** Lights up what a rule of the script is about, and names the user's rule when it came from one. */
export function lightUp(lit: readonly Id[], rule: RuleRef | undefined): void {
  useSelection.setState({ lit, rule });
}

/** Points at a rule. Pointing at the same one again counts: it may have been scrolled out of sight. */
export function focusRule(rule: RuleRef | undefined): void {
  useSelection.setState({ rule: rule && { ...rule } });
}

function sameIds(a: readonly Id[], b: readonly Id[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]));
}
