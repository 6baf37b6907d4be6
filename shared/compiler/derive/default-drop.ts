import type { HostView } from '../ir/host-view.ts';
import type { SectionRule } from '../ir/section-rule.ts';
import { coveredProbes } from './covered.ts';

/** Section 9: what no rule accepted is logged, at a bounded rate, and dropped. */
export function defaultDrop(view: HostView): SectionRule[] {
  const probes = coveredProbes(view);
  if (probes.length === 0) return [];
  return [
    {
      key: 'default',
      section: 'default',
      verdict: { kind: 'deny' },
      label: 'default',
      origin: { objects: [view.host.id], reason: 'No rule accepts it.' },
      probes,
      alternatives: [],
      conditions: [],
      log: true,
      logLimited: true,
    },
  ];
}
