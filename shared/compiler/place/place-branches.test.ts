import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document, Policy, Rule } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { parseRules } from '../prove/parse-rules.ts';
import { type ProbedPacket, probeText } from '../prove/probe-text.ts';

/** kali3 to kali5 stand on virbr6, kali2 on virbr4, and the host behind virbr4 as well. */
const drawing: Document = (() => {
  const { document } = parseDocument(readFileSync('assets/examples/two-bridges.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the example does not parse');
  return document;
})();

const main = (...rules: Partial<Rule>[]): Policy => policy('main', 'Main', rules, 'main');
const branch = (name: string, ...rules: Partial<Rule>[]): Policy => policy(name, name, rules, 'branch');
function policy(id: string, name: string, rules: readonly Partial<Rule>[], kind: Policy['kind']): Policy {
  const complete = rules.map((rule, index): Rule => ({ id: `r${index}`, action: 'accept', ...rule }));
  return { id, name, kind, attach: { host: 'mytux' }, rules: complete };
}

function withPolicies(policies: readonly Policy[], settings: object = {}): Document {
  return {
    ...drawing,
    hosts: drawing.hosts.map((host) => ({ ...host, settings })),
    services: [
      { id: 'ping', name: 'ping', protocol: 'icmp', icmpType: '8/0' },
      { id: 'web', name: 'web', protocol: 'tcp', ports: '80' },
    ],
    users: [
      { id: 'root', name: 'root', uid: 0 },
      { id: 'bob', name: 'bob', uid: 1001 },
    ],
    policies,
  };
}

function textOf(document: Document, style: 'restore' | 'commands' = 'restore'): string {
  const { hosts, findings } = compile(document, { style });
  const [host] = hosts;
  if (!host) throw new Error(JSON.stringify(findings));
  return style === 'restore' ? (host.listings['rules.v4']?.text ?? '') : host.script.text;
}

const findingsOf = (document: Document) =>
  compile(document)
    .findings.filter(({ rule }) => rule !== undefined)
    .map(({ severity, code, rule }) => `${severity} ${code} ${rule?.policy}/${rule?.rule}`);

const PORTS: Readonly<Record<string, string>> = { kali2: 'vk42', kali3: 'vk63', kali4: 'vk64', kali5: 'vk65' };
const ADDRESSES: Readonly<Record<string, string>> = {
  kali2: '192.168.50.12',
  kali3: '192.168.50.13',
  kali4: '192.168.50.14',
  kali5: '192.168.50.15',
  mytux: '192.168.50.1',
};

function ends(from: string, to: string) {
  const source = parseAddress(ADDRESSES[from] ?? '');
  const destination = parseAddress(ADDRESSES[to] ?? '');
  if (!source || !destination) throw new Error('no such station');
  return { source, destination };
}

/** A ping, unless told, between two guests of virbr6. */
function bridged(document: Document, from: string, to: string, packet: Partial<ProbedPacket> = {}) {
  return probeText(parseRules(textOf(document)), 'BW_FORWARD', {
    inInterface: 'virbr6',
    outInterface: 'virbr6',
    physdevIn: PORTS[from] ?? '',
    physdevOut: PORTS[to] ?? '',
    ...ends(from, to),
    protocol: 'icmp',
    icmpType: '8/0',
    state: 'NEW',
    ...packet,
  }).verdict;
}

function sent(document: Document, to: string, uid: number) {
  return probeText(parseRules(textOf(document)), 'BW_OUTPUT', {
    outInterface: 'vmh2',
    ...ends('mytux', to),
    protocol: 'icmp',
    icmpType: '8/0',
    state: 'NEW',
    uid,
  }).verdict;
}

describe("a branch's rule in FORWARD", () => {
  const called = (...rules: Partial<Rule>[]) =>
    withPolicies([main({ action: 'branch', branch: 'X', source: ['br6_grp'] }), branch('X', ...rules)]);

  test('stands at the ports it names, and no other guest comes by them', () => {
    const document = called({ ports: ['vk64'], destination: ['kali5'] });
    expect(bridged(document, 'kali4', 'kali5')).toBe('ACCEPT');
    expect(bridged(document, 'kali3', 'kali5')).toBe('DROP');
  });

  test('stands at all ports but those it names with "not"', () => {
    const document = called({ ports: ['vk64'], not: { ports: true }, destination: ['kali5'] });
    expect(bridged(document, 'kali4', 'kali5')).toBe('DROP');
    expect(bridged(document, 'kali3', 'kali5')).toBe('ACCEPT');
  });

  test('goes by the direction of its ports', () => {
    const document = called({ action: 'deny', ports: ['vk65'], direction: 'out' }, {});
    expect(bridged(document, 'kali3', 'kali5')).toBe('DROP');
    expect(bridged(document, 'kali3', 'kali4')).toBe('ACCEPT');
    expect(bridged(document, 'kali5', 'kali4')).toBe('ACCEPT');
  });

  test('opens no bridge where it names interfaces of the host', () => {
    const document = called({ interfaces: ['vmh2'], destination: ['kali5'] }, { source: ['kali4'] });
    expect(bridged(document, 'kali3', 'kali5')).toBe('DROP');
    expect(findingsOf(document)).toEqual(['warning branch-rule-left-out X/r0']);
  });

  test('says that without ports the direction out means the host', () => {
    const document = called({ action: 'deny', direction: 'out' }, {});
    expect(findingsOf(document)).toEqual(['warning branch-rule-left-out X/r0']);
  });
});

describe("a branch's rule in INPUT and OUTPUT", () => {
  const called = (action: Rule['action'], ...callers: Partial<Rule>[]) =>
    withPolicies([
      main(...callers.map((rule) => ({ ...rule, action: 'branch', branch: 'X' }) as const)),
      branch('X', { action, ports: ['vk64'] }, {}),
    ]);

  test('that denies by a port is obeyed on the bridge, before the host', () => {
    const document = called('deny', { source: ['br6_grp'], destination: ['mytux'] });
    expect(findingsOf(document)).toEqual(['warning branch-rule-left-out X/r0']);
    expect(bridged(document, 'kali4', 'mytux', { physdevOut: 'vethb2' })).toBe('DROP');
    expect(bridged(document, 'kali3', 'mytux', { physdevOut: 'vethb2' })).toBe('ACCEPT');
  });

  test('that denies by a port, and would be left out altogether, stops the compiler', () => {
    const document = called('deny', { interfaces: ['vmh2'], direction: 'in', destination: ['mytux'] });
    expect(compile(document).hosts).toEqual([]);
    expect(findingsOf(document)).toEqual(['error branch-rule-left-out X/r0']);
  });
});

describe('a branch that several built-in chains lead to', () => {
  const both = withPolicies([
    main(
      { action: 'branch', branch: 'X', source: ['mytux'], destination: ['kali2'], user: ['bob'] },
      { action: 'branch', branch: 'X', source: ['kali3'] },
    ),
    branch('X', { action: 'deny', source: ['kali3'], destination: ['kali5'] }, {}),
  ]);

  test('denies in FORWARD what it denies, although OUTPUT branched to it first', () => {
    expect(bridged(both, 'kali3', 'kali5')).toBe('DROP');
    expect(bridged(both, 'kali3', 'kali4')).toBe('ACCEPT');
  });

  test('has a chain for each of them, named after it', () => {
    const chains = [...textOf(both, 'commands').matchAll(/-N (X\S*)/g)].map(([, name]) => name);
    expect(new Set(chains)).toEqual(new Set(['X_out', 'X_in', 'X_fwd', 'X_pass']));
  });

  test('keeps its name where one alone leads to it', () => {
    const document = withPolicies([
      main({ action: 'branch', branch: 'X', source: ['kali3'], destination: ['kali5'] }),
      branch('X', {}),
    ]);
    expect(new Set([...textOf(document).matchAll(/^:(BW_X\S*)/gm)].map(([, name]) => name))).toEqual(new Set(['BW_X']));
  });

  test('takes no name that another branch has, and none that iptables would refuse', () => {
    const long = 'a'.repeat(25);
    const anybody = (name: string) => ({ action: 'branch', branch: name }) as const;
    const document = withPolicies([
      main(anybody('X'), anybody('X_in'), anybody(long), anybody(`${'a'.repeat(21)}_fwd`)),
      branch('X', {}),
      branch('X_in', {}),
      branch(long, {}),
      branch(`${'a'.repeat(21)}_fwd`, {}),
    ]);
    const chains = [...textOf(document).matchAll(/^:(\S+)/gm)].map(([, name = '']) => name);
    expect(new Set(chains).size).toBe(chains.length);
    expect(chains.filter((name) => name.length > 28)).toEqual([]);
    expect(chains).toEqual(expect.arrayContaining(['BW_X_in.2', 'BW_X_in_in']));
  });

  test('leaves the rule of a user to OUTPUT and says so, instead of giving up', () => {
    const document = withPolicies([
      main({ action: 'branch', branch: 'X' }),
      branch('X', { action: 'deny', user: ['bob'] }, { destination: ['kali2', 'kali5'] }),
    ]);
    expect(findingsOf(document)).toEqual(['warning branch-rule-left-out X/r0']);
    expect(sent(document, 'kali2', 1001)).toBe('DROP');
    expect(sent(document, 'kali2', 0)).toBe('ACCEPT');
    expect(bridged(document, 'kali3', 'kali5')).toBe('ACCEPT');
  });

  test('is an error where it names a user and OUTPUT does not lead there', () => {
    const document = withPolicies([
      main({ action: 'branch', branch: 'X', source: ['kali3'], destination: ['kali5'] }),
      branch('X', { user: ['bob'] }),
    ]);
    expect(compile(document).hosts).toEqual([]);
    expect(findingsOf(document)).toEqual(['error user-rule-outside-output X/r0']);
  });
});

describe("a user's packets on the bridges between", () => {
  const byVmh = { inInterface: 'virbr4', outInterface: 'virbr4', physdevIn: 'vmh1', physdevOut: 'vk42' };

  test.each<[string, Policy[]]>([
    ['a rule', [main({ source: ['mytux'], destination: ['kali2'], user: ['bob'], direction: 'out' })]],
    [
      'a branch',
      [
        main({ action: 'branch', branch: 'X', user: ['bob'], direction: 'out' }),
        branch('X', { action: 'deny', destination: ['kali5'] }, { destination: ['kali2'] }),
      ],
    ],
    [
      'a rule with ports and interfaces in a branch',
      [
        main({ action: 'branch', branch: 'X', user: ['bob'], direction: 'out' }),
        branch('X', { destination: ['kali2'], ports: ['vk63'], interfaces: ['vmh2'] }),
      ],
    ],
    [
      'a rule in a branch',
      [
        main({ action: 'branch', branch: 'X', source: ['mytux'] }),
        branch('X', { destination: ['kali2'], user: ['bob'] }),
      ],
    ],
  ])('%s that accepts them lets them pass, and nobody else', (_, policies) => {
    const document = withPolicies(policies);
    expect(sent(document, 'kali2', 1001)).toBe('ACCEPT');
    expect(sent(document, 'kali2', 0)).toBe('DROP');
    expect(bridged(document, 'mytux', 'kali2', byVmh)).toBe('ACCEPT');
    expect(bridged(document, 'kali3', 'kali2', { ...byVmh, physdevIn: 'vethb1' })).toBe('DROP');
    expect(bridged(document, 'kali3', 'kali2', byVmh)).toBe('DROP');
    expect(bridged(document, 'mytux', 'kali5')).toBe('DROP');
  });

  test('a guest among the senders of a user is no silent half of a rule', () => {
    const document = withPolicies([main({ source: ['kali3', 'mytux'], user: ['bob'] })]);
    const { hosts, findings } = compile(document);
    expect(hosts).toEqual([]);
    expect(findings.filter(({ severity }) => severity === 'error').map(({ code, objects }) => [code, objects])).toEqual(
      [['user-rule-outside-output', ['r0', 'main', 'kali3']]],
    );
  });
});

describe('branches with established: none', () => {
  const untracked = (...policies: Policy[]) => withPolicies(policies, { established: 'none' });
  const reply = { icmpType: '0/0' };

  test('let the answers to what they accept come back, in front of their last denial', () => {
    const document = untracked(
      main({ action: 'branch', branch: 'X', source: ['br6_grp'] }),
      branch('X', { source: ['kali3'], destination: ['kali5'], service: ['ping'] }, { action: 'deny' }),
    );
    expect(bridged(document, 'kali3', 'kali5')).toBe('ACCEPT');
    expect(bridged(document, 'kali5', 'kali3', reply)).toBe('ACCEPT');
    expect(bridged(document, 'kali5', 'kali3')).toBe('DROP');
    expect(bridged(document, 'kali4', 'kali3', reply)).toBe('DROP');
    expect(findingsOf(document)).toEqual([]);
  });

  test('through a branch within a branch as well', () => {
    const document = untracked(
      main({ action: 'branch', branch: 'X', source: ['kali3'] }),
      branch('X', { action: 'branch', branch: 'Y', destination: ['br6_grp'] }),
      branch('Y', { destination: ['kali5'], service: ['web'] }),
    );
    const web = { protocol: 'tcp', icmpType: '', sourcePort: 80, destinationPort: 40000 };
    expect(bridged(document, 'kali5', 'kali3', { ...web, syn: false })).toBe('ACCEPT');
    expect(bridged(document, 'kali5', 'kali3', { ...web, syn: true })).toBe('DROP');
    expect(bridged(document, 'kali5', 'kali4', { ...web, syn: false })).toBe('DROP');
  });

  test("and so do those of a user's packets", () => {
    const document = untracked(
      main({ action: 'branch', branch: 'X', user: ['bob'], direction: 'out' }),
      branch('X', { destination: ['kali2'], service: ['ping'] }),
    );
    const back = { inInterface: 'virbr4', outInterface: 'virbr4', physdevIn: 'vk42', physdevOut: 'vmh1' };
    expect(bridged(document, 'kali2', 'mytux', { ...back, ...reply })).toBe('ACCEPT');
    expect(bridged(document, 'kali2', 'mytux', back)).toBe('DROP');
    expect(bridged(document, 'kali2', 'kali3', { ...back, ...reply, physdevOut: 'vethb1' })).toBe('DROP');
  });

  describe('with a denial in front of an acceptance', () => {
    const denying = [{ action: 'deny', source: ['kali5'] }, { destination: ['kali5'] }] as const;

    test('stop the answers that the denial speaks of, as a main policy does', () => {
      const document = untracked(
        main({ action: 'branch', branch: 'X', source: ['br6_grp'] }),
        branch('X', { destination: ['kali4'] }, ...denying),
      );
      expect(bridged(document, 'kali3', 'kali5')).toBe('ACCEPT');
      expect(bridged(document, 'kali5', 'kali3', reply)).toBe('DROP');
      // What is accepted in front of the denial is answered.
      expect(bridged(document, 'kali4', 'kali3', reply)).toBe('ACCEPT');
      expect(bridged(document, 'kali5', 'kali3', reply)).toBe(
        bridged(untracked(main(...denying)), 'kali5', 'kali3', reply),
      );
      expect(findingsOf(document)).toEqual([]);
    });

    test('let the answers back that never come to the denial', () => {
      const document = untracked(main({ action: 'branch', branch: 'X', source: ['kali3'] }), branch('X', ...denying));
      expect(bridged(document, 'kali3', 'kali5')).toBe('ACCEPT');
      expect(bridged(document, 'kali5', 'kali3', reply)).toBe('ACCEPT');
    });

    test('do so through a branch within a branch', () => {
      const document = untracked(
        main({ action: 'branch', branch: 'X', log: true }),
        branch('X', { action: 'branch', branch: 'Y', source: ['br6_grp'] }, { destination: ['kali3'] }),
        branch('Y', ...denying),
      );
      expect(bridged(document, 'kali3', 'kali5')).toBe('ACCEPT');
      expect(bridged(document, 'kali5', 'kali3', reply)).toBe('DROP');
      expect(bridged(document, 'kali4', 'kali3', reply)).toBe('ACCEPT');
      expect(bridged(document, 'kali3', 'kali4', reply)).toBe('ACCEPT');
    });

    test('have a chain for what stands up to the denial and one for the rest', () => {
      const document = untracked(
        main({ action: 'branch', branch: 'X', source: ['kali3'], destination: ['kali5', 'kali4'] }),
        branch('X', ...denying),
      );
      expect(new Set([...textOf(document).matchAll(/^:(BW_X\S*)/gm)].map(([, name]) => name))).toEqual(
        new Set(['BW_X', 'BW_X_2', 'BW_X_2_re']),
      );
    });
  });
});
