import type { Document, Id, Rule } from '../document.ts';
import type { RuleRef } from '../finding.ts';
import { findRecord } from '../record-index.ts';
import { firstFree } from './fresh.ts';
import { removeRules } from './policy-edits.ts';
import { changeRecord } from './update-record.ts';

export interface TransferredRules {
  readonly document: Document;
  /** The rules where they stand now: ids change when the other policy has them already. */
  readonly rules: readonly RuleRef[];
}

/**
 * Moves rules, of one policy or several, so that they stand together at `index` of a policy (counted before anything was
 * taken out of it; at the end when it is left out). They keep the order in which they stand in the document.
 */
export function moveRulesTo(
  document: Document,
  refs: readonly RuleRef[],
  policy: Id,
  index?: number,
): TransferredRules {
  const target = findRecord(document, 'policy', policy);
  const moved = rulesOf(document, refs);
  if (target === undefined || moved.length === 0) return { document, rules: [] };
  const at = Math.max(0, Math.min(target.rules.length, Math.trunc(index ?? target.rules.length)));
  const here = new Set(moved.filter((one) => one.policy === policy).map(({ rule }) => rule));
  const before = target.rules.slice(0, at).filter((rule) => !here.has(rule)).length;
  const result = insertRules(removeRules(document, refs), policy, before, moved);
  const after = findRecord(result.document, 'policy', policy);
  // Dropped where they were: nothing happened.
  const same = here.size === moved.length && target.rules.every((rule, place) => rule === after?.rules[place]);
  return same ? { document, rules: result.rules } : result;
}

/** Copies rules to a place in a policy, their own or another one, with fresh ids; otherwise as they are. */
export function copyRulesTo(
  document: Document,
  refs: readonly RuleRef[],
  policy: Id,
  index?: number,
): TransferredRules {
  const target = findRecord(document, 'policy', policy);
  const copied = rulesOf(document, refs);
  if (target === undefined || copied.length === 0) return { document, rules: [] };
  const at = Math.max(0, Math.min(target.rules.length, Math.trunc(index ?? target.rules.length)));
  return insertRules(document, policy, at, copied);
}

/** Turns a rule round: its sources become its destinations and the other way about, negations included. */
export function swapEnds(document: Document, { policy, rule }: RuleRef): Document {
  return changeRecord(document, 'policy', policy, (one) => {
    const at = one.rules.findIndex(({ id }) => id === rule);
    const before = one.rules[at];
    if (before === undefined || (before.source === undefined && before.destination === undefined)) return one;
    const { source, destination, not, ...rest } = before;
    const { source: notSource, destination: notDestination, ...notRest } = not ?? {};
    const swapped: Rule = {
      ...rest,
      ...(destination === undefined ? {} : { source: destination }),
      ...(source === undefined ? {} : { destination: source }),
      ...(not === undefined
        ? {}
        : {
            not: {
              ...notRest,
              ...(notDestination === undefined ? {} : { source: notDestination }),
              ...(notSource === undefined ? {} : { destination: notSource }),
            },
          }),
    };
    return { ...one, rules: one.rules.with(at, swapped) };
  });
}

interface Located {
  readonly policy: Id;
  readonly rule: Rule;
}

function rulesOf(document: Document, refs: readonly RuleRef[]): Located[] {
  const wanted = new Set(refs.map(({ policy, rule }) => JSON.stringify([policy, rule])));
  return document.policies.flatMap(({ id, rules }) =>
    rules.filter((rule) => wanted.has(JSON.stringify([id, rule.id]))).map((rule) => ({ policy: id, rule })),
  );
}

function insertRules(document: Document, policy: Id, at: number, located: readonly Located[]): TransferredRules {
  let refs: RuleRef[] = [];
  const grown = changeRecord(document, 'policy', policy, (one) => {
    const taken = new Set(one.rules.map(({ id }) => id));
    const rules = located.map(({ rule }) => {
      const id = firstFree(rule.id, (candidate) => taken.has(candidate));
      taken.add(id);
      return id === rule.id ? rule : { ...rule, id };
    });
    refs = rules.map(({ id }) => ({ policy, rule: id }));
    return { ...one, rules: one.rules.toSpliced(at, 0, ...rules) };
  });
  return { document: grown, rules: refs };
}
