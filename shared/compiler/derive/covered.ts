import type { HostView } from '../ir/host-view.ts';
import type { Probe } from '../ir/section-rule.ts';

/**
 * One probe for everything that is drawn and nothing else: every bridge and every interface of the host but loopback.
 * What the drawing does not show stays with whoever else writes rules on the machine.
 */
export function coveredProbes(view: HostView): Probe[] {
  const names = new Set([
    ...view.bridges.map(({ bridge }) => bridge.name),
    ...view.interfaces.map(({ interface: item }) => item.name),
  ]);
  return [...names].flatMap((name): Probe[] => [
    { hook: 'FORWARD', matches: [{ kind: 'in-interface', name }] },
    // Routed out of the drawing's devices but in by another one; a bridged frame has its bridge on both sides.
    { hook: 'FORWARD', matches: [{ kind: 'out-interface', name }] },
    { hook: 'INPUT', matches: [{ kind: 'in-interface', name }] },
    { hook: 'OUTPUT', matches: [{ kind: 'out-interface', name }] },
  ]);
}
