import type { Station } from '../../topology/topology.ts';
import type { HostView } from '../ir/host-view.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { partWithin } from '../resolve/selector.ts';
import { hostProbes } from './host-probes.ts';

/**
 * What a rule accepts of the host's own packets, for the bridges that these pass once OUTPUT has judged them: there nobody knows
 * whose they are any more (xt_owner.c), so the rule asks for the host's addresses instead of its users. It opens nothing, because a
 * packet from these addresses has come through OUTPUT, by the rule's interfaces, not by its ports; sections 1-4 see to that. Denials need none: what they deny never gets
 * there. Nothing for what no rule of OUTPUT comes of.
 */
export function passThrough(view: HostView, resolved: ResolvedRule): ResolvedRule[] {
  const { verdict, rule, origin } = resolved;
  if (verdict.kind !== 'accept' && verdict.kind !== 'branch') return [];
  if (!hostProbes(view, resolved).some(({ hook }) => hook === 'OUTPUT')) return [];
  const { direction: _, interfaces: __, ports: ___, ...anyway } = rule;
  const own = sendingStations(view, resolved);
  return [
    {
      ...resolved,
      rule: anyway,
      pairs: resolved.pairs.map((pair) => fromStations(view, pair, own)),
      alternatives: withoutUsers(resolved),
      outputOnly: false,
      at: ['bridges'],
      verdict: verdict.kind === 'branch' ? { ...verdict, form: 'pass' } : verdict,
      origin: { ...origin, reason: `Lets pass what OUTPUT has judged by its user: ${origin.reason}` },
    },
  ];
}

/** The host's own: those of the interfaces that the rule names, or all. */
function sendingStations(view: HostView, { rule }: ResolvedRule): Station[] {
  const named = new Set(rule.interfaces);
  return view.interfaces.filter((at) => named.size === 0 || named.has(at.interface.id)).map(({ station }) => station);
}

function fromStations({ family }: HostView, { source, destination }: EndPair, own: readonly Station[]): EndPair {
  const { within } = source;
  const stations = within ? own.filter((station) => partWithin(within, station, family).length > 0) : own;
  return { source: { ...source, within: { stations: new Set(stations), ranges: [] } }, destination };
}

/** The same services and times once, whoever sends them; empty where users were all it asked for. */
function withoutUsers({ alternatives }: ResolvedRule): ResolvedRule['alternatives'] {
  const left = alternatives.map((matches) => matches.filter(({ kind }) => kind !== 'owner'));
  return [...new Map(left.map((matches) => [JSON.stringify(matches), matches])).values()].filter(
    (matches) => matches.length > 0,
  );
}
