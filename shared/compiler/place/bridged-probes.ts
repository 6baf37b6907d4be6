import { rangeContains } from '../../net/range.ts';
import type { Side, TopologyPort } from '../../topology/topology.ts';
import { foreignTo, type HostView, rangesOf } from '../ir/host-view.ts';
import type { AddressList, Probe } from '../ir/section-rule.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { type Ends, endsAt } from '../resolve/selector.ts';

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
  const named = new Set(rule.ports);
  if (named.size === 0 && ((rule.interfaces?.length ?? 0) > 0 || rule.direction === 'out')) return [];
  const entering = named.size === 0 || rule.direction !== 'out';
  const leaving = named.size > 0 && (rule.direction === 'out' || rule.direction === 'both');
  const placed: PlacedProbe[] = [];
  for (const port of view.ports) {
    const { role } = port;
    if (role === 'unused') continue;
    if (named.size > 0 && named.has(port.port.id) === (rule.not?.ports === true)) continue;
    for (const pair of resolved.pairs) {
      if (entering) placed.push(...probeAt(view, port, pair, resolved, 'in').map((probe) => ({ role, probe })));
      if (leaving) placed.push(...probeAt(view, port, pair, resolved, 'out').map((probe) => ({ role, probe })));
    }
  }
  return placed;
}

function probeAt(
  view: HostView,
  port: TopologyPort,
  pair: EndPair,
  { verdict }: ResolvedRule,
  way: 'in' | 'out',
): Probe[] {
  const outside = pathSide(port, 'outside');
  const inside = pathSide(port, 'inside');
  const far = way === 'in' ? inside : outside;
  const denies = verdict.kind === 'deny' || verdict.kind === 'reject';
  const places = { all: view.topology.stations, foreign: foreignTo(port.segment, view) };
  const source = endsAt(pair.source, way === 'in' ? outside : inside, places, view.family);
  const destination = endsAt(pair.destination, denies ? reaching(far) : far, places, view.family);
  if (source.kind === 'nobody' || destination.kind === 'nobody') return [];
  if (port.guest && onlyItself(view, port, way === 'in' ? destination : source)) return [];
  // An acceptance names the guest even where its denial of other sources stands above: it must hold when that is off.
  const spelled = port.guest && !denies;
  const ends = {
    source: spelled && way === 'in' && source.kind === 'any' ? itself(view, port) : listOf(source),
    destination: spelled && way === 'out' && destination.kind === 'any' ? itself(view, port) : listOf(destination),
  };
  return [
    {
      hook: 'FORWARD',
      matches: [{ kind: way === 'in' ? 'physdev-in' : 'physdev-out', port: port.port.name }],
      ...(ends.source ? { source: ends.source } : {}),
      ...(ends.destination ? { destination: ends.destination } : {}),
      objects: port.guest ? [port.port.id, port.guest.guest.id] : [port.port.id],
    },
  ];
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
