import type { Family } from '../../net/address.ts';
import type { OrderedRule, SectionRule } from '../ir/section-rule.ts';
import { SECTIONS } from '../result.ts';

export type PerFamily<T> = Readonly<Record<Family, T>>;

/**
 * Puts the rules of both families into the fixed order of the sections, keeping their order within each, and numbers them
 * 0..n over the whole script; the twins of a rule share its number. The order is what makes the denials hold: everything
 * that accepts stands behind them.
 */
export function orderSections(rules: PerFamily<readonly SectionRule[]>): PerFamily<readonly OrderedRule[]> {
  const ordered: Record<Family, OrderedRule[]> = { 4: [], 6: [] };
  let number = 0;
  for (const section of SECTIONS) {
    const of = (family: Family) => rules[family].filter((rule) => rule.section === section);
    for (const twins of mergeTwins(of(4), of(6))) {
      for (const family of [4, 6] as const) {
        const rule = twins[family];
        if (rule) ordered[family].push({ ...rule, number });
      }
      number += 1;
    }
  }
  return ordered;
}

type Twins = { readonly [F in Family]?: SectionRule };

/** Merges two lists by key; what only one of them has stands where that list has it. */
function mergeTwins(v4: readonly SectionRule[], v6: readonly SectionRule[]): Twins[] {
  const keys4 = new Set(v4.map((rule) => rule.key));
  const keys6 = new Set(v6.map((rule) => rule.key));
  const merged: Twins[] = [];
  let i = 0;
  let j = 0;
  for (let a = v4[i], b = v6[j]; a || b; a = v4[i], b = v6[j]) {
    if (a && b && a.key === b.key) {
      merged.push({ 4: a, 6: b });
      i += 1;
      j += 1;
    } else if (a && (!keys6.has(a.key) || !b)) {
      merged.push({ 4: a });
      i += 1;
    } else if (b && !keys4.has(b.key)) {
      merged.push({ 6: b });
      j += 1;
    } else {
      throw new Error(`the rules of the two families are in different orders at ${a?.key ?? ''} and ${b?.key ?? ''}`);
    }
  }
  return merged;
}
