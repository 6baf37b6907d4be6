import type { Document, Host, Policy, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { viewHost } from '../ir/host-view.ts';
import { placeBranches } from '../place/place-branches.ts';
import { placeRule } from '../place/place-rule.ts';
import { resolvePolicies } from '../resolve/resolve-policies.ts';

/**
 * Rules that come to no line in either family. One that names a user outside OUTPUT is an error; one that no packet can meet
 * is a warning, because leaving it out opens nothing and drawings are taken apart and put together.
 */
export function unplacedRules(document: Document, topology: Topology, host: Host): Finding[] {
  const placed = new Set<string>();
  const policies = new Set<Policy>();
  for (const family of [4, 6] as const) {
    const view = viewHost(document, topology, host, family);
    const resolved = resolvePolicies(view);
    const own = resolved.flatMap((rule) => placeRule(view, rule));
    for (const { policy } of resolved) policies.add(policy);
    const branches = placeBranches(view, own);
    for (const { origin } of [...own, ...branches])
      if (origin.rule) placed.add(`${origin.rule.policy}/${origin.rule.rule}`);
    for (const { branchChain } of branches) {
      const policy = document.policies.find((candidate) => candidate.name === branchChain);
      if (policy) policies.add(policy);
    }
  }
  return [...policies].flatMap((policy) =>
    policy.rules
      .filter((rule) => rule.enabled !== false && !placed.has(`${policy.id}/${rule.id}`))
      .map((rule) => unplaced(host, policy, rule)),
  );
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
