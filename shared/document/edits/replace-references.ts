import { describeRecord, KIND_WORDS } from '../describe.ts';
import type { Document, Group, Id, Policy, Rule } from '../document.ts';
import { mapSame } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';
import { ENDPOINT_KINDS, REFERENCE_FIELDS } from '../reference-fields.ts';
import { mapRecordReferences, type Reference, referencesTo } from '../references.ts';
import { canBeMember } from './membership.ts';
import { withList } from './update-record.ts';

export interface Replaced {
  readonly document: Document;
  /** In how many places the object was replaced. */
  readonly places: number;
  /** Where it is still named: the wiring, what a policy is attached to, a group that would come to hold itself. */
  readonly kept: readonly Reference[];
  /** Why nothing could be replaced at all. */
  readonly problem?: string;
}

/**
 * Find and replace: names `to` wherever rules and groups name `from`. Wiring (ports, peers, what a policy is attached to) is
 * no matter of naming and stays. An object that stands in a list already does not come into it twice.
 */
export function replaceReferences(document: Document, from: Id, to: Id): Replaced {
  const index = recordIndex(document);
  const before = referencesTo(document, from);
  const source = index.get(from);
  const target = index.get(to);
  const unchanged = (problem?: string): Replaced => ({
    document,
    places: 0,
    kept: before,
    ...(problem === undefined ? {} : { problem }),
  });
  if (target === undefined) return unchanged(`There is no object with the id "${to}" to put in its place.`);
  if (from === to) return unchanged();
  // A main policy runs by itself: rules branch to the others alone.
  const isMain = target.kind === 'policy' && target.record.kind === 'main';
  const canTake = (path: string): boolean =>
    !isMain && REFERENCE_FIELDS.rule.some((field) => field.path === path && field.targets.includes(target.kind));
  const places = before.filter(({ rule, kind }) => rule !== undefined || kind === 'group');
  const isEnd = (ENDPOINT_KINDS as readonly string[]).includes(target.kind);
  const fits = places.some(({ rule, field }) => (rule === undefined ? isEnd : canTake(field.replace(/\.\d+$/, '.*'))));
  if (places.length > 0 && !fits) {
    const what = source === undefined ? `"${from}"` : describeRecord(source.kind, source.record);
    return unchanged(`A ${KIND_WORDS[target.kind]} cannot stand where ${what} is named: choose an object of its kind.`);
  }
  const groups = mapSame(document.groups, (group): Group => {
    if (!group.members.includes(from) || !canBeMember(document, group.id, to)) return group;
    return { ...group, members: replacedIn(group.members, from, to) };
  });
  const policies = mapSame(document.policies, (policy): Policy => {
    const rules = mapSame(policy.rules, (rule) => replacedInRule(rule, from, to, canTake));
    return rules === policy.rules ? policy : { ...policy, rules };
  });
  const result = withList(withList(document, 'groups', groups), 'policies', policies);
  const kept = referencesTo(result, from);
  return { document: result, places: before.length - kept.length, kept };
}

function replacedInRule(rule: Rule, from: Id, to: Id, canTake: (path: string) => boolean): Rule {
  const replaced = mapRecordReferences('rule', rule, (id, { path }) => (id === from && canTake(path) ? to : id));
  if (replaced === rule) return rule;
  // Only the lists in which something was replaced: a double that was there before is not ours to mend.
  const lists = Object.entries(replaced).flatMap(([field, value]: [string, unknown]) =>
    Array.isArray(value) && value !== rule[field as keyof Rule] ? [[field, [...new Set(value)]]] : [],
  );
  return { ...replaced, ...Object.fromEntries(lists) } as Rule;
}

function replacedIn(members: readonly Id[], from: Id, to: Id): readonly Id[] {
  return [...new Set(members.map((id) => (id === from ? to : id)))];
}
