import type { Host, Policy, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { HostView } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import type { PlacedPolicies } from '../place/place-branches.ts';
import { resolvePolicies } from '../resolve/resolve-policies.ts';
import { leftOutRules } from './left-out-rules.ts';

/**
 * Rules that come to no line in either family, and rules of branches that do not in one of the built-in chains that lead there. One
 * that names a user outside OUTPUT is an error; one that no packet can meet is a warning, because leaving it out opens nothing and
 * drawings are taken apart and put together.
 */
export function unplacedRules(host: Host, views: PerFamily<HostView>, placed: PerFamily<PlacedPolicies>): Finding[] {
  const { document } = views[4];
  const policies = new Set<Policy>();
  const standing = new Set<string>();
  for (const family of [4, 6] as const) {
    for (const { policy } of resolvePolicies(views[family])) policies.add(policy);
    const { rules, branchRules, uses } = placed[family];
    for (const { origin } of [...rules, ...branchRules])
      if (origin.rule) standing.add(`${origin.rule.policy}/${origin.rule.rule}`);
    const led = new Set(uses.map(({ policy }) => policy));
    for (const policy of document.policies) if (led.has(policy.id)) policies.add(policy);
  }
  const leftOut = leftOutRules(host, views, placed);
  const told = new Set(leftOut.map(({ rule }) => `${rule?.policy}/${rule?.rule}`));
  const nowhere = [...policies].flatMap((policy) =>
    policy.rules
      .filter((rule) => rule.enabled !== false && !standing.has(`${policy.id}/${rule.id}`))
      .filter((rule) => !told.has(`${policy.id}/${rule.id}`))
      .map((rule) => unplaced(host, policy, rule)),
  );
  return [...nowhere, ...leftOut];
}

function unplaced(host: Host, policy: Policy, rule: Rule): Finding {
  const base = {
    severity: 'error',
    objects: [rule.id, policy.id],
    rule: { policy: policy.id, rule: rule.id },
  } as const;
  if ((rule.user?.length ?? 0) > 0) {
    return {
      ...base,
      severity: 'error',
      code: 'user-rule-outside-output',
      field: 'user',
      message: `Rule ${rule.id} of policy ${policy.name} names a user, but only packets that ${host.name} itself sends have one: name the host as the source, with direction out, or take the user out.`,
    };
  }
  return {
    ...base,
    severity: 'warning',
    code: 'rule-never-matches',
    message: `Rule ${rule.id} of policy ${policy.name} can never match on ${host.name}: no way leads from its source to its destination by the ports and services it names. Mend its ends, connect them in the drawing, or disable it.`,
  };
}
