import type { PortRange } from '../../net/ports.ts';
import { type AddressRange, rangeContains, rangesOverlap } from '../../net/range.ts';
import type { ParsedMatches } from './parse-rules.ts';

/**
 * False only when no packet can satisfy both: whatever cannot be told apart counts as overlapping, so that a wrong order is
 * reported once too often rather than once too seldom.
 */
export function mayOverlap(a: ParsedMatches, b: ParsedMatches): boolean {
  return !(
    differentPorts(a.physdevIn, b.physdevIn) ||
    differentPorts(a.physdevOut, b.physdevOut) ||
    differ(a.bridged ?? impliedBridged(a), b.bridged ?? impliedBridged(b)) ||
    differ(a.inInterface, b.inInterface) ||
    differ(a.outInterface, b.outInterface) ||
    apart(a.source, b.source) ||
    apart(a.destination, b.destination) ||
    differ(a.protocol, b.protocol) ||
    differ(a.icmpType === 'any' ? undefined : a.icmpType, b.icmpType === 'any' ? undefined : b.icmpType) ||
    differ(a.uid, b.uid) ||
    differ(a.syn, b.syn) ||
    portsApart(a.sourcePorts, b.sourcePorts) ||
    portsApart(a.destinationPorts, b.destinationPorts) ||
    (a.states !== undefined && b.states !== undefined && !a.states.some((state) => b.states?.includes(state)))
  );
}

/** Both conditions at once, where a chain is entered under one and its line asks for the other; `undefined`: never. */
export function conjunction(outer: ParsedMatches, inner: ParsedMatches): ParsedMatches | undefined {
  return mayOverlap(outer, inner) ? { ...outer, ...inner, ...narrowerPorts(outer, inner) } : undefined;
}

/** Of a port and the beginning of its name, or of two beginnings, the longer says more. */
function narrowerPorts(outer: ParsedMatches, inner: ParsedMatches): ParsedMatches {
  const narrower = (a: string | undefined, b: string | undefined) =>
    a === undefined || b === undefined || b.length >= a.length || !b.endsWith('+') ? (b ?? a) : a;
  const physdevIn = narrower(outer.physdevIn, inner.physdevIn);
  const physdevOut = narrower(outer.physdevOut, inner.physdevOut);
  return { ...(physdevIn === undefined ? {} : { physdevIn }), ...(physdevOut === undefined ? {} : { physdevOut }) };
}

/** Whether a name, or the beginning of one (`vk4+`), can be that of a port. */
export function isPort(wanted: string, port: string): boolean {
  return wanted.endsWith('+') ? port.startsWith(wanted.slice(0, -1)) : wanted === port;
}

function differentPorts(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return !isPort(a, b.replace(/\+$/, '')) && !isPort(b, a.replace(/\+$/, ''));
}

function impliedBridged({ physdevIn, physdevOut }: ParsedMatches): true | undefined {
  return physdevIn !== undefined || physdevOut !== undefined ? true : undefined;
}

function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

interface Side {
  readonly range: AddressRange;
  readonly negated: boolean;
}

function apart(a: Side | undefined, b: Side | undefined): boolean {
  if (!a || !b) return false;
  if (a.negated && b.negated) return false;
  if (a.negated) return rangeContains(a.range, b.range);
  if (b.negated) return rangeContains(b.range, a.range);
  return !rangesOverlap(a.range, b.range);
}

function portsApart(a: readonly PortRange[] | undefined, b: readonly PortRange[] | undefined): boolean {
  if (!a || !b) return false;
  return !a.some((one) => b.some((other) => one.first <= other.last && other.first <= one.last));
}
