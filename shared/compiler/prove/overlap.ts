import { parseIcmpType } from '../../net/icmp.ts';
import type { PortRange } from '../../net/ports.ts';
import { rangeContains, rangesOverlap } from '../../net/range.ts';
import type { ParsedMatches } from './parse-rules.ts';
import { ANY_PROTOCOL, protocolNumber } from './protocol-number.ts';

/**
 * False only when no packet can satisfy both: whatever cannot be told apart counts as overlapping, so that a wrong order is
 * reported once too often rather than once too seldom.
 */
export function mayOverlap(a: ParsedMatches, b: ParsedMatches): boolean {
  return !FIELDS.some((field) => fieldApart(field, a, b)) && !routedAndOut(a, b) && !routedAndOut(b, a);
}

type Apart<K extends keyof ParsedMatches> = (
  a: NonNullable<ParsedMatches[K]>,
  b: NonNullable<ParsedMatches[K]>,
) => boolean;

/** When two conditions of one kind exclude each other. One entry for every field: a field without one does not compile. */
const APART: { readonly [K in keyof Required<ParsedMatches>]: Apart<K> } = {
  physdevIn: namesApart,
  physdevOut: namesApart,
  bridged: differ,
  inInterface: namesApart,
  outInterface: namesApart,
  source: sidesApart,
  destination: sidesApart,
  protocol: protocolsApart,
  sourcePorts: portsApart,
  destinationPorts: portsApart,
  icmpType: icmpTypesApart,
  states: (a, b) => !a.some((state) => b.includes(state)),
  uid: differ,
  // Two times of a week may share a minute, and nobody knows beforehand which packets a limit leaves out.
  time: cannotTell,
  limited: cannotTell,
  syn: differ,
  // Two tests of other words can both hold.
  u32: cannotTell,
};

const FIELDS = Object.keys(APART) as (keyof ParsedMatches)[];

function fieldApart<K extends keyof ParsedMatches>(field: K, a: ParsedMatches, b: ParsedMatches): boolean {
  const one = a[field];
  const other = b[field];
  return one !== undefined && other !== undefined && APART[field](one, other);
}

/**
 * Only bridged packets have a port out. A port in says nothing: a packet that is routed keeps the one it came in by
 * (xt_physdev.c).
 */
function routedAndOut(a: ParsedMatches, b: ParsedMatches): boolean {
  return a.bridged === false && b.physdevOut !== undefined;
}

/** Both conditions at once, where a chain is entered under one and its line asks for the other; `undefined`: never. */
export function conjunction(outer: ParsedMatches, inner: ParsedMatches): ParsedMatches | undefined {
  // Most lines are met under no condition, and most conditions in a chain are none of places: this is asked of every line.
  if (isEmpty(outer)) return inner;
  if (isEmpty(inner)) return outer;
  if (!mayOverlap(outer, inner)) return undefined;
  const both: { -readonly [K in keyof ParsedMatches]: ParsedMatches[K] } = { ...outer, ...inner };
  // Of a port or an interface and the beginning of its name, or of two beginnings, the longer says more.
  for (const field of NAMES) {
    const narrower = longer(outer[field], inner[field]);
    if (narrower !== undefined) both[field] = narrower;
  }
  return both;
}

/** No condition at all. */
export function isEmpty(matches: ParsedMatches): boolean {
  for (const _ in matches) return false;
  return true;
}

const NAMES = ['physdevIn', 'physdevOut', 'inInterface', 'outInterface'] as const;

function longer(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || b === undefined || b.length >= a.length || !b.endsWith('+') ? (b ?? a) : a;
}

/** Whether a name, or the beginning of one (`vk4+`), can be that of a port or an interface. */
export function isPort(wanted: string, port: string): boolean {
  return wanted.endsWith('+') ? port.startsWith(wanted.slice(0, -1)) : wanted === port;
}

function namesApart(a: string, b: string): boolean {
  return a !== b && !isPort(a, b.replace(/\+$/, '')) && !isPort(b, a.replace(/\+$/, ''));
}

function differ<T>(a: T, b: T): boolean {
  return a !== b;
}

function cannotTell(): false {
  return false;
}

type Side = NonNullable<ParsedMatches['source']>;

function sidesApart(a: Side, b: Side): boolean {
  if (a.negated && b.negated) return false;
  if (a.negated) return rangeContains(a.range, b.range);
  if (b.negated) return rangeContains(b.range, a.range);
  return !rangesOverlap(a.range, b.range);
}

function protocolsApart(a: string, b: string): boolean {
  if (a === b) return false;
  const [one, other] = [protocolNumber(a), protocolNumber(b)];
  if (one === undefined || other === undefined) return false;
  return one !== other && one !== ANY_PROTOCOL && other !== ANY_PROTOCOL;
}

/** To IPv4's test the type 255 is not a type but all of them (ip_tables.c, `icmp_type_code_match`). */
export const ANY_ICMP_TYPE = 255;

/** A type without a code is all of its codes. */
function icmpTypesApart(a: string, b: string): boolean {
  if (a === b) return false;
  const [one, other] = [parseIcmpType(a), parseIcmpType(b)];
  if (one?.type === undefined || other?.type === undefined) return false;
  if (one.type === ANY_ICMP_TYPE || other.type === ANY_ICMP_TYPE) return false;
  return one.type !== other.type || (one.code !== undefined && other.code !== undefined && one.code !== other.code);
}

function portsApart(a: readonly PortRange[], b: readonly PortRange[]): boolean {
  return !a.some((one) => b.some((other) => one.first <= other.last && other.first <= one.last));
}
