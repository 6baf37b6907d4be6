import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Attach, Document, Rule } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { parseRules } from '../prove/parse-rules.ts';
import { probeText } from '../prove/probe-text.ts';

/** Four bridges in a row, the first with a NIC, the third without guests, the host behind the last one and routing on. */
const drawing: Document = (() => {
  const { document } = parseDocument(readFileSync('shared/compiler/place/row.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the drawing does not parse');
  return document;
})();

function address(text: string) {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

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

/** The rule's own lines in the entry chains. */
function lines(document: Document): string[] {
  const [host] = compile(document).hosts;
  const listing = host?.listings['rules.v4'];
  const own = new Set(host?.rules.filter((rule) => rule.origin.rule?.rule === 'r').map((rule) => rule.number));
  return (listing?.text ?? '')
    .split('\n')
    .filter((line, index) => line.startsWith('-A BW_') && own.has(listing?.lines[index] ?? -1))
    .filter((line) => /^-A BW_(FORWARD|INPUT|OUTPUT) /.test(line));
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
      'FORWARD in ab-b out tap-b',
      'FORWARD in bc-b out tap-b',
    ]);
    expect(
      places(withRule({ action: 'deny', source: ['b'], destination: ['a'], ports: ['tap-b'], not: { ports: true } })),
    ).toEqual(['FORWARD in ab-a']);
  });

  describe('not these ports, with direction both', () => {
    /** The verdict about a first packet from b's bridge, in by one port and out by another. */
    const asked = (document: Document, physdevIn: string, physdevOut: string, source = '10.0.0.10') =>
      probeText(parseRules(compile(document).hosts[0]?.listings['rules.v4']?.text ?? ''), 'BW_FORWARD', {
        physdevIn,
        physdevOut,
        inInterface: 'br-b',
        outInterface: 'br-b',
        source: address(source),
        destination: address('10.0.0.14'),
        protocol: 'tcp',
        state: 'NEW',
      }).verdict;
    const none = (...ports: string[]) => ({ ports, direction: 'both', not: { ports: true } }) as const;

    test('is what touches none of them, for an acceptance', () => {
      expect(asked(withRule(none('tap-b')), 'ab-b', 'bc-b')).toBe('ACCEPT');
      // It leaves by the one port, although it comes by another.
      expect(asked(withRule(none('bc-b')), 'ab-b', 'bc-b')).toBe('DROP');
      expect(asked(withRule(none('ab-b')), 'ab-b', 'bc-b')).toBe('DROP');
      expect(asked(withRule(none('bc-b', 'tap-d')), 'ab-b', 'bc-b')).toBe('DROP');
    });

    test.each(['deny', 'reject'] as const)('is the same for what a rule would %s', (action) => {
      const over = (rule: Partial<Rule>) => {
        const { policies, ...rest } = withRule({ action, ...rule });
        const rules = policies.flatMap((policy) => policy.rules);
        const [main] = policies;
        if (!main) throw new Error('no policy');
        return { ...rest, policies: [{ ...main, rules: [...rules, { id: 'all', action: 'accept' as const }] }] };
      };
      const refused = action === 'deny' ? 'DROP' : 'REJECT';
      expect(asked(over(none('tap-b')), 'ab-b', 'bc-b')).toBe(refused);
      expect(asked(over(none('bc-b')), 'ab-b', 'bc-b')).toBe('ACCEPT');
      expect(asked(over(none('ab-b')), 'ab-b', 'bc-b')).toBe('ACCEPT');
    });

    test('has no line where no other port is left to leave by', () => {
      const own = places(withRule(none('ab-b', 'bc-b')));
      expect(own).not.toContain('FORWARD in tap-b');
      expect(own).toContain('FORWARD in tap-d');
    });

    test('opens at a bridge with a device nothing that the host routes to a bridge with such a port', () => {
      const interfaces = [
        { id: 'br-a-if', name: 'br-a', kind: 'ethernet' as const, addresses: ['10.1.0.1/24'] },
        { id: 'br-d-if', name: 'br-d', kind: 'ethernet' as const, addresses: ['10.2.0.1/24'] },
      ];
      const hosts = drawing.hosts.map((host) => ({
        ...host,
        interfaces: [...host.interfaces, ...interfaces],
        // Two segments, so that there is something to route.
        ports: host.ports.filter(({ id }) => id !== 'bc-b' && id !== 'bc-c'),
      }));
      const routed = (rule: Partial<Rule>) =>
        places({ ...withRule(rule), hosts }).filter((place) => /in tap-a br-a br-d$/.test(place));
      expect(routed(none('tap-a2'))).toHaveLength(1);
      expect(routed(none('tap-d'))).toEqual([]);
    });
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

  test("all but some of a guest's own network is the rest of it, where the policy hangs on the guest", () => {
    const guests = drawing.guests.map((guest) =>
      guest.id === 'a' ? { ...guest, nics: guest.nics.map((nic) => ({ ...nic, routes: ['10.20.0.0/16'] })) } : guest,
    );
    const addresses = [...drawing.addresses, { id: 'five', name: 'five', value: '10.20.5.0/24' }];
    const rule = withRule({ source: ['five'], destination: ['d'], not: { source: true } }, { guest: 'a' });
    const document = { ...rule, guests, addresses };
    const listing = compile(document).hosts[0]?.listings['rules.v4'];
    const table = parseRules(listing?.text ?? '');
    const asked = (source: string, physdevIn: string) =>
      probeText(table, 'BW_FORWARD', {
        physdevIn,
        physdevOut: 'cd-c',
        inInterface: 'br-c',
        outInterface: 'br-c',
        source: address(source),
        destination: address('10.0.0.14'),
        protocol: 'tcp',
        state: 'NEW',
      }).verdict;
    expect(asked('10.20.4.1', 'bc-c')).toBe('ACCEPT');
    expect(asked('10.20.5.1', 'bc-c')).toBe('DROP');
    // Another guest, on the same way.
    expect(asked('10.0.0.12', 'bc-c')).toBe('DROP');
  });

  test('a guest without an address of the family has no line in it', () => {
    const [host] = compile(withRule({})).hosts;
    const listing = host?.listings['rules.v6'];
    const own = new Set(host?.rules.flatMap(({ origin, number }) => (origin.rule ? [number] : [])));
    const texts = listing?.text.split('\n').filter((_, index) => own.has(listing.lines[index] ?? -1)) ?? [];
    expect(texts.filter((line) => line.includes('--physdev-in ab-a')).length).toBeGreaterThan(0);
    expect(texts.filter((line) => line.includes('--physdev-in tap-'))).toEqual([]);
  });

  test("a rule that names another host's interface, or port, opens nothing here", () => {
    const interfaces = [{ id: 'far-eth0', name: 'eth0', kind: 'ethernet' as const, addresses: ['192.0.2.8/24'] }];
    const ports = [{ id: 'far-tap', name: 'tap-a', kind: 'tap' as const, bridge: 'far-br' }];
    const bridges = [{ id: 'far-br', name: 'br-a' }];
    const far = { id: 'far', name: 'far', role: 'hypervisor' as const, bridges, ports, interfaces };
    const [near] = drawing.hosts;
    if (!near) throw new Error('no host');
    const both = (rule: Partial<Rule>) => ({ ...withRule(rule), hosts: [near, far] });
    for (const direction of ['in', 'out', 'both'] as const) {
      expect(places(both({ interfaces: ['far-eth0'], direction }))).toEqual([]);
      expect(places(both({ ports: ['far-tap'], direction }))).toEqual([]);
    }
    expect(places(both({ interfaces: ['far-eth0', 'eth0'], direction: 'in' }))).toEqual(
      places(both({ interfaces: ['eth0'], direction: 'in' })),
    );
  });

  test('a denial in a branch is one for all addresses of the host', () => {
    const { policies, ...rest } = withRule({ action: 'branch', branch: 'x', source: ['d'], destination: ['vmhost'] });
    const branch = { id: 'x', name: 'X', kind: 'branch' as const, attach: { host: 'vmhost' } };
    const document = { ...rest, policies: [...policies, { ...branch, rules: [{ id: 'n', action: 'deny' as const }] }] };
    expect(lines(document)).toContain('-A BW_INPUT -i vmh2 -s 10.0.0.14 -j BW_X_in');
  });

  test('a denial at the host is one for all its addresses', () => {
    expect(places(withRule({ action: 'deny', source: ['d'], destination: ['vmhost'] }))).toContain('INPUT vmh2');
    expect(lines(withRule({ action: 'deny', source: ['d'], destination: ['vmhost'] }))).toContain(
      '-A BW_INPUT -i vmh2 -s 10.0.0.14 -m state ! --state ESTABLISHED,RELATED -j DROP',
    );
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
    // Each line names one of its stations, by itself or in a list.
    expect(lines(withRule({}, attach)).filter((line) => !/ -[sd] | -j BW_\w*RULE_\d+_\d/.test(line))).toEqual([]);
  });

  test("a policy on the host's port opens the interface behind it alone", () => {
    expect(lines(withRule({}, { port: 'vmh1' })).filter((line) => !line.includes('FORWARD'))).toEqual([
      '-A BW_INPUT -i vmh2 -d 10.0.0.1 -m state --state NEW -j ACCEPT',
      '-A BW_OUTPUT -o vmh2 -s 10.0.0.1 -m state --state NEW -j ACCEPT',
    ]);
    // The device of a bridge is at it: not the other interfaces of its host.
    const interfaces = [{ id: 'br-a-if', name: 'br-a', kind: 'ethernet' as const, addresses: ['10.0.0.3/24'] }];
    const hosts = drawing.hosts.map((host) => ({ ...host, interfaces: [...host.interfaces, ...interfaces] }));
    const own = lines({ ...withRule({}, { bridge: 'br-a' }), hosts }).filter((line) => !line.includes('FORWARD'));
    expect(own.filter((line) => line.includes('10.0.0.3') && line.endsWith('ACCEPT'))).toEqual([
      '-A BW_INPUT -i br-a -d 10.0.0.3 -m state --state NEW -j ACCEPT',
      '-A BW_OUTPUT -o br-a -s 10.0.0.3 -m state --state NEW -j ACCEPT',
    ]);
    expect(own.filter((line) => !/ -[sd] | -j BW_\w*RULE_\d+_\d/.test(line))).toEqual([]);
    // By its name the host is meant as a whole, but the policy is about one of its interfaces.
    expect(
      lines(withRule({ destination: ['vmhost'] }, { port: 'vmh1' })).filter((line) => line.includes('BW_INPUT')),
    ).toEqual(['-A BW_INPUT -i vmh2 -d 10.0.0.1 -m state --state NEW -j ACCEPT']);
  });
});
