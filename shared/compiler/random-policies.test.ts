import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { printDocument } from '../document/print.ts';
import { compile } from './compile.ts';
import { randomPolicies } from './policies.arbitraries.ts';

// BW_RANDOM_RUNS and BW_RANDOM_SEED repeat or widen a run. The seed is fixed by default, so that a red run is red again.
const RUNS = Number(process.env.BW_RANDOM_RUNS ?? 40);
const SEED = Number(process.env.BW_RANDOM_SEED ?? 20160223);

const DRAWINGS = {
  'four bridges in a row, the host behind the last': 'shared/compiler/place/row.bridgewarden.json',
  'two bridges': 'assets/examples/two-bridges.bridgewarden.json',
  'both families': 'assets/examples/dhcp-and-ipv6.bridgewarden.json',
  'three bridges and a NIC': 'assets/examples/three-bridges-and-nic.bridgewarden.json',
  'a host without bridges': 'assets/examples/office-consoles.bridgewarden.json',
} as const;

function read(path: string): Document {
  const { document } = parseDocument(readFileSync(path, 'utf8'));
  if (!document) throw new Error(`${path} does not parse`);
  return document;
}

/** The host's own address on its bridge's device: no veth end, and ports known in INPUT. */
function onTheBridge(drawing: Document): Document {
  const [host] = drawing.hosts;
  const bridge = host?.bridges[0];
  if (!host || !bridge) throw new Error('the drawing has no bridge');
  const device = { id: 'device', name: bridge.name, kind: 'ethernet', addresses: ['192.168.50.200/24'] } as const;
  return { ...drawing, hosts: [{ ...host, interfaces: [...host.interfaces, device] }] };
}

/** The document with the rules switched off that the compiler refuses, so that the others are compiled. */
function withoutRefused(document: Document): Document {
  const refused = new Set(
    compile(document).findings.flatMap(({ severity, rule }) =>
      severity === 'error' && rule ? [`${rule.policy}/${rule.rule}`] : [],
    ),
  );
  if (refused.size === 0) return document;
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) => (refused.has(`${policy.id}/${rule.id}`) ? { ...rule, enabled: false } : rule)),
  }));
  return withoutRefused({ ...document, policies });
}

describe.each([
  ...Object.entries(DRAWINGS).map(([name, path]) => ({ name, drawing: read(path) })),
  { name: 'a bridge with an address', drawing: onTheBridge(read(DRAWINGS['two bridges'])) },
])('$name, with any policies', ({ drawing }) => {
  it('compiles but for the rules that it refuses, in order, and to the same bytes twice', () => {
    fc.assert(
      fc.property(
        randomPolicies(drawing),
        fc.constantFrom('restore', 'commands'),
        fc.constantFrom('readable', 'scaled'),
        (document, style, profile) => {
          const compilable = withoutRefused(document);
          const result = compile(compilable, { style, profile });
          expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
          const { document: again } = parseDocument(printDocument(compilable));
          expect(again && compile(again, { style, profile })).toEqual(result);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
