import type { Document, Id } from '../../document/document.ts';
import type { Family } from '../../net/address.ts';
import { excludeToCidrs } from '../../net/cidrs.ts';
import { type AddressRange, intersectRanges, parseRange, rangeContains, rangesOverlap } from '../../net/range.ts';
import type { Side, Station } from '../../topology/topology.ts';
import { rangesOf, uniqueRanges } from '../ir/host-view.ts';
import type { AddressList } from '../ir/section-rule.ts';

/** One end of a user's rule with its groups expanded: no references are left but the owners of stations. */
export interface Selector {
  /** True when the rule names nobody: every address. */
  readonly any: boolean;
  readonly negated: boolean;
  /** Guests, externals with a port, and hosts: they are where the drawing shows them. */
  readonly owners: ReadonlySet<Id>;
  /** Addresses whose place is not drawn: address objects, and externals without a port. */
  readonly ranges: readonly AddressRange[];
  /** Only these count: the policy hangs on an object. */
  readonly within?: Within;
}

/** Whom a policy on an object is about. */
export interface Within {
  readonly stations: ReadonlySet<Station>;
  /** Addresses whose place is not drawn, in a group; of stations that have some of these it is about those. */
  readonly ranges: readonly AddressRange[];
}

/** The addresses of a station that a policy is about. */
export function partWithin({ stations, ranges }: Within, station: Station, family: Family): AddressRange[] {
  const own = rangesOf(station, family);
  return stations.has(station) ? own : intersections(own, ranges);
}

/** Every address: what an empty field of a rule means. */
export const ANYBODY: Selector = { any: true, negated: false, owners: new Set(), ranges: [] };

/** Expands groups of groups; what does not exist is left out (`checkDocument` reports it as an error). */
export function resolveSelector(document: Document, ids: readonly Id[] | undefined, negated: boolean): Selector {
  if (!ids || ids.length === 0) return ANYBODY;
  const owners = new Set<Id>();
  const ranges: AddressRange[] = [];
  const records = endsById(document);
  const seen = new Set<Id>();
  const queue = [...ids];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const record = records.get(id);
    if (!record || seen.has(id)) continue;
    seen.add(id);
    if (record.kind === 'group') queue.unshift(...record.members);
    else if (record.kind === 'owner') owners.add(id);
    else ranges.push(...record.texts.flatMap((text) => parseRange(text) ?? []));
  }
  return { any: false, negated, owners, ranges };
}

type EndRecord =
  | { readonly kind: 'owner' }
  | { readonly kind: 'group'; readonly members: readonly Id[] }
  | { readonly kind: 'addresses'; readonly texts: readonly string[] };

const cache = new WeakMap<Document, ReadonlyMap<Id, EndRecord>>();

function endsById(document: Document): ReadonlyMap<Id, EndRecord> {
  const known = cache.get(document);
  if (known) return known;
  const records = new Map<Id, EndRecord>();
  for (const { id } of [...document.hosts, ...document.guests]) records.set(id, { kind: 'owner' });
  for (const { id, port, addresses } of document.externals) {
    records.set(id, port === undefined ? { kind: 'addresses', texts: addresses } : { kind: 'owner' });
  }
  for (const { id, members } of document.groups) records.set(id, { kind: 'group', members });
  for (const { id, value } of document.addresses) records.set(id, { kind: 'addresses', texts: [value] });
  cache.set(document, records);
  return records;
}

/** What a selector comes to on one side of a port. */
export type Ends =
  /** Everybody there: no address match is needed. */
  | { readonly kind: 'any' }
  | { readonly kind: 'list'; readonly list: AddressList }
  /** Nobody the selector means can be there. */
  | { readonly kind: 'nobody' };

/** Where stations are that a host's own drawing does not place: behind whatever leads beyond it. */
export interface Places {
  readonly all: readonly Station[];
  /** Stations on no segment of this host: another host's guests, for example. */
  readonly foreign: ReadonlySet<Station>;
}

interface KnownEnds extends Places {
  readonly family: Family;
  readonly ends: Ends;
}

const knownEnds = new WeakMap<Selector, WeakMap<Side, KnownEnds>>();

/**
 * The addresses that a selector means among some stations and, where the way leads beyond the drawing, beyond them. Guest
 * ports of one segment share their inside, so this is worked out once a segment: a thousand guests must not cost a million
 * comparisons.
 */
export function endsAt(selector: Selector, side: Side, places: Places, family: Family): Ends {
  if (selector.any && !selector.within) {
    return side.stations.size > 0 || side.leadsBeyond ? { kind: 'any' } : { kind: 'nobody' };
  }
  const bySide = knownEnds.get(selector) ?? new WeakMap<Side, KnownEnds>();
  knownEnds.set(selector, bySide);
  const known = bySide.get(side);
  if (known && known.family === family && known.all === places.all && known.foreign === places.foreign)
    return known.ends;
  const ends = findEnds(selector, side, places, family);
  bySide.set(side, { ...places, family, ends });
  return ends;
}

function findEnds(selector: Selector, side: Side, places: Places, family: Family): Ends {
  const { within } = selector;
  return within ? endsWithin(selector, within, side, places, family) : endsOfAll(selector, side, places, family);
}

function endsOfAll(selector: Selector, side: Side, { all, foreign }: Places, family: Family): Ends {
  const stations = [...side.stations];
  const named = ofFamily(selector.ranges, family);
  if (selector.negated) {
    return complement(stations, uniqueRanges([...owned(selector, all, family), ...named]), side.leadsBeyond, family);
  }
  const drawn = stations.flatMap((station) => meant(selector, station, rangesOf(station, family)));
  return withBeyond(drawn, side.leadsBeyond ? [...named, ...owned(selector, foreign, family)] : []);
}

/** The same of whom a policy is about: a list in any case, for of anybody else it says nothing. */
function endsWithin(selector: Selector, within: Within, side: Side, { all, foreign }: Places, family: Family): Ends {
  const elsewhere = [...foreign].filter((station) => within.stations.has(station));
  const away = elsewhere.flatMap((station) => rangesOf(station, family));
  const beyond = side.leadsBeyond ? uniqueRanges([...ofFamily(within.ranges, family), ...away]) : [];
  const named = ofFamily(selector.ranges, family);
  if (selector.any || selector.negated) {
    const members = selector.any ? [] : [...owned(selector, all, family), ...named];
    const rest = (ranges: readonly AddressRange[]) => ranges.flatMap((range) => without(range, members));
    return withBeyond(rest([...side.stations].flatMap((station) => partWithin(within, station, family))), rest(beyond));
  }
  const drawn = [...side.stations].flatMap((station) => meant(selector, station, partWithin(within, station, family)));
  return withBeyond(drawn, intersections([...named, ...owned(selector, foreign, family)], beyond));
}

function ofFamily(ranges: readonly AddressRange[], family: Family): AddressRange[] {
  return ranges.filter((range) => range.family === family);
}

/** The addresses of the guests, externals and hosts among some stations that a selector names. */
function owned({ owners }: Selector, candidates: Iterable<Station>, family: Family): AddressRange[] {
  return [...candidates].filter(({ owner }) => owners.has(owner)).flatMap((station) => rangesOf(station, family));
}

/** Those of some of a station's addresses that a selector means. */
function meant(
  { owners, ranges }: Selector,
  { owner }: Station,
  own: readonly AddressRange[],
): readonly AddressRange[] {
  return owners.has(owner) ? own : intersections(own, ranges);
}

function intersections(some: readonly AddressRange[], others: readonly AddressRange[]): AddressRange[] {
  return some.flatMap((range) => others.flatMap((other) => intersectRanges(range, other) ?? []));
}

/** Drawn addresses, and those of whoever is beyond the drawing. */
function withBeyond(drawn: readonly AddressRange[], beyond: readonly AddressRange[]): Ends {
  // A drawn address inside a network that is let through as a whole needs no line of its own.
  return listOf([...drawn.filter((range) => !beyond.some((whole) => rangeContains(whole, range))), ...beyond]);
}

function listOf(ranges: readonly AddressRange[]): Ends {
  return ranges.length === 0
    ? { kind: 'nobody' }
    : { kind: 'list', list: { ranges: uniqueRanges(ranges), negated: false } };
}

function complement(
  stations: readonly Station[],
  members: readonly AddressRange[],
  beyond: boolean,
  family: Family,
): Ends {
  const rest = stations
    .flatMap((station) => rangesOf(station, family))
    .filter((range) => !members.some((member) => rangeContains(member, range)));
  if (rest.length === 0 && !beyond) return { kind: 'nobody' };
  const clear = rest.every((range) => !members.some((member) => intersectRanges(range, member)));
  // One drawn station: naming who is left is shorter than naming who is not.
  if (clear && !beyond && rest.length === 1) return listOf(rest);
  return members.length === 0 ? { kind: 'any' } : { kind: 'list', list: { ranges: members, negated: true } };
}

/** What is left of a range when some of its addresses are taken out. */
function without(range: AddressRange, members: readonly AddressRange[]): AddressRange[] {
  const met = members.filter((member) => rangesOverlap(range, member));
  return met.length === 0 ? [range] : excludeToCidrs([range], met).flatMap((cidr) => parseRange(cidr) ?? []);
}
