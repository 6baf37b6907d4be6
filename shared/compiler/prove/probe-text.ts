import type { Address } from '../../net/address.ts';
import { rangeContains } from '../../net/range.ts';
import { isPort } from './overlap.ts';
import type { ParsedLine, ParsedMatches, ParsedTable } from './parse-rules.ts';

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
  if (wanted.time !== undefined) throw new Error('a rule with a time cannot be probed without a clock');
  const bridged = packet.physdevIn !== undefined && packet.physdevOut !== undefined;
  return (
    atPort(wanted.physdevIn, packet.physdevIn) &&
    // Like the kernel, which knows the port out of bridged frames alone.
    atPort(wanted.physdevOut, bridged ? packet.physdevOut : undefined) &&
    same(wanted.bridged, bridged) &&
    same(wanted.inInterface, packet.inInterface) &&
    same(wanted.outInterface, packet.outInterface) &&
    inside(wanted.source, packet.source) &&
    inside(wanted.destination, packet.destination) &&
    protocolMatches(wanted.protocol, packet.protocol) &&
    portIn(wanted.sourcePorts, packet.sourcePort) &&
    portIn(wanted.destinationPorts, packet.destinationPort) &&
    icmpMatches(wanted.icmpType, packet.icmpType) &&
    (wanted.states === undefined || wanted.states.includes(packet.state)) &&
    (wanted.syn === undefined || wanted.syn === (packet.syn === true)) &&
    same(wanted.uid, packet.uid)
  );
}

function atPort(wanted: string | undefined, is: string | undefined): boolean {
  return wanted === undefined || (is !== undefined && isPort(wanted, is));
}

function same<T>(wanted: T | undefined, is: T | undefined): boolean {
  return wanted === undefined || wanted === is;
}

function inside(wanted: ParsedMatches['source'], address: Address): boolean {
  return wanted === undefined || rangeContains(wanted.range, address) !== wanted.negated;
}

/** Names and numbers of the protocols that the emitter writes (/etc/protocols). */
const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { icmp: '1', tcp: '6', udp: '17', 'ipv6-icmp': '58' };

function protocolMatches(wanted: string | undefined, is: string): boolean {
  const number = (name: string) => PROTOCOL_NUMBERS[name] ?? name;
  return wanted === undefined || number(wanted) === number(is);
}

function portIn(wanted: ParsedMatches['sourcePorts'], port: number | undefined): boolean {
  return (
    wanted === undefined || (port !== undefined && wanted.some(({ first, last }) => first <= port && port <= last))
  );
}

function icmpMatches(wanted: string | undefined, is: string | undefined): boolean {
  if (wanted === undefined || wanted === 'any') return true;
  return is !== undefined && (wanted === is || (!wanted.includes('/') && is.split('/')[0] === wanted));
}
