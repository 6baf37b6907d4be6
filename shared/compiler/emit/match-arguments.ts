import type { Day } from '../../document/document.ts';
import { formatPorts } from '../../net/ports.ts';
import { type AddressRange, formatRange } from '../../net/range.ts';
import type { Match, Target } from '../ir/match.ts';
import { neighbourWords } from './neighbour-words.ts';

/** Turns one match into iptables arguments. One entry for every kind: a kind without one does not compile. */
const MATCH_ARGUMENTS: { readonly [K in Match['kind']]: (match: Extract<Match, { kind: K }>) => readonly string[] } = {
  // `--physdev-in` alone also serves INPUT, where a packet to the bridge's own address is not "bridged" any more.
  'physdev-in': (match) => ['-m', 'physdev', '--physdev-in', portName(match)],
  // Without `--physdev-is-bridged` the kernel refuses it outside FORWARD and never matches routed packets (xt_physdev.c).
  'physdev-out': (match) => ['-m', 'physdev', '--physdev-is-bridged', '--physdev-out', portName(match)],
  bridged: ({ is }) => ['-m', 'physdev', ...(is ? [] : ['!']), '--physdev-is-bridged'],
  'in-interface': ({ name, begins }) => ['-i', portName({ port: name, ...(begins ? { begins } : {}) })],
  'out-interface': ({ name }) => ['-o', name],
  source: ({ range, negated }) => addressArguments('-s', '--src-range', range, negated),
  destination: ({ range, negated }) => addressArguments('-d', '--dst-range', range, negated),
  protocol: ({ protocol }) => ['-p', protocol],
  ports: ({ protocol, side, ports }) => {
    const [only] = ports;
    const head = ['-p', protocol, '-m', protocol];
    if (ports.length === 1 && only) return [...head, side === 'source' ? '--sport' : '--dport', formatPorts([only])];
    return [...head, '-m', 'multiport', side === 'source' ? '--sports' : '--dports', formatPorts(ports)];
  },
  'icmp-type': ({ family, type }) => {
    if (family === 4) return ['-p', 'icmp', '-m', 'icmp', '--icmp-type', type];
    // ip6tables has no type "any": the protocol alone says it.
    return type === 'any' ? ['-p', 'ipv6-icmp'] : ['-p', 'ipv6-icmp', '-m', 'icmp6', '--icmpv6-type', type];
  },
  'neighbour-advertisement': (match) => ['-p', 'ipv6-icmp', '-m', 'u32', '--u32', neighbourWords(match)],
  state: ({ states, negated }) => ['-m', 'state', ...(negated ? ['!'] : []), '--state', states.join(',')],
  'tcp-syn': ({ is }) => ['-p', 'tcp', '-m', 'tcp', ...(is ? [] : ['!']), '--syn'],
  owner: ({ uid }) => ['-m', 'owner', '--uid-owner', String(uid)],
  time: ({ days, from, to }) => [
    ...['-m', 'time', '--timestart', from, '--timestop', to === '23:59' ? '23:59:59' : to],
    ...(days.length === 7 ? [] : ['--weekdays', days.map((day) => DAY_NAMES[day]).join(',')]),
    // Over midnight it is one period that belongs to the day it begins on (iptables-extensions(8), --contiguous).
    ...(from > to ? ['--contiguous'] : []),
    // The host's local time as its kernel knows it; without this xt_time means UTC.
    '--kerneltz',
  ],
  limit: ({ perSecond, burst }) => ['-m', 'limit', '--limit', `${perSecond}/second`, '--limit-burst', String(burst)],
};

const DAY_NAMES: Readonly<Record<Day, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

const TARGET_ARGUMENTS: {
  readonly [K in Target['kind']]: (target: Extract<Target, { kind: K }>) => readonly string[];
} = {
  accept: () => ['-j', 'ACCEPT'],
  drop: () => ['-j', 'DROP'],
  reject: () => ['-j', 'REJECT'],
  return: () => ['-j', 'RETURN'],
  jump: ({ chain }) => ['-j', chain],
  log: ({ prefix, level }) => ['-j', 'LOG', '--log-level', level, '--log-prefix', prefix],
};

/** A port's name, or the beginning of several as iptables writes it. */
function portName({ port, begins }: { readonly port: string; readonly begins?: true }): string {
  return begins ? `${port}+` : port;
}

/** The arguments of one match, as separate words, unquoted. */
export function matchArguments<K extends Match['kind']>(match: Extract<Match, { kind: K }>): readonly string[] {
  return MATCH_ARGUMENTS[match.kind](match);
}

/** The arguments of a target, as separate words, unquoted. */
export function targetArguments<K extends Target['kind']>(target: Extract<Target, { kind: K }>): readonly string[] {
  return TARGET_ARGUMENTS[target.kind](target);
}

/**
 * All matches of a line. Several matches of one protocol (its ports, its flags) say `-p` and that protocol's `-m` once: iptables
 * refuses the one and would load the other twice.
 */
export function matchesArguments(matches: readonly Match[]): string[] {
  const words: string[] = [];
  let said: Set<string> | undefined;
  for (const match of joinPhysdev(matches)) {
    const own = Array.isArray(match) ? match : matchArguments(match);
    if (own[0] !== '-p') {
      words.push(...own);
      continue;
    }
    said ??= new Set();
    const [, protocol = '', flag, module = ''] = own;
    const loads = flag === '-m' && PROTOCOL_MODULES.has(module);
    if (!said.has(protocol)) words.push('-p', protocol);
    if (loads && !said.has(`-m ${module}`)) words.push('-m', module);
    said.add(protocol).add(loads ? `-m ${module}` : protocol);
    words.push(...own.slice(loads ? 4 : 2));
  }
  return words;
}

/** The modules that go with a protocol, as against those that stand by themselves (multiport). */
const PROTOCOL_MODULES: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp', 'icmp6']);

/** What is said of one frame's ports is one physdev match: written apart, the second `-m physdev` would be a second test. */
function joinPhysdev(matches: readonly Match[]): readonly (Match | string[])[] {
  const from = matches.find((match) => match.kind === 'physdev-in');
  if (!from) return matches;
  const to = matches.find((match) => match.kind === 'physdev-out');
  const bridged = matches.find((match) => match.kind === 'bridged');
  if (!to && !bridged) return matches;
  const joined = [
    ...['-m', 'physdev', ...(bridged?.is === false ? ['!'] : []), '--physdev-is-bridged'],
    ...['--physdev-in', portName(from)],
    ...(to ? ['--physdev-out', portName(to)] : []),
  ];
  return [joined, ...matches.filter((match) => match !== from && match !== to && match !== bridged)];
}

function addressArguments(flag: string, rangeFlag: string, range: AddressRange, negated: boolean): string[] {
  const not = negated ? ['!'] : [];
  const text = spelled(range);
  return text.includes('-') ? ['-m', 'iprange', ...not, rangeFlag, text] : [...not, flag, text];
}

/** The address of one guest stands in a dozen lines. */
const SPELLED = new WeakMap<AddressRange, string>();

function spelled(range: AddressRange): string {
  const known = SPELLED.get(range);
  if (known !== undefined) return known;
  const text = formatRange(range);
  SPELLED.set(range, text);
  return text;
}
