import type { Host, Policy, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { HostView } from '../ir/host-view.ts';
import type { Hook } from '../ir/section-rule.ts';
import type { PerFamily } from '../order/order-sections.ts';
import { branchProbes, type PlacedPolicies } from '../place/place-branches.ts';
import { resolveBranch } from '../resolve/resolve-policies.ts';
import type { ResolvedRule } from '../resolve/resolved-rule.ts';

/** What a rule asks for that one of the built-in chains does not know. */
type Unknown = 'user' | 'ports' | 'interfaces' | 'direction';

/**
 * Rules of branches that are left out of one of the built-in chains that lead to the branch, because the kernel does not know there
 * what they ask for. A denial that is left out may open something, so it is an error; so is a rule that branches on, perhaps to
 * denials. Users are not: outside OUTPUT no packet has one.
 */
export function leftOutRules(host: Host, views: PerFamily<HostView>, placed: PerFamily<PlacedPolicies>): Finding[] {
  const found = new Map<string, { policy: Policy; rule: Rule; unknown: Unknown; hooks: Set<Hook> }>();
  for (const family of [4, 6] as const) {
    const view = views[family];
    const { branchRules, uses } = placed[family];
    const everywhere = new Set(branchRules.map(({ origin }) => `${origin.rule?.policy}/${origin.rule?.rule}`));
    for (const use of uses.filter(({ form }) => form === 'rules')) {
      const policy = view.document.policies.find(({ id }) => id === use.policy);
      for (const resolved of policy ? resolveBranch(view, policy) : []) {
        const unknown = unknownIn(view, resolved, use.hook);
        const key = `${resolved.policy.id}/${resolved.rule.id}`;
        // A user's rule that stands nowhere is told of as such.
        if (!unknown || (unknown === 'user' && !everywhere.has(key))) continue;
        const known = found.get(key) ?? {
          policy: resolved.policy,
          rule: resolved.rule,
          unknown,
          hooks: new Set<Hook>(),
        };
        found.set(key, known);
        known.hooks.add(use.hook);
      }
    }
  }
  return [...found.values()].map(({ policy, rule, unknown, hooks }) =>
    finding(host, policy, rule, unknown, [...hooks]),
  );
}

function unknownIn(view: HostView, resolved: ResolvedRule, hook: Hook): Unknown | undefined {
  const { rule, outputOnly } = resolved;
  if (branchProbes(view, resolved, hook).length > 0) return undefined;
  const hasPorts = (rule.ports?.length ?? 0) > 0;
  const hasInterfaces = (rule.interfaces?.length ?? 0) > 0;
  // What comes in is not in OUTPUT, and what goes out not in INPUT: that is what the rule says. Ports alone are those of entry.
  const way = rule.direction ?? (hasPorts ? 'in' : 'both');
  if ((way === 'in' && hook === 'OUTPUT') || (way === 'out' && hook === 'INPUT')) return undefined;
  const { ports: _, interfaces: __, direction: ___, ...bare } = rule;
  const anybody = { ...resolved, outputOnly: false, rule: bare };
  if (branchProbes(view, anybody, hook).length === 0) return undefined;
  if (outputOnly)
    return hook === 'OUTPUT' ? (hasPorts ? 'ports' : undefined) : byHostAlone(view, resolved) ? undefined : 'user';
  if (hasPorts && hook !== 'FORWARD') return 'ports';
  if (hasInterfaces) return hook === 'FORWARD' ? 'interfaces' : undefined;
  return rule.direction === 'out' ? 'direction' : undefined;
}

/** Of what the host itself sends, OUTPUT has judged all and what it lets through passes (`passThrough`): nothing is left out. */
function byHostAlone(view: HostView, { pairs }: ResolvedRule): boolean {
  return pairs.every(({ source: { any, negated, owners, ranges } }) => {
    return !any && !negated && ranges.length === 0 && [...owners].every((owner) => owner === view.host.id);
  });
}

const MATTERS: Readonly<Record<Unknown, (host: Host) => string>> = {
  user: ({ name }) =>
    `names a user, and only packets that ${name} itself sends have one: branch to it only with ${name} as the source and direction out, or take the user out`,
  ports: () =>
    'names bridge ports, which only bridged packets have: put it into a branch that only these are led to, or name stations instead of ports',
  interfaces: ({ name }) =>
    `names interfaces of ${name}, which bridged packets do not come or go by: put it into a branch that only packets of ${name} itself are led to, or name ports`,
  direction: ({ name }) =>
    `has the direction out, which without ports means what ${name} itself sends: put it into a branch that only this is led to, or take the direction out`,
};

function finding(host: Host, policy: Policy, rule: Rule, unknown: Unknown, hooks: readonly Hook[]): Finding {
  const harmless = unknown === 'user' || rule.action === 'accept' || rule.action === 'continue';
  return {
    code: 'branch-rule-left-out',
    severity: harmless ? 'warning' : 'error',
    message: `Rule ${rule.id} of branch policy ${policy.name} is left out in ${hooks.join(' and ')} of ${host.name}, from where rules branch to it as well. It ${MATTERS[unknown](host)}.`,
    objects: [rule.id, policy.id],
    rule: { policy: policy.id, rule: rule.id },
    field: unknown,
  };
}
