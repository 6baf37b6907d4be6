import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import type { Document, Nic, Rule } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { printDocument } from '../../shared/document/print.ts';
import { errorsOf, withoutRefusedRules } from '../kernel/compilable.ts';
import { randomDocument } from '../kernel/random-document.ts';

// BW_RANDOM_RUNS and BW_RANDOM_SEED repeat or widen a run, as in the kernel's test of these documents.
const RUNS = Number(process.env.BW_RANDOM_RUNS ?? 100);
const SEED = Number(process.env.BW_RANDOM_SEED ?? 20160223);

function rulesOf({ policies }: Document): Rule[] {
  return policies.flatMap(({ rules }) => rules).filter(({ enabled }) => enabled !== false);
}

it('random documents compile, but for the rules that are refused by name, and to the same bytes twice', () => {
  let drawn = 0;
  let compiled = 0;
  fc.assert(
    fc.property(
      randomDocument,
      fc.constantFrom('restore', 'commands'),
      fc.constantFrom('readable', 'scaled'),
      (document, style, profile) => {
        const compilable = withoutRefusedRules(document);
        drawn += rulesOf(document).length;
        compiled += rulesOf(compilable).length;
        expect(errorsOf(compilable)).toEqual([]);
        const { document: again } = parseDocument(printDocument(compilable));
        expect(again && compile(again, { style, profile })).toEqual(compile(compilable, { style, profile }));
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
  // Were most rules refused, neither this nor the kernel's test would say much.
  expect(compiled).toBeGreaterThan(drawn * 0.8);
});

const KINDS: Readonly<Record<string, (document: Document) => boolean>> = {
  'a guest with both families': ({ guests }) => guests.some(({ nics }) => nics.some(hasIpv6)),
  'a guest with IPv6 alone': ({ guests }) =>
    guests.some(({ nics }) => nics.some(({ addresses }) => addresses.every((address) => address.includes(':')))),
  'a guest that routes': ({ guests }) => guests.some(({ nics }) => nics.some(({ routes }) => routes !== undefined)),
  'an external': ({ externals }) => externals.length > 0,
  'a host on a bridge': ({ hosts }) =>
    hosts.some(({ interfaces }) => interfaces.some(({ kind }) => kind === 'ethernet')),
  'a host with two interfaces': ({ hosts }) => hosts.some(({ interfaces }) => interfaces.length > 1),
  'a loop': ({ hosts }) => hosts.some(({ ports }) => ports.some(({ id }) => id === 'again-a')),
  'six bridges': ({ hosts }) => hosts.some(({ bridges }) => bridges.length === 6),
  'more than six guests': ({ guests }) => guests.length > 6,
  ...Object.fromEntries(
    ['bridge', 'port', 'guest', 'group'].map((kind) => [
      `a policy on a ${kind}`,
      ({ policies }: Document) => policies.some(({ attach }) => kind in attach),
    ]),
  ),
  ...Object.fromEntries(
    ['branch', 'user', 'interval', 'ports', 'interfaces', 'direction', 'state'].map((field) => [
      `a rule with ${field}`,
      (document: Document) => rulesOf(document).some((rule) => field in rule),
    ]),
  ),
  'a rule with not these ports': (document) => rulesOf(document).some(({ not }) => not?.ports === true),
  'a rule with not these ports, neither in nor out': (document) =>
    rulesOf(document).some(({ not, direction }) => not?.ports === true && direction === 'both'),
  'a rule with ports and interfaces': (document) =>
    rulesOf(document).some(({ ports, interfaces }) => ports !== undefined && interfaces !== undefined),
  'a rule of a user that branches': (document) =>
    rulesOf(document).some(({ action, user }) => action === 'branch' && user !== undefined),
  "a user's rule in a branch": ({ policies }) =>
    policies.some(({ kind, rules }) => kind === 'branch' && rules.some(({ user }) => user !== undefined)),
  'a rejection': (document) => rulesOf(document).some(({ action }) => action === 'reject'),
};

describe('among the random documents', () => {
  const documents = fc.sample(randomDocument, { numRuns: 200, seed: SEED });

  it.each(Object.keys(KINDS))('%s is more than once', (kind) => {
    expect(documents.filter((document) => KINDS[kind]?.(document)).length).toBeGreaterThan(1);
  });
});

function hasIpv6({ addresses }: Nic): boolean {
  return addresses.some((address) => address.includes(':'));
}
