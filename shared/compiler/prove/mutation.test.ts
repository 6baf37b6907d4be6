import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { formatAddress, parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { checkOrder } from './check-order.ts';
import { type ParsedLine, type ParsedTable, parseRules } from './parse-rules.ts';
import { type ProbedPacket, probeText } from './probe-text.ts';

/**
 * Swaps two lines of different sections in what we emit, and asks: where that changes what happens to some packet, does the
 * order checker see it? Packets are all combinations of what the rules themselves speak of.
 */
const CASES = ['two-bridges', 'single-bridge', 'two-addresses', 'office-consoles'];
const PROFILES = ['readable', 'scaled'] as const;
const RUNS = 400;

function emitted(name: string, profile: (typeof PROFILES)[number]): string {
  const { document } = parseDocument(readFileSync(`shared/compiler/cases/${name}/document.bridgewarden.json`, 'utf8'));
  const [host] = document ? compile(document, { style: 'restore', profile }).hosts : [];
  return host?.listings['rules.v4']?.text ?? '';
}

function address(text: string) {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

/** A packet for every combination of places, addresses, services and states in the text, thinned out evenly. */
function packetsFor(table: ParsedTable, chain: string): ProbedPacket[] {
  const lines = [...table.chains.values()].flat();
  const pick = <T>(values: readonly (T | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  const addresses = pick([
    ...lines.flatMap(({ matches }) =>
      [matches.source, matches.destination].map(
        (side) => side && formatAddress({ family: 4, value: side.range.first }),
      ),
    ),
    '203.0.113.9',
  ]);
  const ports = pick(lines.flatMap(({ matches }) => [matches.physdevIn, matches.physdevOut])).filter(
    (port) => !port.endsWith('+'),
  );
  const interfaces = pick(lines.flatMap(({ matches }) => [matches.inInterface, matches.outInterface]));
  const services = [
    ...pick(lines.flatMap(({ matches }) => matches.destinationPorts?.map((range) => `tcp ${range.first}`))),
    ...pick(
      lines.map(({ matches }) => matches.icmpType && `icmp ${matches.icmpType === 'any' ? '8/0' : matches.icmpType}`),
    ),
    'tcp 9',
  ];
  const uids = chain === 'BW_OUTPUT' ? pick<number>([...lines.map(({ matches }) => matches.uid), 0]) : [undefined];
  const places: Partial<ProbedPacket>[] =
    chain === 'BW_FORWARD'
      ? ports.flatMap((from) =>
          ports
            .filter((to) => to !== from)
            .flatMap((to) =>
              interfaces.map((bridge) => ({
                physdevIn: from,
                physdevOut: to,
                inInterface: bridge,
                outInterface: bridge,
              })),
            ),
        )
      : interfaces.map((name) => (chain === 'BW_INPUT' ? { inInterface: name } : { outInterface: name }));
  const packets: ProbedPacket[] = [];
  for (const place of places) {
    for (const source of addresses) {
      for (const destination of addresses) {
        for (const service of services) {
          for (const state of ['NEW', 'ESTABLISHED'] as const) {
            for (const uid of uids) {
              const [protocol = 'tcp', value = '9'] = service.split(' ');
              packets.push({
                ...place,
                source: address(source),
                destination: address(destination),
                protocol,
                ...(protocol === 'icmp' ? { icmpType: value } : { sourcePort: 40000, destinationPort: Number(value) }),
                state,
                ...(uid === undefined ? {} : { uid }),
              });
            }
          }
        }
      }
    }
  }
  const step = Math.max(1, Math.floor(packets.length / 1200));
  return packets.filter((_, index) => index % step === 0);
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

/** The lines of a built-in chain's twin, and of the trees of ports that it leads to. */
function linesBelow(table: ParsedTable, chain: string): ParsedLine[] {
  const lines = table.chains.get(chain) ?? [];
  return lines.flatMap((line) => [line, ...(/^BW_[FIO]\d/.test(line.target) ? linesBelow(table, line.target) : [])]);
}

describe('a mutation of our own output', () => {
  test('two lines of different sections swapped: caught in at least 99 of 100 cases that change a verdict', () => {
    const subjects = CASES.flatMap((name) => PROFILES.map((profile) => [name, profile] as const));
    const prepared = subjects.flatMap(([name, profile]) => {
      const text = emitted(name, profile);
      const table = parseRules(text);
      return ['BW_FORWARD', 'BW_INPUT', 'BW_OUTPUT'].flatMap((chain) => {
        const lines = linesBelow(table, chain);
        const packets = packetsFor(table, chain);
        return new Set(lines.map((line) => line.section)).size < 2
          ? []
          : [{ name: `${name} (${profile})`, text, chain, lines, packets, before: verdicts(table, chain, packets) }];
      });
    });
    let changed = 0;
    let caught = 0;
    const missed: string[] = [];
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (which, first, second) => {
        const subject = prepared[which % prepared.length];
        const a = subject?.lines[first % subject.lines.length];
        const b = subject?.lines[second % subject.lines.length];
        if (!subject || !a || !b || a.section === b.section) return;
        const mutant = swapLines(subject.text, a, b);
        const after = verdicts(parseRules(mutant), subject.chain, subject.packets);
        if (after.every((verdict, index) => verdict === subject.before[index])) return;
        changed += 1;
        if (checkOrder(mutant).length > 0) caught += 1;
        else missed.push(`${subject.name}: ${a.text} <-> ${b.text}`);
      }),
      { numRuns: RUNS },
    );
    expect(changed).toBeGreaterThan(RUNS / 10);
    expect(caught / changed, missed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});
