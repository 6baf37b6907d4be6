import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Side, Station, TopologyBridge, TopologyInterface, TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import { avoidedPorts, avoidsPorts, concernsPort, leavesByPorts } from '../place/bridged-probes.ts';
import { routedOn } from '../place/host-probes.ts';
import type { PlacedPolicies } from '../place/place-branches.ts';
import { repliesTo } from '../resolve/reply-rules.ts';
import { isStateless, resolveBranch, resolvePolicies } from '../resolve/resolve-policies.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { endsAt, type Selector } from '../resolve/selector.ts';

/**
 * Rules about the port by which a packet leaves, of which the host itself may be the sender by the bridge's own device. Where its
 * packets are asked for, in OUTPUT or routed in FORWARD, the bridge has not chosen a port yet, and the kernel knows none
 * (xt_physdev.c). Rules for answers are such rules as well. A denial that cannot be written is an error where it names the host.
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

/** All rules of the host, those for answers included, where connections are not tracked. */
function rulesOf(view: HostView, { uses }: PlacedPolicies): ResolvedRule[] {
  const { document, family } = view;
  const led = new Set(uses.map(({ policy }) => policy));
  const branches = document.policies.filter(({ id }) => led.has(id)).flatMap((policy) => resolveBranch(view, policy));
  const answers = isStateless(view) ? repliesTo(branches, document, family) : [];
  return [...resolvePolicies(view), ...branches, ...answers];
}

function portsOfOwnFrames(view: HostView, resolved: ResolvedRule): TopologyPort[] {
  const { rule, pairs } = resolved;
  if (!leavesByPorts(rule)) return [];
  const own = denies(resolved) || namesHost(view, resolved);
  const routed = denies(resolved) || avoidsPorts(rule);
  return view.bridges.flatMap((bridge) => {
    const { device } = bridge;
    if (!device || !bridgeHasAddress(view, bridge)) return [];
    const meant =
      (own && pairs.some(({ source }) => sends(view, source, device.station))) ||
      (routed && pairs.some((pair) => isRoutedTo(view, resolved, pair, bridge, device)));
    return meant ? bridge.ports.filter((port) => port.role !== 'unused' && concernsPort(resolved, port)) : [];
  });
}

function denies({ verdict }: ResolvedRule): boolean {
  return verdict.kind === 'deny' || verdict.kind === 'reject';
}

function sends(view: HostView, source: Selector, station: Station): boolean {
  return mayCome(view, source, { stations: new Set([station]), leadsBeyond: false });
}

function mayCome(view: HostView, source: Selector, side: Side): boolean {
  return endsAt(source, side, { all: view.topology.stations, foreign: view.foreign }, view.family).kind !== 'nobody';
}

/** Whether the host may send on by a bridge what the rule speaks of and what no bridge brings there anyway. */
function isRoutedTo(
  view: HostView,
  resolved: ResolvedRule,
  pair: EndPair,
  bridge: TopologyBridge,
  device: TopologyInterface,
): boolean {
  const near = device.beyond;
  return view.interfaces.some((from) => {
    // Entering by a port that is known and leaving by any of the others: that is asked for.
    if (from.bridge && avoidsPorts(resolved.rule) && avoidedPorts(resolved, bridge).length === 0) return false;
    const stations = new Set([...from.beyond.stations].filter((station) => !near.stations.has(station)));
    const side = { stations, leadsBeyond: from.beyond.leadsBeyond && !near.leadsBeyond };
    return mayCome(view, pair.source, side) && routedOn(view, from, pair).some(({ to }) => to === device);
  });
}

function namesHost({ host }: HostView, { pairs }: ResolvedRule): boolean {
  return pairs.some(({ source }) => !source.negated && source.owners.has(host.id));
}

function finding(host: Host, resolved: ResolvedRule, ports: readonly TopologyPort[]): Finding {
  const { policy, rule, pairs } = resolved;
  const names = ports.map(({ port }) => port.name).join(', ');
  const bridges = [...new Set(ports.map(({ bridge }) => bridge.name))].join(', ');
  const stops = denies(resolved);
  const named = pairs.some(({ source }) => !source.negated && source.owners.has(host.id));
  const message = resolved.reply
    ? `Rule ${rule.id} of policy ${policy.name} accepts what comes by ${names} to ${host.name}, which does not track connections (established: none): what it answers by bridge ${bridges} has no port yet where rules are asked, so no answer goes back. Name who is behind ${names} as the source of a rule without ports.`
    : `Rule ${rule.id} of policy ${policy.name} asks for what leaves by ${names}, but what ${host.name} itself sends or routes by bridge ${bridges} has no port yet where rules are asked, so the rule does not ${stops ? 'stop' : 'concern'} it. Name who is behind ${names} as the destination of a rule without ports.`;
  return {
    code: 'own-frames-have-no-port',
    severity: stops && named ? 'error' : 'warning',
    message,
    objects: [rule.id, policy.id, ...ports.map(({ port }) => port.id)],
    rule: { policy: policy.id, rule: rule.id },
    field: 'ports',
  };
}
