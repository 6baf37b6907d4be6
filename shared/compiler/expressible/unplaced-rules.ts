import type { Host, Policy, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { type HostView, viewHost } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import type { PlacedPolicies } from '../place/place-branches.ts';
import { placeRule } from '../place/place-rule.ts';
import { concernsHost } from '../resolve/attached-stations.ts';
import { resolvePolicies } from '../resolve/resolve-policies.ts';
import { actsNowhere } from './attached-policies.ts';
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
  // Of a policy that acts nowhere one finding tells (`attachedPolicies`).
  const idle = new Set([...policies].filter((policy) => policy.kind === 'main' && actsNowhere([views[4]], policy)));
  const leftOut = leftOutRules(host, views, placed);
  const told = new Set(leftOut.map(({ rule }) => `${rule?.policy}/${rule?.rule}`));
  const concerned = document.hosts.map((each) => viewHost(document, views[4].topology, each, 4));
  const hostsOf = ({ kind, attach }: Policy) =>
    concerned.filter((each) => kind === 'branch' || concernsHost(each, attach)).map((each) => each.host);
  const nowhere = [...policies].flatMap((policy) =>
    (idle.has(policy) ? [] : policy.rules)
      .filter((rule) => rule.enabled !== false && !standing.has(`${policy.id}/${rule.id}`))
      .filter((rule) => !told.has(`${policy.id}/${rule.id}`))
      .flatMap((rule) => elsewhere(host, hostsOf(policy), policy, rule) ?? [unplaced(host, policy, rule, views)]),
  );
  return [...nowhere, ...leftOut];
}

/**
 * A rule that names ports or interfaces of other hosts alone is not for this one; there is nothing to tell when another host of its
 * policy has them. `undefined`: it names some of this host's, or none at all.
 */
function elsewhere(host: Host, hosts: readonly Host[], policy: Policy, rule: Rule): Finding[] | undefined {
  for (const field of ['ports', 'interfaces'] as const) {
    const named = new Set(rule[field]);
    const has = (each: Host) => each[field].some(({ id }) => named.has(id));
    if (named.size === 0 || (field === 'ports' && rule.not?.ports === true) || has(host)) continue;
    if (hosts.some(has)) return [];
    const names = hosts.map(({ name }) => name).join(', ');
    return [
      {
        code: 'rule-of-another-host',
        severity: 'warning',
        message: `Rule ${rule.id} of policy ${policy.name} names no ${field} of ${names}, where alone the policy has rules, so it does nothing: name ${field} of ${names}, or write the rule in a policy of the host whose ${field} it names.`,
        objects: [rule.id, policy.id, ...named],
        rule: { policy: policy.id, rule: rule.id },
        field,
      },
    ];
  }
  return undefined;
}

function unplaced(host: Host, policy: Policy, rule: Rule, views: PerFamily<HostView>): Finding {
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
  if (outOfHostAlone(policy, rule, views)) {
    return {
      ...base,
      severity: 'warning',
      code: 'rule-never-matches',
      field: 'direction',
      message: `Rule ${rule.id} of policy ${policy.name} has the direction out, which without ports and interfaces means what ${host.name} itself sends, but ${host.name} is none of its sources: take the direction out, or name the ports by which the packets leave.`,
    };
  }
  return {
    ...base,
    severity: 'warning',
    code: 'rule-never-matches',
    message: `Rule ${rule.id} of policy ${policy.name} can never match on ${host.name}: no way leads from its source to its destination by the ports and services it names. Mend its ends, connect them in the drawing, or disable it.`,
  };
}

/** True when the direction is all that keeps a rule from standing somewhere. */
function outOfHostAlone({ id }: Policy, rule: Rule, views: PerFamily<HostView>): boolean {
  const named = (rule.ports?.length ?? 0) > 0 || (rule.interfaces?.length ?? 0) > 0;
  if (rule.direction !== 'out' || named) return false;
  const { direction: _, ...anyway } = rule;
  return [views[4], views[6]].some((view) =>
    resolvePolicies(view)
      .filter(({ policy, rule: { id: own }, reply }) => policy.id === id && own === rule.id && reply !== true)
      .some((resolved) => placeRule(view, { ...resolved, rule: anyway }).length > 0),
  );
}
