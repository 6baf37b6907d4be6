import type { Id } from '../../document/document.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { type AddressRange, networkOf, rangeContains, rangesOverlap } from '../../net/range.ts';
import type { Side, TopologyInterface } from '../../topology/topology.ts';
import { type HostView, ownRanges, rangesOf } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { AddressList, Probe } from '../ir/section-rule.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { endsAt, type Selector } from '../resolve/selector.ts';

/**
 * Where a rule is probed at the host itself: INPUT when the host can be the packet's destination, OUTPUT when it can be
 * its source, and FORWARD between two of its interfaces when it routes (apart from bridged packets).
 */
export function hostProbes(view: HostView, resolved: ResolvedRule): Probe[] {
  const { rule, outputOnly } = resolved;
  // A rule that names ports alone is about frames on bridges.
  if ((rule.ports?.length ?? 0) > 0 && (rule.interfaces?.length ?? 0) === 0) return [];
  return resolved.pairs.flatMap((pair) => [
    ...(rule.direction === 'out' || outputOnly ? [] : inputProbes(view, pair, resolved)),
    ...(rule.direction === 'in' ? [] : outputProbes(view, pair, resolved)),
    ...(outputOnly || (rule.direction === 'out' && !rule.interfaces) ? [] : routedProbes(view, pair, resolved)),
  ]);
}

/** Interfaces by which the rule wants its packets to come or go, loopback included; empty: any. */
function namedInterfaces(view: HostView, { rule }: ResolvedRule): { id: Id; name: string }[] {
  return (rule.interfaces ?? []).flatMap((id) => view.host.interfaces.find((item) => item.id === id) ?? []);
}

export function outputProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  const own = ownEnd(view, pair.source);
  if (!own) return [];
  const destination = endsAt(pair.destination, everywhereElse(view), places(view), view.family);
  if (destination.kind === 'nobody') return [];
  const ends = destination.kind === 'list' ? { destination: destination.list } : {};
  const named = namedInterfaces(view, resolved);
  if (named.length === 0) return [{ hook: 'OUTPUT', matches: [], ...own, ...ends }];
  return named.map((item): Probe => {
    const source = pair.source.any ? undefined : sendingAddresses(view, item.id, ends.destination);
    return {
      hook: 'OUTPUT',
      matches: [{ kind: 'out-interface', name: item.name }],
      ...own,
      ...(source && !own.source ? { source } : {}),
      ...ends,
      objects: [item.id],
    };
  });
}

export function inputProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  const own = ownEnd(view, pair.destination);
  if (!own) return [];
  const destination = own.source;
  const named = namedInterfaces(view, resolved);
  if (pair.source.any && !pair.source.within) {
    const probe = (matches: readonly Match[], objects: readonly Id[]): Probe => ({
      hook: 'INPUT',
      matches,
      ...(destination ? { destination } : {}),
      ...(objects.length > 0 ? { objects } : {}),
    });
    if (named.length === 0) return [probe([], [])];
    return named.map((item) => probe([{ kind: 'in-interface', name: item.name }], [item.id]));
  }
  // A drawn sender may come only by the interface behind which it is drawn, and only to that interface's addresses.
  const wanted = new Set(named.map(({ id }) => id));
  return view.interfaces.flatMap((at): Probe[] => {
    if (wanted.size > 0 && !wanted.has(at.interface.id)) return [];
    const source = endsAt(pair.source, at.beyond, places(view), view.family);
    const here = localAddresses(view, at, destination);
    if (source.kind === 'nobody' || here.ranges.length === 0) return [];
    return [
      {
        hook: 'INPUT',
        matches: [{ kind: 'in-interface', name: at.interface.name }],
        ...(source.kind === 'list' ? { source: source.list } : {}),
        destination: here,
        objects: [at.interface.id],
      },
    ];
  });
}

/** Packets that the host routes from one of its interfaces to another: these are not bridged. */
function routedProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  if (view.host.role !== 'hypervisor') return [];
  const { rule } = resolved;
  const named = new Set(rule.interfaces);
  return view.interfaces.flatMap((from) =>
    view.interfaces.flatMap((to): Probe[] => {
      if (from === to) return [];
      const entersNamed = named.has(from.interface.id) && rule.direction !== 'out';
      const leavesNamed = named.has(to.interface.id) && rule.direction !== 'in';
      if (named.size > 0 && !entersNamed && !leavesNamed) return [];
      const source = endsAt(pair.source, from.beyond, places(view), view.family);
      const destination = endsAt(pair.destination, to.beyond, places(view), view.family);
      if (source.kind === 'nobody' || destination.kind === 'nobody') return [];
      return [
        {
          hook: 'FORWARD',
          matches: [
            { kind: 'in-interface', name: from.interface.name },
            { kind: 'out-interface', name: to.interface.name },
            { kind: 'bridged', is: false },
          ],
          ...(source.kind === 'list' ? { source: source.list } : {}),
          ...(destination.kind === 'list' ? { destination: destination.list } : {}),
          objects: [from.interface.id, to.interface.id],
        },
      ];
    }),
  );
}

/**
 * Whether a selector means the host itself: `undefined` when not; with a list (under `source`, for both ends) when it
 * means some of the host's addresses by their number.
 */
function ownEnd(view: HostView, selector: Selector): { readonly source?: AddressList } | undefined {
  const { within, owners, ranges, any, negated } = selector;
  const stations = view.interfaces.map(({ station }) => station);
  if (within && !stations.some((station) => within.has(station))) return undefined;
  if (any) return {};
  if (owners.has(view.host.id)) return negated ? undefined : {};
  const own = ownRanges(view);
  const met = own.filter((mine) => ranges.some((range) => rangesOverlap(range, mine)));
  if (negated)
    return met.length === own.length && own.length > 0
      ? undefined
      : met.length === 0
        ? {}
        : { source: { ranges: met, negated: true } };
  return met.length > 0 ? { source: { ranges: met, negated: false } } : undefined;
}

function localAddresses(view: HostView, at: TopologyInterface, wanted: AddressList | undefined): AddressList {
  const own = rangesOf(at.station, view.family);
  if (!wanted) return { ranges: own, negated: false };
  const met = (mine: AddressRange) => wanted.ranges.some((range) => rangesOverlap(range, mine));
  return { ranges: own.filter((mine) => met(mine) !== wanted.negated), negated: false };
}

/**
 * The addresses an interface sends from towards some destinations: those whose network holds a destination, because the
 * kernel prefers them (RFC 6724 and fib_select_default); all of the interface's where none does.
 */
function sendingAddresses(view: HostView, id: Id, destination: AddressList | undefined): AddressList | undefined {
  const item = view.host.interfaces.find((candidate) => candidate.id === id);
  const addresses = (item?.addresses ?? []).flatMap((text) => parseInterfaceAddress(text) ?? []);
  const own = addresses.filter(({ address }) => address.family === view.family);
  if (own.length === 0) return undefined;
  const near = own.filter(({ address, prefix }) => {
    const network = networkOf(address, prefix);
    return destination && !destination.negated && destination.ranges.some((range) => rangeContains(network, range));
  });
  const ranges = (near.length > 0 ? near : own).map(({ address: { family, value } }) => ({
    family,
    first: value,
    last: value,
  }));
  return { ranges, negated: false };
}

function everywhereElse(view: HostView): Side {
  const own = new Set(view.interfaces.map(({ station }) => station));
  return { stations: new Set(view.topology.stations.filter((station) => !own.has(station))), leadsBeyond: true };
}

function places(view: HostView) {
  return { all: view.topology.stations, foreign: view.foreign };
}
