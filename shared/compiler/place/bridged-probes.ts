import type { Rule } from '../../document/document.ts';
import { rangeContains } from '../../net/range.ts';
import type { Side, TopologyBridge, TopologyPort } from '../../topology/topology.ts';
import { foreignTo, type HostView, rangesOf } from '../ir/host-view.ts';
import type { AddressList, Probe } from '../ir/section-rule.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { type Ends, endsAt } from '../resolve/selector.ts';

/**
 * A probe of bridged frames, bound to the kind of port by which they enter their bridge. A frame enters each bridge by exactly
 * one port: so no frame meets probes of both kinds, and the author's order holds although the one kind stands before the other.
 */
export interface PlacedProbe {
  readonly role: 'guest' | 'border';
  readonly probe: Probe;
}

/**
 * The ports at which a rule is probed. A packet from S to D enters its way's bridges by exactly those ports that have S
 * outside and D inside, so one test serves the guest's own port, every border port it passes through, and none else.
 */
export function bridgedProbes(view: HostView, resolved: ResolvedRule): PlacedProbe[] {
  const { rule } = resolved;
  const named = rule.ports ?? [];
  if (named.length === 0 && ((rule.interfaces?.length ?? 0) > 0 || rule.direction === 'out')) return [];
  const entering = named.length === 0 || rule.direction !== 'out';
  const leaving = leavesByPorts(rule) && !avoidsPorts(rule);
  return view.bridges.flatMap((bridge) =>
    bridge.ports.flatMap((port): PlacedProbe[] => {
      const { role } = port;
      if (role === 'unused' || !concernsPort(resolved, port)) return [];
      return resolved.pairs.flatMap((pair) => [
        ...(entering ? enteringProbes(view, bridge, port, pair, resolved).map((probe) => ({ role, probe })) : []),
        ...(leaving ? leavingProbes(view, bridge, port, pair, resolved) : []),
      ]);
    }),
  );
}

/** True when a rule is about a port: it names the port, all but others, or none. */
export function concernsPort({ rule }: ResolvedRule, { port }: TopologyPort): boolean {
  const named = rule.ports ?? [];
  return named.length === 0 || named.includes(port.id) !== (rule.not?.ports === true);
}

/** True when a rule asks for the port by which packets leave their bridge. */
export function leavesByPorts({ ports = [], direction }: Rule): boolean {
  return ports.length > 0 && (direction === 'out' || direction === 'both');
}

/**
 * True for "not these ports" with direction both: packets that touch none of them, neither coming nor going. It is the opposite of "in or
 * out by these", whatever the rule does with what matches.
 */
export function avoidsPorts({ ports = [], direction, not }: Rule): boolean {
  return ports.length > 0 && direction === 'both' && not?.ports === true;
}

/** The ports of a bridge that a rule wants its packets to touch neither coming nor going. */
export function avoidedPorts({ rule }: ResolvedRule, { ports }: TopologyBridge): readonly TopologyPort[] {
  return avoidsPorts(rule) ? ports.filter(({ port }) => rule.ports?.includes(port.id)) : [];
}

function enteringProbes(
  view: HostView,
  bridge: TopologyBridge,
  port: TopologyPort,
  pair: EndPair,
  resolved: ResolvedRule,
): Probe[] {
  const ends = endsAtPort(view, port, pair, resolved, 'in');
  if (!ends) return [];
  const avoided = avoidedPorts(resolved, bridge);
  const mayLeave = bridge.ports.some((other) => other !== port && other.role !== 'unused' && !avoided.includes(other));
  if (avoided.length > 0 && !mayLeave) return [];
  // What a bridge with a device hands to its host to be routed still knows its port, but is section 7's matter.
  const apart = bridge.device ? [{ kind: 'bridged', is: true } as const] : [];
  return [
    {
      hook: 'FORWARD',
      matches: [{ kind: 'physdev-in', port: port.port.name }, ...apart],
      ...(avoided.length > 0 ? { notTo: avoided.map((other) => other.port.name) } : {}),
      ...ends,
      objects: objectsAt(port),
    },
  ];
}

/** What leaves by a port entered by another one of the bridge: by one of its border ports, or by none of them. */
function leavingProbes(
  view: HostView,
  { ports }: TopologyBridge,
  port: TopologyPort,
  pair: EndPair,
  resolved: ResolvedRule,
): PlacedProbe[] {
  const ends = endsAtPort(view, port, pair, resolved, 'out');
  if (!ends) return [];
  const leaving = { kind: 'physdev-out', port: port.port.name } as const;
  const borders = ports.filter(({ role }) => role === 'border');
  const notBy = borders.map((border) => border.port.name);
  const fromElsewhere: Probe = {
    hook: 'FORWARD',
    matches: [leaving],
    ...(notBy.length > 0 ? { notBy } : {}),
    ...ends,
    objects: objectsAt(port),
  };
  return [
    ...(borders.length < ports.length ? [{ role: 'guest', probe: fromElsewhere } as const] : []),
    ...borders.map(
      (border): PlacedProbe => ({
        role: 'border',
        probe: {
          hook: 'FORWARD',
          matches: [{ kind: 'physdev-in', port: border.port.name }, leaving],
          ...ends,
          objects: [...objectsAt(port), border.port.id],
        },
      }),
    ),
  ];
}

/** The ends of what a rule speaks of where it passes a port, `undefined` when nothing of that can. */
export function endsAtPort(
  view: HostView,
  port: TopologyPort,
  pair: EndPair,
  { verdict }: ResolvedRule,
  way: 'in' | 'out',
): Pick<Probe, 'source' | 'destination'> | undefined {
  const outside = pathSide(port, 'outside');
  const inside = pathSide(port, 'inside');
  const far = way === 'in' ? inside : outside;
  const denies = verdict.kind === 'deny' || verdict.kind === 'reject';
  const places = { all: view.topology.stations, foreign: foreignTo(port.segment, view) };
  const source = endsAt(pair.source, way === 'in' ? outside : inside, places, view.family);
  const destination = endsAt(pair.destination, denies ? reaching(far) : far, places, view.family);
  if (source.kind === 'nobody' || destination.kind === 'nobody') return undefined;
  if (port.guest && onlyItself(view, port, way === 'in' ? destination : source)) return undefined;
  const ends = {
    source: way === 'in' && source.kind === 'any' ? spelled(view, port, denies) : listOf(source),
    destination: way === 'out' && destination.kind === 'any' ? spelled(view, port, denies) : listOf(destination),
  };
  if (ends.source?.ranges.length === 0 || ends.destination?.ranges.length === 0) return undefined;
  return {
    ...(ends.source ? { source: ends.source } : {}),
    ...(ends.destination ? { destination: ends.destination } : {}),
  };
}

/**
 * An acceptance names the guest even where its denial of other sources stands above: it must hold when that is off. A guest
 * without an address of the family is nobody.
 */
function spelled(view: HostView, port: TopologyPort, denies: boolean): AddressList | undefined {
  return denies ? undefined : itself(view, port);
}

/** The port, and the guest behind it: what a probe at the port is about. */
export function objectsAt({ port, guest }: TopologyPort): string[] {
  return guest ? [port.id, guest.guest.id] : [port.id];
}

/**
 * A denial stands wherever its sender is, whether or not the drawing shows a way to whom it protects: an acceptance of any
 * destination behind it asks for none either.
 */
function reaching(side: Side): Side {
  if (side.leadsBeyond) return side;
  const known = reachingSides.get(side) ?? { ...side, leadsBeyond: true };
  reachingSides.set(side, known);
  return known;
}

/** One value for each side, because what a rule comes to is remembered by side. */
const reachingSides = new WeakMap<Side, Side>();

/** For finding ways, stations that a loop puts on both sides are on each. */
function pathSide(port: TopologyPort, side: 'inside' | 'outside'): Side {
  if (port.both.size === 0) return port[side];
  return { stations: new Set([...port[side].stations, ...port.both]), leadsBeyond: port[side].leadsBeyond };
}

function onlyItself(view: HostView, port: TopologyPort, ends: Ends): boolean {
  const own = itself(view, port)?.ranges ?? [];
  if (ends.kind !== 'list' || ends.list.negated) return false;
  return ends.list.ranges.every((range) => own.some((mine) => rangeContains(mine, range)));
}

function itself(view: HostView, port: TopologyPort): AddressList | undefined {
  return port.guest && { ranges: rangesOf(port.guest.station, view.family), negated: false };
}

function listOf(ends: Ends): AddressList | undefined {
  return ends.kind === 'list' ? ends.list : undefined;
}
