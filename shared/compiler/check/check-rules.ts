import type { Document, Id, Policy, Rule, Service } from '../../document/document.ts';
import { emptyGroups } from '../../document/edits/empty-groups.ts';
import type { Finding } from '../../document/finding.ts';
import { aboutRule, error, warning } from './concern.ts';

/** What a single rule says makes sense. Rules that are switched off say nothing. */
export function* checkRules(document: Document): Generator<Finding> {
  const empty = emptyGroups(document);
  const anything = new Set(document.services.filter(isEveryProtocol).map(({ id }) => id));
  for (const policy of document.policies) {
    for (const rule of policy.rules) {
      if (rule.enabled === false) continue;
      yield* checkNegations(policy, rule, anything);
      for (const field of ['source', 'destination'] as const) {
        for (const [index, id] of (rule[field] ?? []).entries()) {
          if (!empty.has(id)) continue;
          const message = `Rule "${rule.id}" of policy "${policy.name}" names group "${id}" as its ${field}, but that group is empty, so it means nobody. Put members into the group or take it out of the rule.`;
          yield warning('empty-group', aboutRule(policy.id, rule.id, `${field}.${index}`, id), message);
        }
      }
    }
  }
}

/** "Any IP": a service that names no number of a protocol. */
function isEveryProtocol({ protocol, number }: Service): boolean {
  return protocol === 'ip' && number === undefined;
}

function* checkNegations(policy: Policy, rule: Rule, anything: ReadonlySet<Id>): Generator<Finding> {
  for (const field of ['source', 'destination', 'service', 'ports'] as const) {
    if (rule.not?.[field] !== true || (rule[field] ?? []).length > 0) continue;
    const message = `Rule "${rule.id}" of policy "${policy.name}" says "not" for its ${field}, but that is empty and means "any"; not any is nothing. Enter what is excepted or take the "not" away.`;
    yield error('negated-any', aboutRule(policy.id, rule.id, `not.${field}`), message);
  }
  const any = rule.not?.service === true && rule.service?.find((id) => anything.has(id));
  if (any) {
    const message = `Rule "${rule.id}" of policy "${policy.name}" excepts service "${any}", which is every protocol; not any is nothing. Except what you mean, or take the "not" away.`;
    yield error('negated-any', aboutRule(policy.id, rule.id, 'not.service', any), message);
  }
}
