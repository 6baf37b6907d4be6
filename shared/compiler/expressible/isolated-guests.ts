import type { Document, Host, Id } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology, TopologyPort } from '../../topology/topology.ts';
import { viewHost } from '../ir/host-view.ts';
import { portHardening } from '../layer2/port-hardening.ts';
import { resolvePolicies } from '../resolve/resolve-policies.ts';
import type { ResolvedRule } from '../resolve/resolved-rule.ts';

/** A pair of guests that a rule lets talk although the bridge between them does not. */
interface Apart {
  readonly from: TopologyPort;
  readonly to: TopologyPort;
}

/**
 * Rules that accept what isolation stops: no frame passes between two isolated ports of one bridge, whatever rules say. Only
 * rules that name both ends are meant; "anybody" still has border ports to go by.
 */
export function isolatedGuests(document: Document, topology: Topology, host: Host): Finding[] {
  const isolated = [...topology.ports.values()].filter(
    (port) => port.host.id === host.id && port.guest !== undefined && portHardening(port).isolated,
  );
  if (isolated.length < 2) return [];
  const found = new Map<string, Finding>();
  for (const family of [4, 6] as const) {
    for (const resolved of resolvePolicies(viewHost(document, topology, host, family))) {
      const key = `${resolved.policy.id}/${resolved.rule.id}`;
      if (resolved.verdict.kind !== 'accept' || found.has(key)) continue;
      const [first, ...more] = pairsApart(resolved, isolated);
      if (first) found.set(key, finding(resolved, first, more.length));
    }
  }
  return [...found.values()];
}

function pairsApart({ pairs }: ResolvedRule, isolated: readonly TopologyPort[]): Apart[] {
  return pairs.flatMap(({ source, destination }) => {
    if (source.any || destination.any || source.negated || destination.negated) return [];
    const behind = (owners: ReadonlySet<Id>) => isolated.filter(({ guest }) => guest && owners.has(guest.guest.id));
    const targets = behind(destination.owners);
    return behind(source.owners).flatMap((from) =>
      targets.filter((to) => to !== from && to.bridge.id === from.bridge.id).map((to) => ({ from, to })),
    );
  });
}

function finding({ policy, rule }: ResolvedRule, { from, to }: Apart, more: number): Finding {
  const others = more === 0 ? '' : ` (and ${more} more pairs)`;
  return {
    code: 'isolated-accept',
    severity: 'warning',
    message: `Rule ${rule.id} of policy ${policy.name} lets ${from.guest?.guest.name ?? ''} talk to ${to.guest?.guest.name ?? ''}${others}, but both stand at isolated ports of bridge ${from.bridge.name}, so no frame passes between them: switch the isolation off at ${from.port.name} or ${to.port.name}, or take them out of the rule.`,
    objects: [rule.id, policy.id, from.port.id, to.port.id],
    rule: { policy: policy.id, rule: rule.id },
  };
}
