import type { Id } from '../../document/document.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import type { Section } from '../result.ts';

/**
 * A denial that follows from the drawing alone. It is stateless and logged: a packet that meets one was redirected,
 * flooded or forged. `what` tells it apart from the section's other denials with the same label.
 */
export function derivedDenial(
  section: Section,
  what: string,
  label: string,
  objects: readonly Id[],
  reason: string,
  probes: readonly Probe[],
): SectionRule {
  return {
    key: `${section} ${what} ${label}`,
    section,
    verdict: { kind: 'deny' },
    label,
    origin: { objects, reason },
    probes,
    alternatives: [],
    conditions: [],
    log: true,
  };
}
