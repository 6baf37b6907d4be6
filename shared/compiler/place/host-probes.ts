import type { Id } from '../../document/document.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { type AddressRange, networkOf, rangeContains, rangesOverlap } from '../../net/range.ts';
import type { Side, TopologyInterface } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView, ownRanges, rangesOf, uniqueRanges } from '../ir/host-view.ts';
import type { AddressList, Probe } from '../ir/section-rule.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { ANYBODY, endsAt, partWithin, type Selector } from '../resolve/selector.ts';
import { avoidedPorts, concernsPort, endsAtPort, objectsAt } from './bridged-probes.ts';

/**
 * Where a rule is probed at the host itself: INPUT when the host can be the packet's destination, OUTPUT when it can be
 * its source, and FORWARD between two of its interfaces when it routes (apart from bridged packets).
 */
export function hostProbes(view: HostView, resolved: ResolvedRule): Probe[] {
  const { rule, outputOnly } = resolved;
  const namesPorts = (rule.ports?.length ?? 0) > 0;
  const namesInterfaces = (rule.interfaces?.length ?? 0) > 0;
  return resolved.pairs.flatMap((pair) => {
    const byPort = namesPorts && !outputOnly && rule.direction !== 'out' ? portProbes(view, pair, resolved) : [];
    // A rule that names ports alone is about what comes or goes by those.
    if (namesPorts && !namesInterfaces) return byPort;
    return [
      ...byPort,
      ...(rule.direction === 'out' || outputOnly ? [] : inputProbes(view, pair, resolved)),
      ...(rule.direction === 'in' ? [] : outputProbes(view, pair, resolved)),
      ...(outputOnly || (rule.direction === 'out' && !namesInterfaces) ? [] : routedProbes(view, pair, resolved)),
    ];
  });
}

/**
 * The interfaces of this host by which the rule wants its packets to come or go, loopback included; `undefined`: any. A rule
 * that names interfaces of other hosts alone concerns no packet here.
 */
function namedInterfaces(view: HostView, { rule }: ResolvedRule): { id: Id; name: string }[] | undefined {
  if ((rule.interfaces?.length ?? 0) === 0) return undefined;
  return (rule.interfaces ?? []).flatMap((id) => view.host.interfaces.find((item) => item.id === id) ?? []);
}

function outputProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  const own = ownEnd(view, pair.source);
  if (!own) return [];
  const destination = endsAt(pair.destination, everywhereElse(view), places(view), view.family);
  if (destination.kind === 'nobody') return [];
  const ends = destination.kind === 'list' ? { destination: destination.list } : {};
  const named = namedInterfaces(view, resolved);
  if (named) {
    return named.flatMap((item): Probe[] => {
      const source = pair.source.any ? undefined : sendingAddresses(view, item.id, ends.destination);
      const addresses = own.addresses ?? source;
      return [
        {
          hook: 'OUTPUT',
          matches: [{ kind: 'out-interface', name: item.name }],
          ...(addresses ? { source: addresses } : {}),
          ...ends,
          objects: [item.id],
        },
      ];
    });
  }
  if (!own.at || isDenial(resolved))
    return [{ hook: 'OUTPUT', matches: [], ...(own.addresses ? { source: own.addresses } : {}), ...ends }];
  return own.at.map((at) => ({
    hook: 'OUTPUT',
    matches: [{ kind: 'out-interface', name: at.interface.name }],
    source: localAddresses(view, at, own.addresses),
    ...ends,
    objects: [at.interface.id],
  }));
}

function inputProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  const own = ownEnd(view, pair.destination);
  if (!own) return [];
  const denies = isDenial(resolved);
  const named = namedInterfaces(view, resolved);
  if (pair.source.any && !pair.source.within) {
    const destination = own.addresses ? { destination: own.addresses } : {};
    const probe = ({ id, name }: { id: Id; name: string }): Probe => ({
      hook: 'INPUT',
      matches: [{ kind: 'in-interface', name }],
      ...destination,
      objects: [id],
    });
    if (named) return named.map(probe);
    if (!own.at || denies) return [{ hook: 'INPUT', matches: [], ...destination }];
    return own.at.map((at) => ({ ...probe(at.interface), destination: localAddresses(view, at, own.addresses) }));
  }
  // A drawn sender may come only by the interface behind which it is drawn, and only to that interface's addresses; what is
  // denied to it is denied to all addresses of the host, because an acceptance of any sender behind it names none either.
  const wanted = named && new Set(named.map(({ id }) => id));
  return view.interfaces.flatMap((at): Probe[] => {
    if (wanted && !wanted.has(at.interface.id)) return [];
    const source = endsAt(pair.source, at.beyond, places(view), view.family);
    if (source.kind === 'nobody') return [];
    return ownDestinations(view, at, own, resolved).map(
      (destination): Probe => ({
        hook: 'INPUT',
        matches: [{ kind: 'in-interface', name: at.interface.name }],
        ...(source.kind === 'list' ? { source: source.list } : {}),
        ...destination,
        objects: [at.interface.id],
      }),
    );
  });
}

/**
 * What comes in by a port of a bridge with a device of its own and is meant for the host, or for it to route: both are no
 * longer bridged there, but the kernel still knows the port (br_netfilter_hooks.c).
 */
function portProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  const own = ownEnd(view, pair.destination);
  return view.bridges.flatMap((bridge) => {
    const { device } = bridge;
    if (!device) return [];
    const listens = bridgeHasAddress(view, bridge);
    return bridge.ports.flatMap((port): Probe[] => {
      if (port.role === 'unused' || !concernsPort(resolved, port)) return [];
      const ends = endsAtPort(view, port, { ...pair, destination: ANYBODY }, resolved, 'in');
      if (!ends) return [];
      const by = {
        matches: [
          { kind: 'in-interface', name: device.interface.name },
          { kind: 'physdev-in', port: port.port.name },
        ],
        ...ends,
        objects: objectsAt(port),
      } as const;
      return [
        ...(own && listens ? ownDestinations(view, device, own, resolved) : []).map(
          (destination): Probe => ({ hook: 'INPUT', ...by, ...destination }),
        ),
        ...leavingBySome(view, resolved, routedOn(view, device, pair)).map(
          ({ to, ...destination }): Probe => ({
            hook: 'FORWARD',
            ...by,
            matches: [
              ...by.matches,
              { kind: 'out-interface', name: to.interface.name },
              { kind: 'bridged', is: false },
            ],
            ...destination,
          }),
        ),
      ];
    });
  });
}

/** None, or one: the host's addresses that a rule means; an acceptance means those of the interface by which packets come. */
function ownDestinations(
  view: HostView,
  at: TopologyInterface,
  own: OwnEnd,
  resolved: ResolvedRule,
): { readonly destination?: AddressList }[] {
  // A branch may lead to a denial; what it accepts is narrowed by its own rules.
  if (isDenial(resolved) || resolved.verdict.kind === 'branch')
    return [own.addresses ? { destination: own.addresses } : {}];
  const here = localAddresses(view, at, own.addresses);
  return here.ranges.length === 0 ? [] : [{ destination: here }];
}

/** Packets that the host routes from one of its interfaces to another: these are not bridged. */
function routedProbes(view: HostView, pair: EndPair, resolved: ResolvedRule): Probe[] {
  const { rule } = resolved;
  const named = namedInterfaces(view, resolved) && new Set(rule.interfaces);
  return view.interfaces.flatMap((from) => {
    const source = endsAt(pair.source, from.beyond, places(view), view.family);
    if (source.kind === 'nobody') return [];
    return routedOn(view, from, pair).flatMap(({ to, ...destination }): Probe[] => {
      const entersNamed = named?.has(from.interface.id) && rule.direction !== 'out';
      const leavesNamed = named?.has(to.interface.id) && rule.direction !== 'in';
      if (named && !entersNamed && !leavesNamed) return [];
      return [
        {
          hook: 'FORWARD',
          matches: [
            { kind: 'in-interface', name: from.interface.name },
            { kind: 'out-interface', name: to.interface.name },
            { kind: 'bridged', is: false },
          ],
          ...(source.kind === 'list' ? { source: source.list } : {}),
          ...destination,
          objects: [from.interface.id, to.interface.id],
        },
      ];
    });
  });
}

/**
 * Without the ways by a bridge that has ports which the rule wants avoided: by which of its ports a routed packet will leave is not known
 * where rules are asked (`ownFrames` tells of it).
 */
function leavingBySome(view: HostView, resolved: ResolvedRule, ways: readonly RoutedWay[]): readonly RoutedWay[] {
  const unsure = view.bridges.filter((bridge) => avoidedPorts(resolved, bridge).length > 0);
  return ways.filter(({ to }) => !unsure.some(({ device }) => device === to));
}

/** One way on from a router. */
interface RoutedWay {
  readonly to: TopologyInterface;
  readonly destination?: AddressList;
}

/** By which interfaces a router sends on what came in by one, and to whom a rule lets it. */
export function routedOn(view: HostView, from: TopologyInterface, pair: EndPair): RoutedWay[] {
  if (view.host.role !== 'hypervisor') return [];
  return view.interfaces.flatMap((to) => {
    if (from === to && !routesWithin(view, to)) return [];
    const destination = endsAt(pair.destination, to.beyond, places(view), view.family);
    if (destination.kind === 'nobody') return [];
    return [{ to, ...(destination.kind === 'list' ? { destination: destination.list } : {}) }];
  });
}

/** True for a bridge's device with addresses in several networks: what it routes between those leaves as it came. */
function routesWithin({ family }: HostView, { bridge, interface: { addresses } }: TopologyInterface): boolean {
  const own = addresses.flatMap((text) => parseInterfaceAddress(text) ?? []);
  const networks = own.flatMap(({ address, prefix }) =>
    address.family === family ? [networkOf(address, prefix)] : [],
  );
  return bridge !== undefined && new Set(networks.map(({ first, last }) => `${first}-${last}`)).size > 1;
}

/** What a selector means of the host itself. */
interface OwnEnd {
  /** Some of the host's addresses; all that it has where absent. */
  readonly addresses?: AddressList;
  /** The interfaces that a policy hangs on, where it hangs on any: an acceptance of theirs opens no other one. */
  readonly at?: readonly TopologyInterface[];
}

/** What of the host a selector means: `undefined` when nothing. */
function ownEnd(view: HostView, { within, owners, ranges, any, negated }: Selector): OwnEnd | undefined {
  const means = any || owners.has(view.host.id) ? !negated : undefined;
  if (means === false) return undefined;
  const part = ({ station }: TopologyInterface) => (within ? partWithin(within, station, view.family) : []);
  const at = within && view.interfaces.filter((item) => part(item).length > 0);
  if (at?.length === 0) return undefined;
  const own = at ? uniqueRanges(at.flatMap(part)) : ownRanges(view);
  const attached = at ? { at } : {};
  if (means) return at ? { ...attached, addresses: { ranges: own, negated: false } } : {};
  const met = own.filter((mine) => ranges.some((range) => rangesOverlap(range, mine)));
  const meant = negated ? own.filter((mine) => !met.includes(mine)) : met;
  // "Not" another's addresses means the host's undrawn ones as well.
  if (negated && !at && (meant.length > 0 || own.length === 0))
    return met.length === 0 ? {} : { addresses: { ranges: met, negated: true } };
  return meant.length > 0 ? { ...attached, addresses: { ranges: meant, negated: false } } : undefined;
}

function isDenial({ verdict }: ResolvedRule): boolean {
  return verdict.kind === 'deny' || verdict.kind === 'reject';
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
