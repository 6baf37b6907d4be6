import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import type { Document, Policy } from '../../shared/document/document.ts';
import { addRule } from '../../shared/document/edits/policy-edits.ts';
import { labelRules } from '../../shared/document/edits/rule-labels.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { compiledOf, hostsOfPolicy, linesOfNumber } from './compiled-index.ts';
import { tableLines } from './table-lines.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const example = parseDocument(text).document as Document;
const { hosts } = compile(example);
const host = hosts[0]!;
const main = example.policies[0] as Policy;
const NOTHING: ReadonlySet<string> = new Set();

describe('the table', () => {
  it('shows the whole order, with the own rules in their place', () => {
    expect(tableLines(main, host, NOTHING, NOTHING).map(({ key }) => key)).toEqual([
      'section:safety',
      'section:out-deny-guest-ports',
      'section:out-deny-border-ports',
      'section:in-deny-ports',
      'section:deny-host-interfaces',
      'rule:r1',
      'add',
      'section:in-accept-guest-ports',
      'section:in-accept-border-ports',
      'section:established',
      'section:default',
      'section:layer-2',
    ]);
  });

  it('holds every compiled rule once when all is unfolded', () => {
    const keys = new Set(tableLines(main, host, NOTHING, NOTHING).map(({ key }) => key));
    const numbers = tableLines(main, host, keys, NOTHING).flatMap((line) =>
      line.kind === 'derived' ? [line.rule.number] : [],
    );
    expect(numbers).toEqual(host.rules.map(({ number }) => number));
    expect(numbers.length).toBeGreaterThan(30);
  });

  it('puts rules under their heading, and folds them away', () => {
    let grown = example;
    for (let count = 0; count < 3; count += 1) grown = addRule(grown, 'main').document;
    const named = (rule: string) => ({ policy: 'main', rule });
    grown = labelRules(grown, ['r2', 'r3'].map(named), { group: 'Mail', color: 'green' });
    grown = labelRules(grown, [named('r1')], { group: 'Mail' });
    const policy = grown.policies[0] as Policy;
    const own = (folded: ReadonlySet<string>) =>
      tableLines(policy, undefined, NOTHING, folded).map((line) => (line.kind === 'rule' ? line.index : line.kind));
    expect(own(NOTHING)).toEqual(['group', 0, 1, 2, 3, 'add']);
    expect(own(new Set(['group:main:Mail:1']))).toEqual(['group', 3, 'add']);
    const apart = labelRules(grown, [named('r2')], { group: undefined }).policies[0] as Policy;
    expect(tableLines(apart, undefined, NOTHING, NOTHING).map(({ key }) => key)).toEqual([
      ...['group:main:Mail:1', 'rule:r1', 'rule:r2', 'group:main:Mail:2', 'rule:r3', 'rule:r4', 'add'],
    ]);
  });
});

describe('what a rule was compiled into', () => {
  it('is its numbers in the log, and their lines without comments', () => {
    const compiled = compiledOf(host, { policy: 'main', rule: 'r1' });
    expect(compiled.map(({ section }) => section)).toEqual(['in-accept-guest-ports', 'in-accept-border-ports']);
    expect(compiledOf(host, { policy: 'main', rule: 'r9' })).toEqual([]);
    const lines = linesOfNumber(host.listings['rules.v4'], compiled[0]!.number);
    expect(lines.length).toBeGreaterThan(0);
    const all = host.listings['rules.v4']!.text.split('\n');
    for (const line of lines) {
      expect(line.text).toMatch(/^-A /);
      expect(all[line.number - 1]).toBe(line.text);
    }
  });

  it('is looked for on the hosts that run it', () => {
    expect(hostsOfPolicy(hosts, example, main)).toEqual([host]);
    expect(hostsOfPolicy(hosts, example, { ...main, id: 'new', rules: [] })).toEqual([host]);
  });
});
