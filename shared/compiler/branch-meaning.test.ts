import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Policy, Rule, Settings } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { resolveTopology } from '../topology/resolve-topology.ts';
import type { Station } from '../topology/topology.ts';
import { compile } from './compile.ts';
import { randomPolicies } from './policies.arbitraries.ts';
import { type ParsedTable, parseRules } from './prove/parse-rules.ts';
import { type ProbedPacket, probeText } from './prove/probe-text.ts';

// BW_RANDOM_RUNS and BW_RANDOM_SEED repeat or widen a run. The seed is fixed by default, so that a red run is red again.
const RUNS = Number(process.env.BW_RANDOM_RUNS ?? 25);
const SEED = Number(process.env.BW_RANDOM_SEED ?? 20160223);
const PACKETS = 300;

const DRAWINGS = ['shared/compiler/place/row.bridgewarden.json', 'assets/examples/two-bridges.bridgewarden.json'];

function read(path: string): Document {
  const { document } = parseDocument(readFileSync(path, 'utf8'));
  if (!document) throw new Error(`${path} does not parse`);
  return document;
}

type Probe = readonly [chain: string, packet: ProbedPacket];

const SERVICES: readonly Partial<ProbedPacket>[] = [
  { protocol: 'tcp', sourcePort: 2000, destinationPort: 80, syn: true },
  { protocol: 'tcp', sourcePort: 2000, destinationPort: 22, syn: true },
  { protocol: 'udp', sourcePort: 2000, destinationPort: 53 },
  { protocol: 'icmp', icmpType: '8/0' },
];

/** What comes back of these. */
const ANSWERS: readonly Partial<ProbedPacket>[] = [
  { protocol: 'tcp', sourcePort: 80, destinationPort: 2000, syn: false },
  { protocol: 'tcp', sourcePort: 22, destinationPort: 2000, syn: false },
  { protocol: 'udp', sourcePort: 53, destinationPort: 2000 },
  { protocol: 'icmp', icmpType: '0/0' },
];

/** Packets between all stations, at each place where they are probed; evenly thinned out. Unless told, they begin something. */
function probes(document: Document, services = SERVICES): Probe[] {
  const topology = resolveTopology(document);
  const [host] = document.hosts;
  const all: Probe[] = [];
  const add = (chain: string, place: Partial<ProbedPacket>, from: Iterable<Station>, to: Iterable<Station>) => {
    const ends = (stations: Iterable<Station>) =>
      [...stations].flatMap(({ ranges }) =>
        ranges.flatMap(({ family, first }) => (family === 4 ? [{ family, value: first }] : [])),
      );
    for (const source of ends(from))
      for (const destination of ends(to))
        for (const service of services)
          all.push([chain, { protocol: '', ...place, source, destination, state: 'NEW', ...service }]);
  };
  for (const { id, name } of host?.bridges ?? []) {
    const ports = topology.bridges.get(id)?.ports ?? [];
    for (const from of ports) {
      for (const to of ports.filter((port) => port !== from)) {
        const place = { physdevIn: from.port.name, physdevOut: to.port.name, inInterface: name, outInterface: name };
        add('BW_FORWARD', place, from.outside.stations, to.outside.stations);
      }
    }
  }
  for (const { id, name } of host?.interfaces ?? []) {
    const at = topology.interfaces.get(id);
    if (!at) continue;
    add('BW_INPUT', { inInterface: name }, at.beyond.stations, [at.station]);
    add('BW_OUTPUT', { outInterface: name, uid: 1001 }, [at.station], at.beyond.stations);
  }
  const step = Math.max(1, Math.floor(all.length / PACKETS));
  return all.filter((_, index) => index % step === 0);
}

function tableOf(document: Document): ParsedTable | undefined {
  const [host] = compile(document).hosts;
  // At the time that its rules speak of.
  return host && parseRules((host.listings['rules.v4']?.text ?? '').replace(/-m time .*?--kerneltz /g, ''));
}

/** Without what the compiler refuses, and without the administrator's way in, which no policy speaks of. */
function compilable(document: Document, established: NonNullable<Settings['established']>): Document {
  const set = (rules: (rule: Rule, policy: Policy) => Rule, from: Document): Document => ({
    ...from,
    hosts: from.hosts.map((host) => ({ ...host, settings: { established } })),
    policies: from.policies.map((policy) => ({ ...policy, rules: policy.rules.map((rule) => rules(rule, policy)) })),
  });
  let now = set((rule) => rule, document);
  for (;;) {
    const refused = compile(now).findings.filter(({ severity }) => severity === 'error');
    if (refused.length === 0) return now;
    const names = new Set(refused.flatMap(({ rule }) => (rule ? [`${rule.policy}/${rule.rule}`] : [])));
    if (names.size === 0) throw new Error(JSON.stringify(refused));
    now = set((rule, policy) => (names.has(`${policy.id}/${rule.id}`) ? { ...rule, enabled: false } : rule), now);
  }
}

/** Walks the policies as a person reads them: what a rule meets is what it accepts where it is the only one, in a main policy. */
function reader(document: Document): (probe: Probe) => string {
  const alone = new Map<Rule, ParsedTable | undefined>();
  const meets = (policy: Policy, rule: Rule, [chain, packet]: Probe): boolean => {
    if (!alone.has(rule)) {
      const { branch: _, ...same } = rule;
      const accepting: Rule = { ...same, action: 'accept', state: 'stateless' };
      alone.set(rule, tableOf({ ...document, policies: [{ ...policy, kind: 'main', rules: [accepting] }] }));
    }
    const table = alone.get(rule);
    return table !== undefined && probeText(table, chain, packet).verdict === 'ACCEPT';
  };
  const walk = (policy: Policy, probe: Probe): string | undefined => {
    for (const rule of policy.rules) {
      if (rule.enabled === false || !meets(policy, rule, probe)) continue;
      if (rule.action === 'accept') return 'ACCEPT';
      if (rule.action === 'deny') return 'DROP';
      if (rule.action === 'reject') return 'REJECT';
      const branch = document.policies.find(({ id }) => rule.action === 'branch' && id === rule.branch);
      const verdict = branch && walk(branch, probe);
      if (verdict !== undefined) return verdict;
    }
    return undefined;
  };
  const mains = document.policies.filter(({ kind }) => kind === 'main');
  return (probe) => {
    for (const policy of mains) {
      const verdict = walk(policy, probe);
      if (verdict !== undefined) return verdict;
    }
    return 'DROP';
  };
}

describe.each(DRAWINGS)('random policies on %s', (path) => {
  const drawing = read(path);

  it('mean what they say, in branches as out of them', () => {
    fc.assert(
      fc.property(randomPolicies(drawing), (drawn) => {
        const document = compilable(withoutUsers(drawn), 'after-denials');
        const table = tableOf(document);
        const read = reader(document);
        for (const probe of probes(document))
          expect([probe, table && probeText(table, ...probe).verdict]).toEqual([probe, read(probe)]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('let the same begin with and without connection tracking', () => {
    fc.assert(
      fc.property(randomPolicies(drawing), (drawn) => {
        const document = compilable(compilable(drawn, 'none'), 'after-denials');
        const [tracked, untracked] = [tableOf(document), tableOf(compilable(document, 'none'))];
        for (const probe of probes(document)) {
          // Of a datagram nobody can tell whether it begins anything.
          if (probe[1].protocol === 'udp' || !tracked || !untracked) continue;
          const { verdict } = probeText(tracked, ...probe);
          expect([probe, probeText(untracked, ...probe).verdict]).toEqual([probe, verdict]);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('let the same answers back whether or not they stand in a branch', () => {
    let accepted = 0;
    fc.assert(
      fc.property(randomPolicies(drawing), (drawn) => {
        const document = compilable(callingBarely(withoutUsers(drawn)), 'none');
        const [led, inline] = [tableOf(document), tableOf(compilable(inlined(document), 'none'))];
        for (const probe of probes(document, ANSWERS)) {
          if (!led || !inline) continue;
          const { verdict } = probeText(inline, ...probe);
          expect([probe, probeText(led, ...probe).verdict]).toEqual([probe, verdict]);
          if (verdict === 'ACCEPT') accepted += 1;
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});

/** A rule with a user is two rules, for OUTPUT and for the bridges behind it: place-branches.test.ts. */
function withoutUsers(document: Document): Document {
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map(({ user: _, ...rule }): Rule => rule),
  }));
  return { ...document, policies };
}

/** Whoever comes to a rule that branches is led there, whomever the branch hangs on. */
function callingBarely(document: Document): Document {
  const [host] = document.hosts;
  const bare = (rule: Rule): Rule => {
    const { id, action, branch, enabled = true } = rule;
    return action === 'branch' && branch !== undefined ? { id, action, branch, enabled } : rule;
  };
  const policies = document.policies.map((policy) => ({
    ...policy,
    attach: host ? { host: host.id } : policy.attach,
    rules: policy.rules.map(bare),
  }));
  return { ...document, policies };
}

/** The document with the rules of each branch in the place of those that lead there. */
function inlined(document: Document): Document {
  const rulesOf = ({ rules }: Policy, before: string): Rule[] =>
    rules
      .filter(({ enabled }) => enabled !== false)
      .flatMap((rule) => {
        const target = document.policies.find(({ id }) => rule.action === 'branch' && id === rule.branch);
        const id = `${before}${rule.id}`;
        return target ? rulesOf(target, `${id}-`) : [{ ...rule, id }];
      });
  return {
    ...document,
    policies: document.policies
      .filter(({ kind }) => kind === 'main')
      .map((policy) => ({ ...policy, rules: rulesOf(policy, '') })),
  };
}
