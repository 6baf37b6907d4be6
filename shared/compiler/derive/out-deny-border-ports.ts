import { type HostView, rangesOfAll } from '../ir/host-view.ts';
import type { SectionRule } from '../ir/section-rule.ts';
import { derivedDenial } from './derived-denial.ts';

/**
 * Section 2: nothing leaves by a border port that is meant for a station inside, and nothing that comes from outside.
 * Without these a flooding bridge copies every frame into its neighbours (article II, "Blocking of border ports in port
 * flooding situations").
 */
export function outDenyBorderPorts(view: HostView): SectionRule[] {
  const rules: SectionRule[] = [];
  for (const { port, role, inside, outside } of view.ports) {
    if (role !== 'border' || port.protect?.spoofing === false) continue;
    const match = { kind: 'physdev-out', port: port.name } as const;
    const insiders = rangesOfAll(inside.stations, view.family);
    if (insiders.length > 0) {
      const reason = `What is meant for a station inside has no business leaving by border port ${port.name}.`;
      rules.push(
        derivedDenial('out-deny-border-ports', 'destination', port.name, [port.id], reason, [
          { hook: 'FORWARD', matches: [match], destination: { ranges: insiders, negated: false } },
        ]),
      );
    }
    const outsiders = rangesOfAll(outside.stations, view.family);
    if (outsiders.length > 0) {
      const reason = `What comes from a station outside cannot leave by border port ${port.name} again.`;
      rules.push(
        derivedDenial('out-deny-border-ports', 'source', port.name, [port.id], reason, [
          { hook: 'FORWARD', matches: [match], source: { ranges: outsiders, negated: false } },
        ]),
      );
    }
  }
  return rules;
}
