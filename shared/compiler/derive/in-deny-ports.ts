import type { TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView, rangesOf, rangesOfAll } from '../ir/host-view.ts';
import type { AddressList, Hook, Probe, SectionRule } from '../ir/section-rule.ts';
import { derivedDenial } from './derived-denial.ts';
import { enteringExceptions } from './openings.ts';

/**
 * Section 3: nothing enters by a border port that claims to come from inside or is meant for outside, and nothing enters
 * by a guest's port with a source that is not the guest's. The denials of guest ports stand in INPUT too, for packets to
 * a bridge that has an address of its own.
 */
export function inDenyPorts(view: HostView): SectionRule[] {
  const guarded = view.ports.filter((port) => port.port.protect?.spoofing !== false);
  return [
    ...guarded.filter((port) => port.role === 'border').flatMap((port) => borderPort(view, port)),
    ...guarded.filter((port) => port.role !== 'border').map((port) => guestPort(view, port)),
  ];
}

function borderPort(view: HostView, { port, bridge, inside, outside }: TopologyPort): SectionRule[] {
  const found = view.bridges.find((candidate) => candidate.bridge.id === bridge.id);
  // Without an address of the bridge no packet of this port can reach INPUT, and section 4 drops what tries.
  const hooks: Hook[] = found && bridgeHasAddress(view, found) ? ['INPUT', 'FORWARD'] : ['FORWARD'];
  const rules: SectionRule[] = [];
  const insiders = rangesOfAll(inside.stations, view.family);
  if (insiders.length > 0) {
    const reason = `A station inside cannot send from outside: its address is forged, or the frame went astray at ${port.name}.`;
    rules.push(denial('source', port.name, [port.id], reason, hooks, { source: { ranges: insiders, negated: false } }));
  }
  const outsiders = rangesOfAll(outside.stations, view.family);
  if (outsiders.length > 0) {
    const reason = `What is meant for a station outside has no business entering by border port ${port.name}.`;
    rules.push(
      denial('destination', port.name, [port.id], reason, hooks, {
        destination: { ranges: outsiders, negated: false },
      }),
    );
  }
  return rules;
}

function guestPort(view: HostView, at: TopologyPort): SectionRule {
  const { port, guest } = at;
  const hooks: Hook[] = ['INPUT', 'FORWARD'];
  if (!guest) {
    const reason = `Nothing is drawn behind port ${port.name}, so nothing may enter by it.`;
    return denial('source', port.name, [port.id], reason, hooks, {});
  }
  const ranges = rangesOf(guest.station, view.family);
  const objects = [port.id, guest.guest.id];
  if (ranges.length === 0) {
    const reason = `${guest.guest.name} has no IPv${view.family} address, so no IPv${view.family} packet may enter by its port ${port.name}.`;
    return denial('source', port.name, objects, reason, hooks, {});
  }
  const reason = `Behind port ${port.name} is ${guest.guest.name} alone: any other source address is forged.`;
  const rule = denial('source', port.name, objects, reason, hooks, { source: { ranges, negated: true } });
  const except = enteringExceptions(view, at);
  return except.length > 0 ? { ...rule, except } : rule;
}

function denial(
  what: 'source' | 'destination',
  port: string,
  objects: readonly string[],
  reason: string,
  hooks: readonly Hook[],
  ends: { readonly source?: AddressList; readonly destination?: AddressList },
): SectionRule {
  const probes = hooks.map((hook): Probe => ({ hook, matches: [{ kind: 'physdev-in', port }], ...ends }));
  return derivedDenial('in-deny-ports', what, port, objects, reason, probes);
}
