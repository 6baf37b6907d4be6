import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { matchArguments } from '../compiler/emit/match-arguments.ts';
import type { Match } from '../compiler/ir/match.ts';
import { parseRange } from '../net/range.ts';
import { ARGUMENT_WORDS, MODULE_WORDS } from './argument-words.ts';
import { explainLine } from './explain-line.ts';

const CASES = fileURLToPath(new URL('../compiler/cases/', import.meta.url));
const scripts = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(v4|v6|eb)$/.test(name))
  .map((name) => readFileSync(`${CASES}${name}`, 'utf8'));
const rules = [...new Set(scripts.flatMap((text) => text.split('\n')))].filter((line) => /(^| )-A /.test(line));

const range = parseRange('10.0.0.0/8')!;
const target = parseRange('fd00::1')!;

/** One match of every kind: a new kind does not compile until it has one here, and fails until it has words. */
const EVERY_MATCH: { readonly [K in Match['kind']]: Extract<Match, { kind: K }> } = {
  'physdev-in': { kind: 'physdev-in', port: 'vk1' },
  'physdev-out': { kind: 'physdev-out', port: 'vk1' },
  bridged: { kind: 'bridged', is: false },
  'in-interface': { kind: 'in-interface', name: 'eth0' },
  'out-interface': { kind: 'out-interface', name: 'eth0' },
  source: { kind: 'source', range, negated: true },
  destination: { kind: 'destination', range: { ...range, last: range.last - 1n }, negated: true },
  protocol: { kind: 'protocol', protocol: 'tcp' },
  ports: {
    kind: 'ports',
    side: 'source',
    protocol: 'udp',
    ports: [
      { first: 1, last: 2 },
      { first: 9, last: 9 },
    ],
  },
  'icmp-type': { kind: 'icmp-type', family: 6, type: '128' },
  'neighbour-advertisement': { kind: 'neighbour-advertisement', target, claims: 'anything' },
  state: { kind: 'state', states: ['NEW'], negated: true },
  'tcp-syn': { kind: 'tcp-syn', is: false },
  owner: { kind: 'owner', uid: 1000 },
  time: { kind: 'time', days: ['mon'], from: '22:00', to: '06:00' },
  limit: { kind: 'limit', perSecond: 5, burst: 20 },
};

describe('a line in words', () => {
  it('is said for every rule that the compiler emits, each argument of it', () => {
    expect(rules.length).toBeGreaterThan(200);
    const flags = new Set<string>();
    for (const line of rules) {
      const explained = explainLine(line);
      expect(explained?.unknown, line).toEqual([]);
      expect(explained?.summary, line).toMatch(/^(Everything|What .*) (is|goes) .*\.$/);
      for (const [, flag] of line.matchAll(/ (--?[a-z][\w-]*)/g)) flags.add(flag ?? '');
      for (const [, module] of line.matchAll(/ -m (\S+)/g)) expect(MODULE_WORDS).toHaveProperty(module ?? '');
      // Every character that is no blank is within a part that can be pointed at.
      const covered = explained?.parts.reduce(
        (text, { from, to }) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to),
        line,
      );
      expect(covered?.replace(/^\$IP6?TABLES/, '').trim(), line).toBe('');
    }
    for (const flag of flags) if (!['-A', '-j', '-m'].includes(flag)) expect(ARGUMENT_WORDS).toHaveProperty(flag);
  });

  it.each(Object.values(EVERY_MATCH))('has words for $kind', (match) => {
    const explained = explainLine(['-A', 'X', ...matchArguments(match), '-j', 'DROP'].join(' '));
    expect(explained?.unknown).toEqual([]);
    expect(explained?.summary).toMatch(/^What .+ is dropped without a word/);
  });

  it.each([
    [
      '-A BW_FORWARD -m physdev --physdev-is-bridged --physdev-out vk42 ! -d 192.168.50.12 -j BW_Out_RULE_1',
      'What is bridged from port to port and leaves its bridge by port vk42 and is not for 192.168.50.12 goes on in the chain BW_Out_RULE_1. Probed for what passes through the host, bridged or routed.',
    ],
    ['-A BW_Out_RULE_1 -j DROP', 'Everything is dropped without a word.'],
    [
      `$IPTABLES -A In_RULE_1 -j LOG --log-level info --log-prefix 'RULE 1 -- DENY '`,
      'Everything is written to the kernel log and goes on (at level info, as “RULE 1 -- DENY”).',
    ],
    [
      '-A BW_IN_vk42 -s ! 52:54:00:b3:4a:12 -j DROP',
      'What does not come from MAC address 52:54:00:b3:4a:12 is dropped without a word.',
    ],
    [
      '-A R -p tcp -m tcp --dport 5900:5999 -m state --state NEW -j ACCEPT',
      'What is TCP and is for port 5900 to 5999 and opens a connection is let through.',
    ],
    [':BW_IN - [0:0]', 'Declares the chain BW_IN - [0:0], empty.'.replace(' - [0:0]', '')],
    ['*filter', 'What follows is for the table filter.'],
    ['$IP6TABLES -N Out_RULE_2', 'Creates the chain Out_RULE_2, empty.'],
  ])('%s', (line, summary) => {
    expect(explainLine(line)?.summary).toBe(summary);
  });

  it('points at the argument, its quotes included', () => {
    const line = `-A X -j LOG --log-prefix "a \\" b "`;
    const part = explainLine(line)?.parts.at(-1);
    expect(line.slice(part?.from, part?.to)).toBe(`--log-prefix "a \\" b "`);
    expect(part?.words).toBe('as “a " b”');
  });

  it.each(['', '# Rule 1', 'set -u', 'RULE=1', 'if true; then'])('says nothing of %j', (line) => {
    expect(explainLine(line)).toBeUndefined();
  });

  it('names what it does not know instead of guessing', () => {
    expect(explainLine('-A X --ttl-eq 3 -j DROP')?.unknown).toContain('--ttl-eq');
  });
});
