import type { Host, Id, Policy, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { HostView } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import type { PlacedPolicies } from '../place/place-branches.ts';
import { resolveSelector } from '../resolve/selector.ts';

/**
 * Rules that name a user and, beside the host, senders whose packets have none: of these nothing would be compiled, and nobody
 * would be told.
 */
export function userRules(host: Host, views: PerFamily<HostView>, placed: PerFamily<PlacedPolicies>): Finding[] {
  const { document } = views[4];
  const findings = new Map<string, Finding>();
  for (const { alternatives, origin } of [4, 6].flatMap((family) => allRules(placed[family as 4 | 6]))) {
    const asksForUser = alternatives.some((matches) => matches.some(({ kind }) => kind === 'owner'));
    if (!asksForUser || !origin.rule) continue;
    const policy = document.policies.find(({ id }) => id === origin.rule?.policy);
    const rule = policy?.rules.find(({ id }) => id === origin.rule?.rule);
    if (!policy || !rule || rule.not?.source === true) continue;
    const strangers = strangersIn(views[4], policy, rule);
    if (strangers.length > 0) findings.set(`${policy.id}/${rule.id}`, finding(host, policy, rule, strangers));
  }
  return [...findings.values()];
}

function allRules({ rules, branchRules }: PlacedPolicies) {
  return [...rules, ...branchRules];
}

/** Guests and externals, and hosts on which the policy has no rules. */
function strangersIn({ document, host }: HostView, policy: Policy, rule: Rule): { id: Id; name: string }[] {
  const { owners } = resolveSelector(document, rule.source, false);
  const { guest, group } = policy.attach;
  const alsoElsewhere = policy.kind === 'branch' || guest !== undefined || group !== undefined;
  const others = document.hosts.filter(({ id }) => id !== host.id && !alsoElsewhere);
  return [...document.guests, ...document.externals, ...others].filter(({ id }) => owners.has(id));
}

function finding(host: Host, policy: Policy, rule: Rule, strangers: readonly { id: Id; name: string }[]): Finding {
  const names = strangers.map(({ name }) => name).join(', ');
  return {
    code: 'user-rule-outside-output',
    severity: 'error',
    message: `Rule ${rule.id} of policy ${policy.name} names a user, but also ${names} as its source, and only packets that ${host.name} itself sends have a user: take ${names} out of its source, or write a rule without the user for that.`,
    objects: [rule.id, policy.id, ...strangers.map(({ id }) => id)],
    rule: { policy: policy.id, rule: rule.id },
    field: 'source',
  };
}
