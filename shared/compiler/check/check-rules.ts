import type { Document, Policy, Rule } from '../../document/document.ts';
import { emptyGroups } from '../../document/edits/empty-groups.ts';
import type { Finding } from '../../document/finding.ts';
import { aboutRule, error, warning } from './concern.ts';

/** What a single rule says makes sense. Rules that are switched off say nothing. */
export function* checkRules(document: Document): Generator<Finding> {
  const empty = emptyGroups(document);
  for (const policy of document.policies) {
    for (const rule of policy.rules) {
      if (rule.enabled === false) continue;
      yield* checkNegations(policy, rule);
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

function* checkNegations(policy: Policy, rule: Rule): Generator<Finding> {
  for (const field of ['source', 'destination', 'service', 'ports'] as const) {
    if (rule.not?.[field] !== true || (rule[field] ?? []).length > 0) continue;
    const message = `Rule "${rule.id}" of policy "${policy.name}" says "not" for its ${field}, but that is empty and means "any"; not any is nothing. Enter what is excepted or take the "not" away.`;
    yield error('negated-any', aboutRule(policy.id, rule.id, `not.${field}`), message);
  }
}
