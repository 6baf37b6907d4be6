import type { AttachKind, Document, Id, Policy, Rule } from '../document.ts';
import type { RuleRef } from '../finding.ts';
import { filterSame, mapSame, type Patch, patchSame, sameValue } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';
import type { Added } from './add-records.ts';
import { firstFree, freshId, freshLike } from './fresh.ts';
import { changeRecord } from './update-record.ts';

const ATTACH_KINDS: readonly string[] = ['host', 'bridge', 'port', 'guest', 'group'] satisfies AttachKind[];

/** Adds an empty policy for a host, bridge, port, guest or group; unchanged, with an empty id, for anything else. */
export function addPolicy(document: Document, kind: Policy['kind'], attachTo: Id, name?: string): Added {
  const target = recordIndex(document).get(attachTo);
  if (target === undefined || !ATTACH_KINDS.includes(target.kind)) return { document, id: '' };
  const taken = new Set(document.policies.map((policy) => policy.name));
  const chosen = freshLike(taken, name ?? (kind === 'main' ? 'Main_Policy' : 'Branch_Policy'));
  const id = freshId(document, chosen);
  const policy: Policy = { id, name: chosen, kind, attach: { [target.kind]: attachTo }, rules: [] };
  return { document: { ...document, policies: [...document.policies, policy] }, id };
}

/** Adds a rule at an index (at the end when it is left out). A new rule denies: nothing is accepted by accident. */
export function addRule(document: Document, policy: Id, index?: number, rule: Partial<Omit<Rule, 'id'>> = {}): Added {
  let id = '';
  const grown = changeRecord(document, 'policy', policy, (one) => {
    const at = clamp(index ?? one.rules.length, one.rules.length);
    id = freshRuleId(one, one.rules.length + 1);
    return { ...one, rules: one.rules.toSpliced(at, 0, { id, action: 'deny', ...rule }) };
  });
  return { document: grown, id };
}

/** Sets fields of a rule; `undefined` takes a field away. */
export function updateRule(document: Document, { policy, rule }: RuleRef, patch: Patch<Rule>): Document {
  return changeRules(document, policy, (rules) =>
    mapSame(rules, (one) => (one.id === rule ? patchSame<Rule>(one, patch) : one)),
  );
}

/** Copies a rule right below itself, switched off so that it changes nothing until it was edited. */
export function duplicateRule(document: Document, { policy, rule }: RuleRef): Added {
  const rules = document.policies.find(({ id }) => id === policy)?.rules ?? [];
  const at = rules.findIndex(({ id }) => id === rule);
  const original = rules[at];
  if (original === undefined) return { document, id: '' };
  const { id: _, ...fields } = original;
  return addRule(document, policy, at + 1, { ...fields, enabled: false });
}

export function removeRules(document: Document, refs: readonly RuleRef[]): Document {
  const policies = mapSame(document.policies, (policy) => {
    const gone = new Set(refs.filter((ref) => ref.policy === policy.id).map(({ rule }) => rule));
    const rules = filterSame(policy.rules, ({ id }) => !gone.has(id));
    return rules === policy.rules ? policy : { ...policy, rules };
  });
  return policies === document.policies ? document : { ...document, policies };
}

/** `r1`, `r2`...: unique within the policy. */
export function freshRuleId(policy: Policy, number: number): Id {
  const taken = new Set(policy.rules.map(({ id }) => id));
  return firstFree(`r${number}`, (id) => taken.has(id));
}

function changeRules(document: Document, policy: Id, change: (rules: readonly Rule[]) => readonly Rule[]): Document {
  return changeRecord(document, 'policy', policy, (one) => {
    const rules = change(one.rules);
    return sameValue(rules, one.rules) ? one : { ...one, rules };
  });
}

function clamp(index: number, highest: number): number {
  return Math.max(0, Math.min(highest, Math.trunc(index)));
}
