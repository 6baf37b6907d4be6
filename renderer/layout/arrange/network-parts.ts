import type { Document, Host, Id, Port } from '../../../shared/document/document.ts';
import { socketWidth } from '../sizes.ts';
import { groupBy } from './group-by.ts';

/** Where a line arrives at a bridge, and how wide its socket there is. */
export interface Leg {
  readonly bridge: Id;
  readonly socket: number;
}

/** A veth pair between two bridges. */
export type BridgeLink = readonly [Leg, Leg];

/** Something with a line to each of its bridges: a guest, an external, the host. */
export interface Legged {
  readonly id: Id;
  readonly legs: readonly Leg[];
}

/** Bridges of one host that lines join, and everything that stands on them. */
export interface NetworkPart {
  /** In the order of the document. */
  readonly bridges: readonly Id[];
  readonly links: readonly BridgeLink[];
  /** Guests that stand on one bridge alone, by bridge; members of one group side by side. */
  readonly alone: ReadonlyMap<Id, readonly Id[]>;
  /** Guests with legs on several bridges. */
  readonly between: readonly Legged[];
  readonly externals: readonly Legged[];
  /** The host where it belongs to this part; without a line it stands at the last bridge. */
  readonly host?: Legged;
}

/** The parts of one host that no line joins. What `placed` names already stands with another host. */
export function networkParts(document: Document, host: Host, placed: ReadonlySet<Id>): readonly NetworkPart[] {
  const ports = new Map(host.ports.map((port) => [port.id, port]));
  const guests = document.guests
    .filter(({ id }) => !placed.has(id))
    .map(({ id, nics }) => ({ id, legs: legsOf(nics.map(({ port }) => ports.get(port))) }))
    .filter(({ legs }) => legs.length > 0);
  const between = guests.filter(({ legs }) => legs.length > 1);
  const externals = document.externals
    .filter(({ id }) => !placed.has(id))
    .map(({ id, port }) => ({ id, legs: legsOf([port === undefined ? undefined : ports.get(port)]) }))
    .filter(({ legs }) => legs.length > 0);
  const own = hostLegs(host, ports);
  const links = bridgeLinks(host, ports);
  const groupOf = groupRanks(document);
  const alone = groupBy(
    guests.filter(({ legs }) => legs.length === 1).sort((a, b) => groupOf(a.id) - groupOf(b.id)),
    ({ legs }) => legs[0]?.bridge,
  );

  const joined = joinedBridges(host, [...links, ...[...between, own].map(({ legs }) => legs)]);
  return joined.map((bridges) => {
    const here = ({ legs }: Legged): boolean => legs[0] !== undefined && bridges.has(legs[0].bridge);
    return {
      bridges: [...bridges],
      links: links.filter(([{ bridge }]) => bridges.has(bridge)),
      alone: new Map([...bridges].map((bridge) => [bridge, (alone.get(bridge) ?? []).map(({ id }) => id)])),
      between: between.filter(here),
      externals: externals.filter(here),
      ...(here(own) && { host: own }),
    };
  });
}

/** One leg for each bridge; the socket is the widest of them. */
function legsOf(ports: readonly (Port | undefined)[]): readonly Leg[] {
  const legs = new Map<Id, number>();
  for (const port of ports) {
    if (port === undefined) continue;
    legs.set(port.bridge, Math.max(legs.get(port.bridge) ?? 0, socketWidth(port.name)));
  }
  return [...legs].map(([bridge, socket]) => ({ bridge, socket }));
}

function hostLegs(host: Host, ports: ReadonlyMap<Id, Port>): Legged {
  const ways = legsOf(host.interfaces.map(({ peer }) => (peer === undefined ? undefined : ports.get(peer))));
  const last = host.bridges.at(-1);
  return { id: host.id, legs: ways.length > 0 || last === undefined ? ways : [{ bridge: last.id, socket: 0 }] };
}

/** False for the host that only stands at its last bridge, and has no line there. */
export function isWired({ legs }: Legged): boolean {
  return legs.some(({ socket }) => socket > 0);
}

/** The veth pairs between two bridges, each once. */
function bridgeLinks(host: Host, ports: ReadonlyMap<Id, Port>): readonly BridgeLink[] {
  return host.ports.flatMap((port): BridgeLink[] => {
    const far = port.peer === undefined ? undefined : ports.get(port.peer);
    if (far === undefined || far.bridge === port.bridge || far.id <= port.id) return [];
    const [near, other] = [port, far].map(({ bridge, name }) => ({ bridge, socket: socketWidth(name) }));
    return near === undefined || other === undefined ? [] : [[near, other]];
  });
}

/** The place of a guest's first group among the groups; guests of none come last. */
function groupRanks({ groups }: Document): (id: Id) => number {
  const ranks = new Map<Id, number>();
  for (const [rank, { members }] of groups.entries()) {
    for (const id of members) if (!ranks.has(id)) ranks.set(id, rank);
  }
  return (id) => ranks.get(id) ?? groups.length;
}

/** The bridges in sets that the given lines join; sets and bridges in the order of the document. */
function joinedBridges(host: Host, lines: readonly (readonly Leg[])[]): readonly ReadonlySet<Id>[] {
  const next = new Map<Id, Id[]>(host.bridges.map(({ id }) => [id, []]));
  for (const [first, ...others] of lines) {
    for (const { bridge } of others) {
      if (first === undefined) continue;
      next.get(first.bridge)?.push(bridge);
      next.get(bridge)?.push(first.bridge);
    }
  }
  const seen = new Set<Id>();
  const sets: Set<Id>[] = [];
  for (const { id } of host.bridges) {
    if (seen.has(id)) continue;
    const reached = new Set([id]);
    for (const one of reached) for (const other of next.get(one) ?? []) reached.add(other);
    for (const one of reached) seen.add(one);
    sets.push(new Set(host.bridges.flatMap((bridge) => (reached.has(bridge.id) ? [bridge.id] : []))));
  }
  return sets;
}
