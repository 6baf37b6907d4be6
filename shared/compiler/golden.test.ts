import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { parseAddress } from '../net/address.ts';
import { compile } from './compile.ts';
import { parseRules } from './prove/parse-rules.ts';
import { type ProbedPacket, probeText } from './prove/probe-text.ts';
import type { CompiledHost } from './result.ts';

/**
 * A golden case holds three things: what is emitted, what happens to packets, and the findings. `UPDATE_GOLDEN=1` writes the
 * first and the last anew, for reading the difference; verdicts are always written by hand.
 */
const FOLDER = 'shared/compiler/cases';
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const cases = readdirSync(FOLDER);

interface PacketCase {
  readonly what: string;
  readonly host?: string;
  readonly hook: 'FORWARD' | 'INPUT' | 'OUTPUT';
  readonly packet: Omit<ProbedPacket, 'source' | 'destination'> & {
    readonly source: string;
    readonly destination: string;
  };
  readonly verdict: string;
  /** The user's rule, or the section of a derived one, that decides. */
  readonly by: string;
}

test('there are golden cases, and CI does not write them', () => {
  expect(cases.length).toBeGreaterThanOrEqual(4);
  expect(UPDATE && process.env.CI === 'true').toBe(false);
});

describe.each(cases)('%s', (name) => {
  const folder = join(FOLDER, name);
  const { document } = parseDocument(readFileSync(join(folder, 'document.bridgewarden.json'), 'utf8'));
  if (!document) throw new Error(`${name}: the document does not parse`);
  const result = compile(document, { style: 'restore' });

  test('emits what is expected, in both styles, and nothing else', () => {
    const expected = expectedFiles(document, result.hosts);
    expected.set('findings.json', `${JSON.stringify(result.findings, undefined, 2)}\n`);
    for (const [file, text] of expected) {
      const path = join(folder, file);
      if (UPDATE) writeFileSync(path, text);
      expect(existsSync(path), `${path} is missing: UPDATE_GOLDEN=1 writes it`).toBe(true);
      expect(text).toBe(readFileSync(path, 'utf8'));
    }
    const given = ['document.bridgewarden.json', 'packets.json'];
    expect(readdirSync(folder).sort()).toEqual([...expected.keys(), ...given].sort());
  });

  test('gives the same bytes twice', () => {
    expect(compile(document, { style: 'restore' })).toEqual(result);
  });

  describe.each(['restore', 'commands'] as const)('as %s', (style) => {
    const packets = JSON.parse(readFileSync(join(folder, 'packets.json'), 'utf8')) as PacketCase[];
    const { hosts } = compile(document, { style });

    test('the script decides about packets as it should', () => {
      expect(packets.length).toBeGreaterThan(0);
      for (const packet of packets) {
        const { host, family } = subjectOf(hosts, packet);
        const text = rulesFunction(host.script.text, family);
        expect(decide(host, text, packet), packet.what).toEqual({ verdict: packet.verdict, by: packet.by });
      }
    });

    test('the rules beside it decide the same', () => {
      for (const packet of packets) {
        const { host, family } = subjectOf(hosts, packet);
        const text = host.listings[`rules.v${family}`]?.text ?? '';
        expect(decide(host, text, packet), packet.what).toEqual({ verdict: packet.verdict, by: packet.by });
      }
    });
  });
});

function expectedFiles(document: Document, hosts: readonly CompiledHost[]): Map<string, string> {
  const commands = compile(document, { style: 'commands' }).hosts;
  const files = new Map<string, string>();
  for (const host of hosts) {
    for (const file of host.files)
      if (file.name.startsWith('rules.')) files.set(`${host.name}.${file.name}`, file.text);
  }
  for (const { name, script } of commands) {
    // The machinery around them is the same in every release and has tests of its own.
    for (const family of [4, 6]) files.set(`${name}.commands.v${family}`, rulesFunction(script.text, family));
  }
  return files;
}

function rulesFunction(script: string, family: number): string {
  const start = script.indexOf(`rules_v${family}() {`);
  return script.slice(start, script.indexOf('\n}\n', start) + 3);
}

function subjectOf(hosts: readonly CompiledHost[], { host: wanted, packet }: PacketCase) {
  const host = hosts.find(({ name }) => wanted === undefined || name === wanted);
  const family = parseAddress(packet.source)?.family;
  if (!host || !family) throw new Error('the packet case is wrong');
  return { host, family };
}

/** What a text of the host says about a packet, and by whose rule. */
function decide(host: CompiledHost, text: string, { hook, packet }: PacketCase) {
  const source = parseAddress(packet.source);
  const destination = parseAddress(packet.destination);
  if (!source || !destination) throw new Error('the packet case is wrong');
  const table = parseRules(text);
  expect([...table.chains.keys()]).toContain(`BW_${hook}`);
  const { verdict, lines } = probeText(table, `BW_${hook}`, { ...packet, source, destination });
  const last = lines.at(-1);
  const number = last && numberOf(text, last.number);
  const rule = host.rules.find((candidate) => candidate.number === number);
  return { verdict, by: rule?.origin.rule?.rule ?? rule?.section ?? 'nobody' };
}

/** The number of the rule under whose comment a line stands. */
function numberOf(text: string, line: number): number | undefined {
  const above = text.split('\n').slice(0, line).reverse();
  const comment = above.map((candidate) => /^# Rule (\d+) /.exec(candidate)).find(Boolean);
  return comment ? Number(comment[1]) : undefined;
}
