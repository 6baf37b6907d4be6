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

interface LeftOut {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly unknown: Unknown;
  readonly hooks: Set<Hook>;
  /** It denies, or leads to what may, and nothing else denies the packets that it is left out for. */
  opens: boolean;
}

/**
 * Rules of branches that are left out of one of the built-in chains that lead to the branch, because the kernel does not know there
 * what they ask for. Where that may open something, it is an error.
 */
export function leftOutRules(host: Host, views: PerFamily<HostView>, placed: PerFamily<PlacedPolicies>): Finding[] {
  const found = new Map<string, LeftOut>();
  for (const family of [4, 6] as const) {
    const view = views[family];
    const { branchRules, uses } = placed[family];
    const standing = new Set(branchRules.map(({ origin }) => `${origin.rule?.policy}/${origin.rule?.rule}`));
    for (const { policy: id, hook } of uses.filter(({ form }) => form === 'rules')) {
      const policy = view.document.policies.find((candidate) => candidate.id === id);
      for (const resolved of policy ? resolveBranch(view, policy) : []) {
        const { rule } = resolved;
        const unknown = unknownIn(view, resolved, hook);
        const key = `${id}/${rule.id}`;
        // A user's rule that stands nowhere is told of as such.
        if (!policy || !unknown || (unknown === 'user' && !standing.has(key))) continue;
        const one = found.get(key) ?? { policy, rule, unknown, hooks: new Set(), opens: false };
        found.set(key, one);
        one.hooks.add(hook);
        one.opens ||= unknown === 'ports' && mayDeny(rule) && (!standing.has(key) || !passesBridges(view, hook));
      }
    }
  }
  return [...found.values()].map((one) => finding(host, one));
}

function mayDeny({ action }: Rule): boolean {
  return action !== 'accept' && action !== 'continue';
}

/** Whether all that the host sends or gets by bridges passes FORWARD as well, where ports are known: not by a bridge's own device. */
function passesBridges(view: HostView, hook: Hook): boolean {
  return hook === 'INPUT' || !view.bridges.some(({ device }) => device !== undefined);
}

function unknownIn(view: HostView, resolved: ResolvedRule, hook: Hook): Unknown | undefined {
  const { rule, outputOnly } = resolved;
  if (branchProbes(view, resolved, hook).length > 0 || elsewhereByDirection(rule, hook)) return undefined;
  const { ports: _, interfaces: __, direction: ___, ...bare } = rule;
  if (branchProbes(view, { ...resolved, outputOnly: false, rule: bare }, hook).length === 0) return undefined;
  if (outputOnly && hook !== 'OUTPUT') return byHostAlone(view, resolved) ? undefined : 'user';
  if (hook !== 'FORWARD') return (rule.ports?.length ?? 0) > 0 ? 'ports' : undefined;
  if ((rule.interfaces?.length ?? 0) > 0) return 'interfaces';
  return rule.direction === 'out' ? 'direction' : undefined;
}

/** What comes in is not in OUTPUT, and what goes out not in INPUT: that is what the rule says. Ports alone are those of entry. */
function elsewhereByDirection({ direction, ports }: Rule, hook: Hook): boolean {
  const way = direction ?? ((ports?.length ?? 0) > 0 ? 'in' : 'both');
  return (way === 'in' && hook === 'OUTPUT') || (way === 'out' && hook === 'INPUT');
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

function finding(host: Host, { policy, rule, unknown, hooks, opens }: LeftOut): Finding {
  return {
    code: 'branch-rule-left-out',
    severity: opens ? 'error' : 'warning',
    message: `Rule ${rule.id} of branch policy ${policy.name} is left out in ${[...hooks].join(' and ')} of ${host.name}, from where rules branch to it. It ${MATTERS[unknown](host)}.`,
    objects: [rule.id, policy.id],
    rule: { policy: policy.id, rule: rule.id },
    field: unknown,
  };
}
