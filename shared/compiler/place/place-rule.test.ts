import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Attach, Document, Rule } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { compile } from '../compile.ts';
import { parseRules } from '../prove/parse-rules.ts';

/** Four bridges in a row, the first with a NIC, the third without guests, the host behind the last one and routing on. */
const drawing: Document = (() => {
  const { document } = parseDocument(readFileSync('shared/compiler/place/row.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the drawing does not parse');
  return document;
})();

function withRule(rule: Partial<Rule>, attach: Attach = { host: 'vmhost' }): Document {
  return {
    ...drawing,
    policies: [{ id: 'main', name: 'Main', kind: 'main', attach, rules: [{ id: 'r', action: 'accept', ...rule }] }],
  };
}

/** Where the rule stands: for each line of it in an entry chain, the chain, the place and the ends. */
function places(document: Document): string[] {
  const { hosts, findings } = compile(document);
  const [host] = hosts;
  if (!host) throw new Error(JSON.stringify(findings));
  const listing = host.listings['rules.v4'];
  const own = new Set(host.rules.filter((rule) => rule.origin.rule?.rule === 'r').map((rule) => rule.number));
  const table = parseRules(listing?.text ?? '');
  return ['BW_FORWARD', 'BW_INPUT', 'BW_OUTPUT'].flatMap((chain) =>
    (table.chains.get(chain) ?? [])
      .filter((line) => own.has(listing?.lines[line.number - 1] ?? -1))
      .map(({ matches }) => {
        const { physdevIn, physdevOut, inInterface, outInterface } = matches;
        const place = [physdevIn && `in ${physdevIn}`, physdevOut && `out ${physdevOut}`, inInterface, outInterface];
        return `${chain.slice(3)} ${place.filter(Boolean).join(' ') || 'anywhere'}`;
      }),
  );
}

describe('where a rule is probed', () => {
  test('at the own port and at every border port on the way, and nowhere else', () => {
    expect(places(withRule({ source: ['a'], destination: ['d'] }))).toEqual([
      'FORWARD in tap-a',
      'FORWARD in ab-b',
      'FORWARD in bc-c',
      'FORWARD in cd-d',
    ]);
  });

  test('the way back is the other border ports', () => {
    expect(places(withRule({ source: ['d'], destination: ['a'] }))).toEqual([
      'FORWARD in tap-d',
      'FORWARD in ab-a',
      'FORWARD in bc-b',
      'FORWARD in cd-c',
    ]);
  });

  test('neighbours on one bridge need no border port', () => {
    expect(places(withRule({ source: ['a'], destination: ['a2'] }))).toEqual(['FORWARD in tap-a']);
  });

  test('an external comes in by its NIC port', () => {
    expect(places(withRule({ source: ['outside'], destination: ['b'] }))).toEqual([
      'FORWARD in eth1',
      'FORWARD in ab-b',
    ]);
  });

  test('the host is reached by its veth end, and answers from there', () => {
    expect(places(withRule({ source: ['d'], destination: ['vmhost'] }))).toEqual(['FORWARD in tap-d', 'INPUT vmh2']);
    expect(places(withRule({ source: ['vmhost'], destination: ['c-less'] }))).toEqual([
      'FORWARD in vmh1',
      'OUTPUT anywhere',
    ]);
  });

  test('what is not drawn may be beyond the NIC and beyond the routing host', () => {
    expect(places(withRule({ source: ['a'], destination: ['internet'] }))).toEqual([
      'FORWARD in tap-a',
      'FORWARD in ab-b',
      'FORWARD in bc-c',
      'FORWARD in cd-d',
      'FORWARD vmh2 eth0',
    ]);
  });

  test('a rule with ports stands at those alone, where it says', () => {
    expect(places(withRule({ ports: ['tap-a'], direction: 'in', destination: ['b'] }))).toEqual(['FORWARD in tap-a']);
    expect(places(withRule({ action: 'deny', ports: ['tap-b'], direction: 'out', source: ['a'] }))).toEqual([
      'FORWARD out tap-b',
    ]);
    expect(
      places(withRule({ action: 'deny', source: ['b'], destination: ['a'], ports: ['tap-b'], not: { ports: true } })),
    ).toEqual(['FORWARD in ab-a']);
  });

  test('a user is known in OUTPUT alone', () => {
    // The bridges on the way let pass what OUTPUT has judged: there it is the host's, whoever sent it.
    expect(places(withRule({ source: ['vmhost'], user: ['root'], direction: 'out' }))).toEqual([
      'FORWARD in ab-a',
      'FORWARD in bc-b',
      'FORWARD in cd-c',
      'FORWARD in vmh1',
      'OUTPUT anywhere',
    ]);
    const { hosts, findings } = compile(withRule({ source: ['a'], user: ['root'] }));
    expect(hosts).toEqual([]);
    expect(findings.filter((finding) => finding.severity === 'error').map(({ code, rule }) => [code, rule])).toEqual([
      ['user-rule-outside-output', { policy: 'main', rule: 'r' }],
    ]);
  });

  test('a rule that no packet can meet is left out with a warning that names it', () => {
    const { hosts, findings } = compile(withRule({ source: ['outside'], destination: ['outside'] }));
    expect(hosts).toHaveLength(1);
    expect(findings.filter((finding) => finding.code === 'rule-never-matches').map(({ rule }) => rule)).toEqual([
      { policy: 'main', rule: 'r' },
    ]);
  });

  test.each<[string, Attach, string[]]>([
    ['a guest', { guest: 'a' }, ['in tap-a', 'in tap-a2']],
    ['a port', { port: 'tap-a' }, ['in tap-a', 'in tap-a2']],
    ['a group', { group: 'as' }, ['in tap-a', 'in tap-a2']],
    ['a bridge', { bridge: 'br-a' }, ['in tap-a', 'in tap-a2']],
  ])('a policy on %s concerns packets from and to it alone', (_, attach, expected) => {
    const found = places(withRule({ source: ['a', 'a2', 'd'], destination: ['a', 'a2'] }, attach));
    expect(found).toEqual(expect.arrayContaining(expected.map((place) => `FORWARD ${place}`)));
    expect(places(withRule({ source: ['d'], destination: ['b'] }, attach)).length > 0).toBe(false);
  });
});
