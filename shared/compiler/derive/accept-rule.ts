import type { TopologyPort } from '../../topology/topology.ts';
import type { HostView } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import type { Section } from '../result.ts';

/** An acceptance that follows from the drawing and not from a user's rule. */
export function acceptRule(
  section: Section,
  what: string,
  label: string,
  reason: string,
  probes: readonly Probe[],
  alternatives: readonly (readonly Match[])[],
  except: readonly (readonly Match[])[] = [],
): SectionRule {
  return {
    key: `${section} exception ${what} ${label}`,
    section,
    verdict: { kind: 'accept' },
    label,
    origin: { objects: [...new Set(probes.flatMap((probe) => probe.objects ?? []))], reason },
    probes,
    alternatives,
    // Stateless: connection tracking knows no answers to what is sent to a group.
    conditions: [],
    ...(except.length > 0 ? { except } : {}),
    log: false,
  };
}

/** Packets that one port may bring in, and every border port on their way. */
export interface Passage {
  readonly what: string;
  readonly reason: string;
  readonly from: TopologyPort;
  readonly ends: readonly Pick<Probe, 'source' | 'destination'>[];
  readonly alternatives: readonly (readonly Match[])[];
  readonly except?: readonly (readonly Match[])[];
}

/** The acceptance of a passage at its own port, and again at every border port it crosses, as with a user's rule. */
export function passThrough(view: HostView, passage: Passage): SectionRule[] {
  const { what, reason, from, ends, alternatives, except } = passage;
  const probesAt = (port: TopologyPort): Probe[] =>
    ends.map((end) => ({
      hook: 'FORWARD',
      matches: [{ kind: 'physdev-in', port: port.port.name }],
      ...end,
      objects: port.guest ? [port.port.id, port.guest.guest.id] : [port.port.id],
    }));
  const crossed = view.ports.filter((port) => port.role === 'border' && port !== from && isBeyond(port, from));
  const rule = (section: Section, ports: readonly TopologyPort[]) =>
    acceptRule(section, what, from.port.name, reason, ports.flatMap(probesAt), alternatives, except);
  if (from.role === 'border') return [rule('in-accept-border-ports', [from, ...crossed])];
  return [
    rule('in-accept-guest-ports', [from]),
    ...(crossed.length > 0 ? [rule('in-accept-border-ports', crossed)] : []),
  ];
}

/** True when what enters by `from` comes to a border port's bridge through that border port. */
function isBeyond(border: TopologyPort, from: TopologyPort): boolean {
  const outside = (station: Parameters<typeof border.both.has>[0]) =>
    border.outside.stations.has(station) || border.both.has(station);
  if (from.guest) return outside(from.guest.station);
  return [...from.outside.stations].some((station) => outside(station));
}
