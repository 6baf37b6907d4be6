import type { TopologyPort } from '../../topology/topology.ts';
import { type HostView, rangesOf } from '../ir/host-view.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import { derivedDenial } from './derived-denial.ts';
import { leavingExceptions } from './openings.ts';

/**
 * Section 1: nothing leaves a guest's port but what is meant for that guest, and nothing that claims to come from it.
 * These are the rules that take the profit out of ARP spoofing: a redirected packet never reaches the man in the middle
 * (article I, "iptables rules to prevent misguided packets"). A port with nothing behind it lets nothing out.
 */
export function outDenyGuestPorts(view: HostView): SectionRule[] {
  const ports = view.ports.filter((port) => port.role !== 'border' && port.port.protect?.spoofing !== false);
  return [...ports.map((port) => notItsDestination(view, port)), ...ports.flatMap((port) => itsOwnSource(view, port))];
}

function notItsDestination(view: HostView, at: TopologyPort): SectionRule {
  const { port, guest } = at;
  const ranges = guest ? rangesOf(guest.station, view.family) : [];
  const objects = guest ? [port.id, guest.guest.id] : [port.id];
  const reason = guest
    ? ranges.length > 0
      ? `Only packets for ${guest.guest.name} may leave by its port ${port.name}.`
      : `${guest.guest.name} has no IPv${view.family} address, so no IPv${view.family} packet may leave by its port ${port.name}.`
    : `Nothing is drawn behind port ${port.name}, so nothing may leave by it.`;
  const rule = derivedDenial('out-deny-guest-ports', 'destination', port.name, objects, reason, [
    leaving(port.name, ranges.length > 0 ? { destination: { ranges, negated: true } } : {}),
  ]);
  const except = leavingExceptions(view, at);
  return except.length > 0 ? { ...rule, except } : rule;
}

function itsOwnSource(view: HostView, { port, guest }: TopologyPort): SectionRule[] {
  const ranges = guest ? rangesOf(guest.station, view.family) : [];
  if (!guest || ranges.length === 0) return [];
  const reason = `What comes from ${guest.guest.name} cannot come back to it by its port ${port.name}.`;
  return [
    derivedDenial('out-deny-guest-ports', 'source', port.name, [port.id, guest.guest.id], reason, [
      leaving(port.name, { source: { ranges, negated: false } }),
    ]),
  ];
}

function leaving(port: string, ends: Pick<Probe, 'source' | 'destination'>): Probe {
  return { hook: 'FORWARD', matches: [{ kind: 'physdev-out', port }], ...ends };
}
