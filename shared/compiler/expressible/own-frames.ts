import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import { concernsPort } from '../place/bridged-probes.ts';
import type { PlacedPolicies } from '../place/place-branches.ts';
import { resolveBranch, resolvePolicies } from '../resolve/resolve-policies.ts';
import type { ResolvedRule } from '../resolve/resolved-rule.ts';
import { endsAt } from '../resolve/selector.ts';

/**
 * Rules about the port by which a packet leaves, of which the host itself may be the sender by the bridge's own device. Where its
 * packets are asked for, in OUTPUT or routed in FORWARD, the bridge has not chosen a port yet, and the kernel knows none
 * (xt_physdev.c). A denial that cannot be written is an error where it names the host.
 */
export function ownFrames(host: Host, views: PerFamily<HostView>, placed: PerFamily<PlacedPolicies>): Finding[] {
  const found = new Map<string, Finding>();
  for (const family of [4, 6] as const) {
    const view = views[family];
    for (const resolved of rulesOf(view, placed[family])) {
      const { rule, policy } = resolved;
      const key = `${policy.id}/${rule.id}`;
      const ports = found.has(key) ? [] : portsOfOwnFrames(view, resolved);
      if (ports.length > 0) found.set(key, finding(host, resolved, ports));
    }
  }
  return [...found.values()];
}

function rulesOf(view: HostView, { uses }: PlacedPolicies): ResolvedRule[] {
  const led = new Set(uses.map(({ policy }) => policy));
  const branches = view.document.policies.filter(({ id }) => led.has(id));
  return [...resolvePolicies(view), ...branches.flatMap((policy) => resolveBranch(view, policy))].filter(
    ({ reply }) => reply !== true,
  );
}

function portsOfOwnFrames(view: HostView, resolved: ResolvedRule): TopologyPort[] {
  const { rule, verdict, pairs } = resolved;
  const leaving = (rule.ports?.length ?? 0) > 0 && (rule.direction === 'out' || rule.direction === 'both');
  const denies = verdict.kind === 'deny' || verdict.kind === 'reject';
  if (!leaving || !(denies || namesHost(view, resolved))) return [];
  return view.bridges.flatMap((bridge) => {
    const { device } = bridge;
    if (!device || !bridgeHasAddress(view, bridge)) return [];
    const own = { stations: new Set([device.station]), leadsBeyond: false };
    const places = { all: view.topology.stations, foreign: view.foreign };
    const meant = pairs.some(({ source }) => endsAt(source, own, places, view.family).kind !== 'nobody');
    return meant ? bridge.ports.filter((port) => port.role !== 'unused' && concernsPort(resolved, port)) : [];
  });
}

function namesHost({ host }: HostView, { pairs }: ResolvedRule): boolean {
  return pairs.some(({ source }) => !source.negated && source.owners.has(host.id));
}

function finding(host: Host, { policy, rule, verdict, pairs }: ResolvedRule, ports: readonly TopologyPort[]): Finding {
  const names = ports.map(({ port }) => port.name).join(', ');
  const bridges = [...new Set(ports.map(({ bridge }) => bridge.name))].join(', ');
  const denies = verdict.kind === 'deny' || verdict.kind === 'reject';
  const named = pairs.some(({ source }) => !source.negated && source.owners.has(host.id));
  return {
    code: 'own-frames-have-no-port',
    severity: denies && named ? 'error' : 'warning',
    message: `Rule ${rule.id} of policy ${policy.name} asks for what leaves by ${names}, but what ${host.name} itself sends or routes by bridge ${bridges} has no port yet where rules are asked, so the rule does not ${denies ? 'stop' : 'concern'} it. Name who is behind ${names} as the destination of a rule without ports.`,
    objects: [rule.id, policy.id, ...ports.map(({ port }) => port.id)],
    rule: { policy: policy.id, rule: rule.id },
    field: 'ports',
  };
}
