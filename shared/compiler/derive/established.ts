import type { HostView } from '../ir/host-view.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import { coveredProbes } from './covered.ts';

/**
 * Section 8: replies and what belongs to a running connection, strictly behind all denials. An established rule before
 * them lets hijacked packets of a known flow through (article I, "Order of our rules"; CVE-2025-52890).
 */
export function established(view: HostView): SectionRule[] {
  const probes: Probe[] = coveredProbes(view);
  if (view.host.settings?.established === 'none' || probes.length === 0) return [];
  return [
    {
      key: 'established',
      section: 'established',
      verdict: { kind: 'accept' },
      label: 'established',
      origin: { objects: [view.host.id], reason: 'Packets of connections that a rule above has let begin.' },
      probes,
      alternatives: [],
      conditions: [{ kind: 'state', states: ['ESTABLISHED', 'RELATED'], negated: false }],
      log: false,
    },
  ];
}
