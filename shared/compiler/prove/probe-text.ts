import type { Address } from '../../net/address.ts';
import { parseIcmpType } from '../../net/icmp.ts';
import type { PortRange } from '../../net/ports.ts';
import { rangeContains } from '../../net/range.ts';
import { ANY_ICMP_TYPE, isPort } from './overlap.ts';
import type { ParsedLine, ParsedMatches, ParsedTable } from './parse-rules.ts';
import { ANY_PROTOCOL, ICMP, protocolNumber } from './protocol-number.ts';

/** One packet as one built-in chain sees it: on one bridge of its way, or at the host itself. */
export interface ProbedPacket {
  readonly physdevIn?: string;
  readonly physdevOut?: string;
  /** The bridge or interface it came by. */
  readonly inInterface?: string;
  readonly outInterface?: string;
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** `type/code`. */
  readonly icmpType?: string;
  /** A TCP packet that opens a connection. */
  readonly syn?: boolean;
  readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';
  readonly uid?: number;
}

export interface ProbeResult {
  /** `CONTINUE`: our chains let it go on to whatever else is loaded. */
  readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'CONTINUE';
  /** The line that decided, and those that led there. */
  readonly lines: readonly ParsedLine[];
  /** Lines that logged it on the way. */
  readonly logged: readonly ParsedLine[];
  /** How many lines it was held against. */
  readonly walked: number;
}

/**
 * Probes a packet against emitted text, line by line, as the kernel walks a table (ip_tables.c, `ipt_do_table`). Rate limits
 * always have room; a rule with a time is refused, because the text cannot say what time it is.
 */
export function probeText(table: ParsedTable, chain: string, packet: ProbedPacket): ProbeResult {
  const logged: ParsedLine[] = [];
  const lines: ParsedLine[] = [];
  let walked = 0;
  const walk = (name: string, depth: number): ProbeResult['verdict'] | undefined => {
    if (depth > 64) throw new Error(`chains jump in a circle at ${name}`);
    for (const line of table.chains.get(name) ?? []) {
      walked += 1;
      if (!matches(line.matches, packet)) continue;
      if (line.target === 'LOG') {
        logged.push(line);
        continue;
      }
      if (line.target === 'RETURN') return undefined;
      lines.push(line);
      if (line.target === 'ACCEPT' || line.target === 'DROP' || line.target === 'REJECT') return line.target;
      const verdict = walk(line.target, depth + 1);
      if (verdict) return verdict;
      lines.pop();
    }
    return undefined;
  };
  const verdict = walk(chain, 0) ?? 'CONTINUE';
  return { verdict, lines, logged, walked };
}

function matches(wanted: ParsedMatches, packet: ProbedPacket): boolean {
  return FIELDS.every((field) => fieldMatches(field, wanted, packet));
}

/** What one condition asks of a packet. One entry for every field: a field without one does not compile. */
const ASKS: {
  readonly [K in keyof Required<ParsedMatches>]: (
    wanted: NonNullable<ParsedMatches[K]>,
    packet: ProbedPacket,
  ) => boolean;
} = {
  physdevIn: (port, packet) => atPort(port, packet.physdevIn),
  // Like the kernel, which knows the port out of bridged frames alone.
  physdevOut: (port, packet) => atPort(port, isBridged(packet) ? packet.physdevOut : undefined),
  bridged: (is, packet) => is === isBridged(packet),
  inInterface: (name, packet) => atPort(name, packet.inInterface),
  outInterface: (name, packet) => atPort(name, packet.outInterface),
  source: (side, packet) => inside(side, packet.source),
  destination: (side, packet) => inside(side, packet.destination),
  protocol: protocolMatches,
  sourcePorts: (ports, packet) => portIn(ports, packet.sourcePort),
  destinationPorts: (ports, packet) => portIn(ports, packet.destinationPort),
  icmpType: icmpMatches,
  states: (states, packet) => states.includes(packet.state),
  uid: (uid, packet) => uid === packet.uid,
  time: () => {
    throw new Error('a rule with a time cannot be probed without a clock');
  },
  // There is always room.
  limited: () => true,
  syn: (is, packet) => is === (packet.syn === true),
  // A probed packet has no words to look into: its message is an honest one, and these tests ask for nothing else.
  u32: () => true,
};

const FIELDS = Object.keys(ASKS) as (keyof ParsedMatches)[];

function fieldMatches<K extends keyof ParsedMatches>(field: K, wanted: ParsedMatches, packet: ProbedPacket): boolean {
  const value = wanted[field];
  return value === undefined || ASKS[field](value, packet);
}

function isBridged({ physdevIn, physdevOut }: ProbedPacket): boolean {
  return physdevIn !== undefined && physdevOut !== undefined;
}

function atPort(wanted: string, is: string | undefined): boolean {
  return is !== undefined && isPort(wanted, is);
}

function inside({ range, negated }: NonNullable<ParsedMatches['source']>, address: Address): boolean {
  return rangeContains(range, address) !== negated;
}

function protocolMatches(wanted: string, { protocol }: ProbedPacket): boolean {
  const number = protocolNumber(wanted);
  return number === ANY_PROTOCOL || number === protocolNumber(protocol);
}

function portIn(wanted: readonly PortRange[], port: number | undefined): boolean {
  return port !== undefined && wanted.some(({ first, last }) => first <= port && port <= last);
}

function icmpMatches(wanted: string, { protocol, icmpType }: ProbedPacket): boolean {
  const { type, code } = parseIcmpType(wanted) ?? {};
  if (type === undefined || (type === ANY_ICMP_TYPE && protocolNumber(protocol) === ICMP)) return true;
  const is = parseIcmpType(icmpType ?? 'any');
  return is?.type === type && (code === undefined || is.code === code);
}
