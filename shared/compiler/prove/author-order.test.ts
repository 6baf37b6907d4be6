import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Host, Rule } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { formatAddress, parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import type { CompileOptions } from '../result.ts';
import { authorOrder } from './author-order.ts';
import { parseRules } from './parse-rules.ts';
import { type ProbedPacket, probeText } from './probe-text.ts';

/** Four bridges in a row, one of them with an address of its own, and a host that routes between it, a veth end and a NIC. */
const drawing: Document = (() => {
  const { document } = parseDocument(readFileSync('shared/compiler/place/row.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the drawing does not parse');
  return {
    ...document,
    hosts: document.hosts.map((host) => ({
      ...host,
      interfaces: [
        ...host.interfaces,
        { id: 'br-b-if', name: 'br-b', kind: 'ethernet' as const, addresses: ['10.0.0.2/24'] },
      ],
    })),
  };
})();
const host = drawing.hosts[0] as Host;

function withRules(rules: readonly Partial<Rule>[]): Document {
  const complete = rules.map((rule, index): Rule => ({ id: `r${index}`, action: 'accept', ...rule }));
  return {
    ...drawing,
    policies: [{ id: 'main', name: 'Main', kind: 'main', attach: { host: 'vmhost' }, rules: complete }],
  };
}

function compiled(document: Document, options: CompileOptions = {}) {
  const { hosts, findings } = compile(document, options);
  const [first] = hosts;
  const listing = first?.listings['rules.v4'];
  if (!first || !listing) throw new Error(JSON.stringify(findings.filter(({ severity }) => severity === 'error')));
  return { rules: first.rules, listing, table: parseRules(listing.text) };
}

/** What users' rules make of a packet: the verdict of the one that decides. */
function decided({ rules, listing, table }: ReturnType<typeof compiled>, chain: string, packet: ProbedPacket) {
  const { verdict, lines } = probeText(table, chain, packet);
  const number = listing.lines[(lines.at(-1)?.number ?? 0) - 1];
  return rules.find((rule) => rule.number === number)?.origin.rule ? verdict : undefined;
}

const STATIONS: Readonly<Record<string, string>> = {
  a: '10.0.0.10',
  b: '10.0.0.12',
  d: '10.0.0.14',
  vmhost: '10.0.0.1',
  'the bridge': '10.0.0.2',
  internet: '203.0.113.9',
};
const address = (text: string) => {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

type Place = readonly [chain: string, place: Partial<ProbedPacket>];
const ports = (bridge: string) => host.ports.filter((port) => port.bridge === bridge).map(({ name }) => name);
const bridged = host.bridges.flatMap(({ id }) =>
  ports(id).flatMap((physdevIn) =>
    ports(id)
      .filter((physdevOut) => physdevOut !== physdevIn)
      .map((physdevOut): Place => ['BW_FORWARD', { physdevIn, physdevOut, inInterface: id, outInterface: id }]),
  ),
);
const routed: readonly Place[] = [
  ...ports('br-b').flatMap((physdevIn) =>
    ['eth0', 'vmh2'].map((outInterface): Place => ['BW_FORWARD', { physdevIn, inInterface: 'br-b', outInterface }]),
  ),
  ['BW_FORWARD', { inInterface: 'vmh2', outInterface: 'eth0' }],
  ['BW_FORWARD', { inInterface: 'eth0', outInterface: 'br-b' }],
];
const own: readonly Place[] = [
  ...ports('br-b').map((physdevIn): Place => ['BW_INPUT', { physdevIn, inInterface: 'br-b' }]),
  ['BW_INPUT', { inInterface: 'vmh2' }],
  ['BW_INPUT', { inInterface: 'eth0' }],
  ['BW_OUTPUT', { outInterface: 'br-b' }],
  ['BW_OUTPUT', { outInterface: 'eth0' }],
];
const places: readonly Place[] = [...bridged, ...routed, ...own];

const all = places.flatMap(([chain, place]) =>
  Object.values(STATIONS).flatMap((source) =>
    Object.values(STATIONS).map((destination): readonly [string, ProbedPacket] => [
      chain,
      { ...place, source: address(source), destination: address(destination), protocol: 'tcp', state: 'NEW' },
    ]),
  ),
);

/** What no derived denial stops, so that users' rules are asked. */
const open = compiled(withRules([{ state: 'stateless' }]));
const packets = all.filter(([chain, packet]) => decided(open, chain, packet) !== undefined);

const ENDS = [[], [], ['a'], ['b'], ['d'], ['vmhost'], ['internet'], ['a', 'd']];
const PORTS = [[], ['tap-b'], ['ab-a'], ['ab-b'], ['tap-b', 'bc-b'], ['cd-d', 'vmh1']];
const INTERFACES = [[], [], ['eth0'], ['br-b-if', 'vmh2']];
/** Any but those that are refused, because nobody knows by which port the host's own packets will leave. */
const anyRule: fc.Arbitrary<Partial<Rule>> = fc
  .record({
    action: fc.constantFrom('accept' as const, 'deny' as const),
    source: fc.constantFrom(...ENDS),
    destination: fc.constantFrom(...ENDS),
    ports: fc.constantFrom(...PORTS),
    interfaces: fc.constantFrom(...INTERFACES),
    direction: fc.constantFrom('in' as const, 'out' as const, 'out' as const, 'both' as const),
    log: fc.boolean(),
  })
  .filter(
    ({ action, source, ports, direction }) =>
      action !== 'deny' || direction === 'in' || ports.length === 0 || !source.includes('vmhost'),
  );

/** What was once decided by the later rule. */
const SEEN: [Partial<Rule>[], 'readable' | 'scaled'][] = [
  [[{ action: 'deny', ports: ['ab-a'], direction: 'out', source: ['a'] }, { source: ['a'] }], 'readable'],
  [[{ action: 'deny', ports: ['vmh1'], direction: 'out' }, { source: ['d'] }], 'scaled'],
  [[{ action: 'deny', interfaces: ['eth0'], direction: 'out' }, { source: ['b'] }], 'readable'],
  [
    [
      { action: 'deny', ports: ['tap-b'], direction: 'in' },
      { source: ['b'], destination: ['vmhost'] },
    ],
    'scaled',
  ],
];

describe("the author's order", () => {
  test('is asked about packets at every kind of place', () => {
    const asked = new Set(
      packets.map(([chain, { physdevIn, physdevOut }]) => `${chain} ${!!physdevIn} ${!!physdevOut}`),
    );
    expect([...asked].sort()).toEqual([
      'BW_FORWARD false false',
      'BW_FORWARD true false',
      'BW_FORWARD true true',
      'BW_INPUT false false',
      'BW_INPUT true false',
      'BW_OUTPUT false false',
    ]);
  });

  test('the first rule that decides about a packet by itself decides among others, at every place', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { minLength: 2, maxLength: 3 }),
        fc.constantFrom('readable' as const, 'scaled' as const),
        (rules, profile) => {
          const together = compiled(withRules(rules), { profile });
          const single = rules.map((rule) => compiled(withRules([rule])));
          for (const [chain, packet] of packets) {
            const first = single.map((one) => decided(one, chain, packet)).find((verdict) => verdict !== undefined);
            const { source, destination } = packet;
            expect(
              decided(together, chain, packet),
              JSON.stringify({
                chain,
                ...packet,
                source: formatAddress(source),
                destination: formatAddress(destination),
              }),
            ).toBe(first);
          }
        },
      ),
      { numRuns: 25, examples: SEEN },
    );
  });

  test.each([
    ['what leaves by a border port, before what its sender may', { ports: ['ab-a'], source: ['a'] }, { source: ['a'] }],
    ['what leaves by a port of the host', { ports: ['vmh1'], source: ['d'] }, { source: ['d'] }],
    ['what leaves by a guest port', { ports: ['tap-b'], source: ['a'] }, { ports: ['ab-b'], destination: ['b'] }],
  ] as const)('%s: swapped lines are told', (_, denied, accepted) => {
    const document = withRules([
      { action: 'deny', direction: 'out', ...denied },
      { ...accepted, direction: 'in' },
    ]);
    const { rules, listing } = compiled(document);
    expect(authorOrder(parseRules(listing.text), listing, rules, document, host)).toEqual([]);
    const [first, second] = document.policies[0]?.rules ?? [];
    const [policy] = document.policies;
    if (!first || !second || !policy) throw new Error('two rules are missing');
    // The same text, had the author written the rules the other way round.
    const turned = { ...document, policies: [{ ...policy, rules: [second, first] }] };
    expect(authorOrder(parseRules(listing.text), listing, rules, turned, host).length).toBeGreaterThan(0);
  });

  test('rules that decide alike, or about different packets, may stand in any order', () => {
    const document = withRules([
      { source: ['a'], destination: ['b'] },
      { source: ['a'] },
      { source: ['d'], action: 'deny' },
    ]);
    const { rules, listing } = compiled(document);
    const [policy] = document.policies;
    if (!policy) throw new Error('no policy');
    const turned = { ...document, policies: [{ ...policy, rules: [...policy.rules].reverse() }] };
    expect(authorOrder(parseRules(listing.text), listing, rules, turned, host)).toEqual([]);
  });
});
