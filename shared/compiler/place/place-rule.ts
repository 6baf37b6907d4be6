import type { HostView } from '../ir/host-view.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import { type ResolvedRule, standsAt } from '../resolve/resolved-rule.ts';
import type { Section } from '../result.ts';
import { bridgedProbes } from './bridged-probes.ts';
import { hostProbes } from './host-probes.ts';

/**
 * Puts a user's rule where the kernel probes the packets it speaks of: once for every bridge on their way (article II,
 * "A packet is probed per bridge"), and at the host itself where the host is one of the ends.
 */
export function placeRule(view: HostView, resolved: ResolvedRule): SectionRule[] {
  const bridged = resolved.outputOnly || !standsAt(resolved, 'bridges') ? [] : bridgedProbes(view, resolved);
  const own = hostProbes(view, resolved).filter(({ hook }) => standsAt(resolved, hook === 'FORWARD' ? 'routes' : hook));
  return [
    sectionRule(
      'in-accept-guest-ports',
      resolved,
      bridged.filter((at) => at.role === 'guest').map((at) => at.probe),
    ),
    sectionRule(
      'in-accept-border-ports',
      resolved,
      bridged.filter((at) => at.role === 'border').map((at) => at.probe),
    ),
    sectionRule('accept-host', resolved, own),
  ].flat();
}

function sectionRule(section: Section, resolved: ResolvedRule, probes: readonly Probe[]): SectionRule[] {
  if (probes.length === 0) return [];
  const { verdict, origin, alternatives, except, conditions, rule } = resolved;
  const names = new Set(probes.map(placeName));
  return [
    {
      key: `${section} ${resolved.policy.id}/${rule.id}${resolved.reply ? ' reply' : ''}${partKey(resolved)}`,
      section,
      verdict,
      label: names.size === 1 ? ([...names][0] ?? 'global') : 'global',
      origin,
      probes,
      alternatives,
      conditions,
      ...(except.length > 0 ? { except } : {}),
      log: rule.log === true || rule.action === 'continue',
    },
  ];
}

/** A rule that leads to a branch part by part is several. */
function partKey({ verdict }: ResolvedRule): string {
  return verdict.kind === 'branch' && verdict.part !== undefined ? ` part ${verdict.part}` : '';
}

function placeName({ matches }: Probe): string {
  for (const match of matches) {
    if (match.kind === 'physdev-in' || match.kind === 'physdev-out') return match.port;
    if (match.kind === 'in-interface' || match.kind === 'out-interface') return match.name;
  }
  return 'global';
}
