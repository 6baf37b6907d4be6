import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { type Address, type Family, parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import type { NumberedRule } from '../result.ts';
import { checkOrder } from './check-order.ts';
import { type ParsedLine, type ParsedTable, parseRules } from './parse-rules.ts';
import { type ProbedPacket, probeText } from './probe-text.ts';

/**
 * Swaps two lines of different sections in what we emit, those of helper chains included, and asks: where that changes what happens to some packet, does the
 * order checker see it? Packets are combinations of what the rules themselves speak of, and of what they do not.
 */
const DOCUMENTS = [
  ...['two-bridges', 'single-bridge', 'two-addresses', 'office-consoles'].map(
    (name) => [name, `shared/compiler/cases/${name}/document.bridgewarden.json`] as const,
  ),
  ...['dhcp-and-ipv6', 'three-bridges-and-nic'].map(
    (name) => [name, `assets/examples/${name}.bridgewarden.json`] as const,
  ),
];
const PROFILES = ['readable', 'scaled'] as const;
const FAMILIES = [4, 6] as const;
const CHAINS = ['BW_FORWARD', 'BW_INPUT', 'BW_OUTPUT'] as const;
const RUNS = 2000;
/** Of all combinations so many, spread evenly. */
const PACKETS = 1500;

interface Subject {
  readonly name: string;
  readonly text: string;
  readonly rules: readonly NumberedRule[];
  readonly chain: string;
  readonly lines: readonly ParsedLine[];
  readonly packets: readonly ProbedPacket[];
  readonly before: readonly string[];
}

function subjects(): Subject[] {
  return DOCUMENTS.flatMap(([name, path]) => {
    const { document } = parseDocument(readFileSync(path, 'utf8'));
    return PROFILES.flatMap((profile) => {
      const [host] = document ? compile(document, { style: 'restore', profile }).hosts : [];
      if (!host) throw new Error(`${name} does not compile`);
      return FAMILIES.flatMap((family) => {
        const text = host.listings[`rules.v${family}`]?.text ?? '';
        const table = parseRules(text);
        const lines = [...table.chains.values()].flat();
        return CHAINS.flatMap((chain) => {
          if (new Set(lines.map((line) => line.section)).size < 2) return [];
          const packets = packetsFor(table, chain, family);
          const what = `${name} (${profile}, IPv${family})`;
          const before = verdicts(table, chain, packets);
          return [{ name: what, text, rules: host.rules, chain, lines, packets, before }];
        });
      });
    });
  });
}

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

const FOREIGN: Readonly<Record<Family, readonly string[]>> = { 4: ['203.0.113.9'], 6: ['2001:db8::9', 'fe80::9'] };

function packetsFor(table: ParsedTable, chain: (typeof CHAINS)[number], family: Family): ProbedPacket[] {
  const lines = [...table.chains.values()].flat();
  const ends = lines.flatMap(({ matches }) => [matches.source, matches.destination]);
  const addresses = [
    ...new Map(
      ends.flatMap((side) => (side ? [[side.range.first, { family, value: side.range.first }] as const] : [])),
    ).values(),
    ...FOREIGN[family].map(address),
  ];
  return spread([placesIn(lines, chain), addresses, addresses, servicesIn(lines, family), STATES]).map(
    ([place, source, destination, service, state]) => ({ ...place, ...service, source, destination, state }),
  );
}

const STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'] as const;

type Place = Pick<ProbedPacket, 'physdevIn' | 'physdevOut' | 'inInterface' | 'outInterface' | 'uid'>;

/** Bridged from port to port, routed with and without a port that they came in by, or at the host itself. */
function placesIn(lines: readonly ParsedLine[], chain: (typeof CHAINS)[number]): Place[] {
  const of = <T>(values: readonly (T | undefined)[]) => [...new Set(values.flatMap((value) => value ?? []))] as T[];
  const names = (values: readonly (string | undefined)[]) => of(values).filter((name) => !name.endsWith('+'));
  const ports = names(lines.flatMap(({ matches }) => [matches.physdevIn, matches.physdevOut]));
  const interfaces = names(lines.flatMap(({ matches }) => [matches.inInterface, matches.outInterface]));
  const pairs = <T>(values: readonly T[]) =>
    values.flatMap((from) => values.filter((to) => to !== from).map((to) => [from, to] as const));
  const came = [undefined, ...ports].map((physdevIn) => (physdevIn === undefined ? {} : { physdevIn }));
  if (chain === 'BW_OUTPUT') {
    const uids = [...of(lines.map(({ matches }) => matches.uid)), 0];
    return interfaces.flatMap((outInterface) => uids.map((uid) => ({ outInterface, uid })));
  }
  if (chain === 'BW_INPUT') return interfaces.flatMap((inInterface) => came.map((port) => ({ ...port, inInterface })));
  const bridged = interfaces.flatMap((bridge) =>
    pairs(ports).map(([physdevIn, physdevOut]) => ({
      ...{ physdevIn, physdevOut },
      ...{ inInterface: bridge, outInterface: bridge },
    })),
  );
  const routed = pairs(interfaces).flatMap(([inInterface, outInterface]) =>
    came.map((port) => ({ ...port, inInterface, outInterface })),
  );
  // As many of the one as of the other.
  return spread([bridged, ['bridged']], bridged.length)
    .map(([place]): Place => place)
    .flatMap((place, index) => [place, ...routed.slice(index, index + 1)])
    .concat(routed.slice(bridged.length));
}

type Service = Pick<ProbedPacket, 'protocol' | 'sourcePort' | 'destinationPort' | 'icmpType' | 'syn'>;

/** What the lines ask for, and beside it: other ports and codes, TCP that opens and that does not, UDP, protocols by number. */
function servicesIn(lines: readonly ParsedLine[], family: Family): Service[] {
  const numbers = (which: 'sourcePorts' | 'destinationPorts') => [
    ...new Set(lines.flatMap(({ matches }) => matches[which]?.map(({ first }) => first) ?? [])),
  ];
  const ports = [
    ...[...numbers('destinationPorts'), 9].map((port) => ({ sourcePort: 40000, destinationPort: port })),
    ...numbers('sourcePorts').map((port) => ({ sourcePort: port, destinationPort: 40000 })),
    ...(family === 4 ? [[68, 67]] : [[546, 547]]).map(([sourcePort = 0, destinationPort = 0]) => ({
      sourcePort,
      destinationPort,
    })),
  ];
  const named = lines.flatMap(({ matches: { icmpType } }) => (icmpType === undefined ? [] : [icmpType]));
  const types = new Set([
    ...(family === 4 ? ['8/0', '0/0', '3/1', '11/0'] : ['128/0', '129/0', '134/0', '135/0', '136/0']),
    ...named.filter((type) => type !== 'any').map((type) => (type.includes('/') ? type : `${type}/0`)),
  ]);
  const icmp = family === 4 ? ['icmp', '1'] : ['ipv6-icmp', '58'];
  return [
    ...ports.flatMap((pair) => [
      { protocol: 'tcp', ...pair, syn: true },
      { protocol: '6', ...pair, syn: false },
      { protocol: 'udp', ...pair },
    ]),
    ...[...types].map((icmpType, index) => ({ protocol: icmp[index % 2] ?? '', icmpType })),
    { protocol: '47' },
    { protocol: family === 4 ? '132' : '44' },
  ];
}

type Combination<T extends readonly (readonly unknown[])[]> = { -readonly [K in keyof T]: T[K][number] };

/** Evenly spread combinations of one value of each list, no two alike, at most so many. */
function spread<const T extends readonly (readonly unknown[])[]>(lists: T, most = PACKETS): Combination<T>[] {
  const total = lists.reduce((product, list) => product * list.length, 1);
  const count = Math.min(total, most);
  return Array.from({ length: count }, (_, index) => {
    let at = Math.floor((index * total) / count);
    return lists.map((list) => {
      const value = list[at % list.length];
      at = Math.floor(at / list.length);
      return value;
    }) as Combination<T>;
  });
}

function verdicts(table: ParsedTable, chain: string, packets: readonly ProbedPacket[]): string[] {
  return packets.map((packet) => probeText(table, chain, packet).verdict);
}

/** Each takes the other's place in the other's chain. */
function swapLines(text: string, a: ParsedLine, b: ParsedLine): string {
  const lines = text.split('\n');
  const inChain = (chain: string, { text: line }: ParsedLine) => line.replace(/^-A \S+/, `-A ${chain}`);
  [lines[a.number - 1], lines[b.number - 1]] = [inChain(a.chain, b), inChain(b.chain, a)];
  return lines.join('\n');
}

describe('a mutation of our own output', () => {
  test('two lines of different sections swapped: caught in at least 99 of 100 cases that change a verdict', () => {
    const prepared = subjects();
    let changed = 0;
    let caught = 0;
    const kinds = new Set<string>();
    const missed: string[] = [];
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (which, first, second) => {
        const subject = prepared[which % prepared.length];
        const a = subject?.lines[first % subject.lines.length];
        const b = subject?.lines[second % subject.lines.length];
        if (!subject || !a || !b || a.section === b.section) return;
        const mutant = swapLines(subject.text, a, b);
        const after = verdicts(parseRules(mutant), subject.chain, subject.packets);
        const differing = subject.packets.filter((_, index) => after[index] !== subject.before[index]);
        if (differing.length === 0) return;
        changed += 1;
        for (const packet of differing) for (const kind of kindsOf(packet)) kinds.add(kind);
        if (checkOrder(mutant, undefined, subject.rules).length > 0) caught += 1;
        else missed.push(`${subject.name}: ${a.text} <-> ${b.text}`);
      }),
      { numRuns: RUNS },
    );
    expect(changed).toBeGreaterThan(RUNS / 10);
    expect([...kinds].sort()).toEqual(expect.arrayContaining(EVERY_KIND));
    expect(caught / changed, missed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});

/** Of each kind some packet must be among those whose verdict a swap changed, or the swaps have not been asked about it. */
const EVERY_KIND = ['IPv4', 'IPv6', 'RELATED', 'UDP', 'bridged', 'by number', 'ICMP', 'opens TCP', 'routed'];

function kindsOf({ source, state, protocol, icmpType, syn, physdevOut, ...at }: ProbedPacket): string[] {
  return [
    `IPv${source.family}`,
    state,
    ...(protocol === 'udp' ? ['UDP'] : []),
    ...(/^\d+$/.test(protocol) ? ['by number'] : []),
    ...(icmpType === undefined ? [] : ['ICMP']),
    ...(syn ? ['opens TCP'] : []),
    ...(physdevOut === undefined ? [] : ['bridged']),
    ...(physdevOut === undefined && at.inInterface !== undefined && at.outInterface !== undefined ? ['routed'] : []),
  ];
}
