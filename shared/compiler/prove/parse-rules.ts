import { parseIcmpType } from '../../net/icmp.ts';
import { type PortRange, parsePorts } from '../../net/ports.ts';
import { type AddressRange, parseRange } from '../../net/range.ts';
import { sectionOfHeading } from '../emit/section-heading.ts';
import type { Section } from '../result.ts';
import { protocolNumber } from './protocol-number.ts';
import { splitWords } from './split-words.ts';

/** The conditions of one emitted line, read back from its text. A missing field: no condition. */
export interface ParsedMatches {
  readonly physdevIn?: string;
  readonly physdevOut?: string;
  readonly bridged?: boolean;
  readonly inInterface?: string;
  readonly outInterface?: string;
  readonly source?: { readonly range: AddressRange; readonly negated: boolean };
  readonly destination?: { readonly range: AddressRange; readonly negated: boolean };
  readonly protocol?: string;
  readonly sourcePorts?: readonly PortRange[];
  readonly destinationPorts?: readonly PortRange[];
  readonly icmpType?: string;
  readonly states?: readonly string[];
  readonly uid?: number;
  readonly time?: string;
  readonly limited?: boolean;
  /** Whether it opens a TCP connection. */
  readonly syn?: boolean;
  /** A test of words of the packet (xt_u32), as it is written. */
  readonly u32?: string;
}

export interface ParsedLine {
  readonly text: string;
  /** 1-based, in the text that was parsed. */
  readonly number: number;
  readonly chain: string;
  /** The section whose heading stands above it; `undefined` where the text has no headings. */
  readonly section: Section | undefined;
  /** The number of the rule whose comment stands above it. */
  readonly rule: number | undefined;
  readonly matches: ParsedMatches;
  /** `ACCEPT`, `DROP`, `REJECT`, `RETURN`, `LOG`, or the name of a chain. */
  readonly target: string;
}

export interface ParsedTable {
  /** The chains that have lines. */
  readonly chains: ReadonlyMap<string, readonly ParsedLine[]>;
  /** The chains that the text makes, empty ones included. */
  readonly made: ReadonlySet<string>;
}

/**
 * Reads emitted rules back: an `iptables-restore` payload, or the readable style with its `$IPTABLES` commands. Throws on
 * anything it does not know, because what is not understood cannot be vouched for.
 */
export function parseRules(text: string): ParsedTable {
  const chains = new Map<string, ParsedLine[]>();
  const made = new Set<string>();
  let section: Section | undefined;
  let rule: number | undefined;
  const ranges = new Map<string, AddressRange>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('# ')) {
      section = sectionOfHeading(line) ?? section;
      rule = ruleOfComment(line) ?? rule;
      continue;
    }
    const command = line.startsWith('$') ? line.replace(/^\$IP6?TABLES /, '') : line;
    if (!command.startsWith('-A ')) {
      const [, created] = /^(?::|-N )(\S+)/.exec(command) ?? [];
      if (created !== undefined) made.add(splitWords(created)[0] ?? created);
      else if (isOther(line)) throw new Error(`unknown command: ${line}`);
      continue;
    }
    const words = splitWords(command);
    const chain = words[1] ?? '';
    const { matches, target } = parseArguments(words, line, ranges);
    const parsed = { text: line, number: index + 1, chain, section, rule, matches, target };
    const lines = chains.get(chain);
    if (lines) lines.push(parsed);
    else chains.set(chain, [parsed]);
  }
  return { chains, made };
}

/** Whatever inserts, replaces, deletes, flushes, sets a policy, or appends otherwise than the emitters do. */
const COMMAND = /^\s*(?:\[\d+:\d+\]\s*|\S*(?:\bip6?tables\S*|\$\{?IP6?TABLES\}?)\s+)?--?[a-z]/i;
const KNOWN_COMMAND = /^(?:\$IP6?TABLES )?-[AN] /;
const OTHER_TABLE = /^\*(?!filter$)[a-z]+$/;

function isOther(line: string): boolean {
  return OTHER_TABLE.test(line) || (COMMAND.test(line) && !KNOWN_COMMAND.test(line));
}

function ruleOfComment(line: string): number | undefined {
  const [, number] = /^# Rule (\d+) \(/.exec(line) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The words from the third on; `ranges` remembers addresses, each of which stands in many lines. */
function parseArguments(
  words: readonly string[],
  line: string,
  ranges: Map<string, AddressRange>,
): { matches: ParsedMatches; target: string } {
  const matches: Reading = {};
  let target = '';
  let negated = false;
  let next = 2;
  const take = (): string => {
    const word = words[next];
    next += 1;
    if (word === undefined) throw new Error(`the line ends too early: ${line}`);
    return word;
  };
  while (next < words.length) {
    const flag = take();
    if (flag === '!') {
      negated = true;
      continue;
    }
    if (negated && !NEGATABLE.has(flag)) throw new Error(`${flag} cannot be negated: ${line}`);
    if (flag === '-j') {
      target = take();
    } else {
      const read = READERS[flag];
      if (!read) throw new Error(`unknown argument ${flag} in: ${line}`);
      if (flag === '-m' && !MODULES.has(words[next] ?? '')) throw new Error(`unknown module in: ${line}`);
      read(matches, take, negated, ranges);
    }
    negated = false;
  }
  if (target === '') throw new Error(`no target in: ${line}`);
  return { matches, target };
}

/** Which arguments the emitter negates. */
const NEGATABLE: ReadonlySet<string> = new Set([
  '-s',
  '-d',
  '--src-range',
  '--dst-range',
  '--physdev-is-bridged',
  '--state',
  '--syn',
]);

/** The modules that the emitter loads. Another one may ask something of a packet by its name alone (`-m socket`). */
const MODULES: ReadonlySet<string> = new Set([
  ...['physdev', 'iprange', 'state', 'owner', 'time', 'limit'],
  ...['tcp', 'udp', 'icmp', 'icmp6', 'multiport', 'u32'],
]);

type Reading = { -readonly [K in keyof ParsedMatches]: ParsedMatches[K] };

/** Notes in `matches` what an argument asks of a packet; `take` gives the words that follow it. */
type Reader = (matches: Reading, take: () => string, negated: boolean, ranges: Map<string, AddressRange>) => void;

/** An argument whose value changes nothing about which packets match. */
const ignored: Reader = (_, take) => {
  take();
};
/** An argument whose value is one field. */
function field<K extends keyof ParsedMatches>(name: K, read: (word: string) => Reading[K]): Reader {
  return (matches, take) => {
    matches[name] = read(take());
  };
}
/** An argument that stands by itself, and can be negated. */
function flag(name: 'bridged' | 'syn'): Reader {
  return (matches, _, negated) => {
    matches[name] = !negated;
  };
}
function side(name: 'source' | 'destination'): Reader {
  return (matches, take, negated, ranges) => {
    matches[name] = { range: range(take(), ranges), negated };
  };
}
const asIs = (word: string) => word;
const timePart: Reader = (matches, take) => {
  matches.time = `${matches.time ?? ''}${take()} `;
};

const READERS: Readonly<Record<string, Reader>> = {
  '-m': ignored,
  '--physdev-in': field('physdevIn', asIs),
  '--physdev-out': field('physdevOut', asIs),
  '--physdev-is-bridged': flag('bridged'),
  '-i': field('inInterface', asIs),
  '-o': field('outInterface', asIs),
  '-s': side('source'),
  '-d': side('destination'),
  '--src-range': side('source'),
  '--dst-range': side('destination'),
  '-p': field('protocol', protocol),
  '--sport': field('sourcePorts', ports),
  '--sports': field('sourcePorts', ports),
  '--dport': field('destinationPorts', ports),
  '--dports': field('destinationPorts', ports),
  '--icmp-type': field('icmpType', icmpType),
  '--icmpv6-type': field('icmpType', icmpType),
  '--state': (matches, take, negated) => {
    matches.states = states(take().split(','), negated);
  },
  '--uid-owner': field('uid', userNumber),
  '--timestart': timePart,
  '--timestop': timePart,
  '--weekdays': timePart,
  '--contiguous': () => {},
  '--kerneltz': () => {},
  '--syn': flag('syn'),
  '--limit': field('limited', () => true),
  '--u32': field('u32', asIs),
  '--limit-burst': ignored,
  '--log-level': ignored,
  '--log-prefix': ignored,
  '--reject-with': ignored,
};

/** Every state that `-m state` knows (iptables-extensions(8)). */
const ALL_STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'];

function states(named: readonly string[], negated: boolean): string[] {
  const unknown = named.find((state) => !ALL_STATES.includes(state));
  if (unknown !== undefined) throw new Error(`${unknown} is no state of a connection`);
  return negated ? ALL_STATES.filter((state) => !named.includes(state)) : [...named];
}

function protocol(text: string): string {
  if (protocolNumber(text) === undefined) throw new Error(`${text} is no protocol`);
  return text;
}

function icmpType(text: string): string {
  if (!parseIcmpType(text)) throw new Error(`${text} is no type of ICMP`);
  return text;
}

function userNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no number of a user`);
  return Number(text);
}

function range(text: string, ranges: Map<string, AddressRange>): AddressRange {
  const known = ranges.get(text);
  if (known) return known;
  const parsed = parseRange(text);
  if (!parsed) throw new Error(`${text} is no address`);
  ranges.set(text, parsed);
  return parsed;
}

function ports(text: string): PortRange[] {
  const parsed = parsePorts(text);
  if (!parsed) throw new Error(`${text} are no ports`);
  return parsed;
}
