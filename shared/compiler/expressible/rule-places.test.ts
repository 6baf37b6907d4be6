import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Attach, Document, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseDocument } from '../../document/parse.ts';
import { compile } from '../compile.ts';

/** Four bridges in a row behind a NIC; the second one has an address of its own. */
const drawing: Document = (() => {
  const { document } = parseDocument(readFileSync('shared/compiler/place/row.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the drawing does not parse');
  const device = { id: 'br-b-if', name: 'br-b', kind: 'ethernet' as const, addresses: ['10.0.0.2/24'] };
  return {
    ...document,
    hosts: document.hosts.map((host) => ({ ...host, interfaces: [...host.interfaces, device] })),
    guests: [...document.guests, { id: 'loose', name: 'loose', nics: [] }],
    groups: [
      ...document.groups,
      { id: 'far', name: 'far', members: ['internet'] },
      { id: 'none', name: 'none', members: ['loose'] },
    ],
  };
})();

function withRule(rule: Partial<Rule>, attach: Attach = { host: 'vmhost' }, base = drawing): Document {
  return {
    ...base,
    policies: [{ id: 'main', name: 'Main', kind: 'main', attach, rules: [{ id: 'r', action: 'accept', ...rule }] }],
  };
}

const CODES = [
  'policy-acts-nowhere',
  'policy-of-drawn-alone',
  'rule-never-matches',
  'rule-of-another-host',
  'own-frames-have-no-port',
];

/** What is said of rules and where they act. */
function told(document: Document): Finding[] {
  return compile(document).findings.filter(({ code }) => CODES.includes(code));
}

const inShort = (findings: readonly Finding[]) => findings.map(({ severity, code }) => `${severity} ${code}`);

/** Lines of the rule, in the entry chains. */
function lines(document: Document): string[] {
  const [host] = compile(document).hosts;
  const listing = host?.listings['rules.v4'];
  const own = new Set(host?.rules.flatMap(({ origin, number }) => (origin.rule ? [number] : [])));
  return (listing?.text.split('\n') ?? []).filter(
    (line, index) => own.has(listing?.lines[index] ?? -1) && /^-A BW_(FORWARD|INPUT|OUTPUT) /.test(line),
  );
}

describe('a policy on an object', () => {
  const withoutExternals: Document = { ...drawing, externals: [] };

  test.each<[string, Attach, Partial<Rule>, Document, string[]]>([
    ['a NIC behind which nobody is drawn', { port: 'nic' }, {}, withoutExternals, ['warning policy-acts-nowhere']],
    [
      'a NIC behind which nobody is drawn, and whose packets it denies',
      { port: 'nic' },
      { action: 'deny' },
      withoutExternals,
      ['error policy-acts-nowhere'],
    ],
    ['a NIC with a machine behind it', { port: 'nic' }, {}, drawing, ['info policy-of-drawn-alone']],
    ['a guest without a NIC', { guest: 'loose' }, {}, drawing, ['warning policy-acts-nowhere']],
    ['a group of such guests', { group: 'none' }, {}, drawing, ['warning policy-acts-nowhere']],
    ['a group of addresses', { group: 'far' }, {}, drawing, []],
    ['a guest', { guest: 'a' }, {}, drawing, []],
  ])('tells when it hangs on %s', (_, attach, rule, base, expected) => {
    const findings = told(withRule(rule, attach, base));
    expect(inShort(findings)).toEqual(expected);
    for (const { objects } of findings) expect(objects).toEqual(['main', Object.values(attach)[0]]);
  });

  test('a group of addresses is about whoever has these, drawn or not', () => {
    const found = lines(withRule({ source: ['a'] }, { group: 'far' }));
    expect(found).toContain(
      '-A BW_FORWARD -m physdev --physdev-in tap-a -s 10.0.0.10 -d 203.0.113.0/24 -m state --state NEW -j ACCEPT',
    );
    expect(found.filter((line) => !line.includes('203.0.113.0/24'))).toEqual([]);
    const [address] = drawing.addresses;
    if (!address) throw new Error('no address');
    const own = { ...drawing, addresses: [{ ...address, value: '10.0.0.8/30' }] };
    const guests = lines(withRule({ destination: ['d'] }, { group: 'far' }, own));
    expect(guests).toContain(
      '-A BW_FORWARD -m physdev --physdev-in tap-a -s 10.0.0.10 -d 10.0.0.14 -m state --state NEW -j ACCEPT',
    );
    expect(guests.filter((line) => line.includes('--physdev-in tap-b'))).toEqual([]);
  });

  test('on a port in a loop it is about who is behind it by either way', () => {
    const [host] = drawing.hosts;
    if (!host) throw new Error('no host');
    const loop = [
      { id: 'ad-a', name: 'ad-a', kind: 'veth' as const, bridge: 'br-a', peer: 'ad-d' },
      { id: 'ad-d', name: 'ad-d', kind: 'veth' as const, bridge: 'br-d', peer: 'ad-a' },
    ];
    const bridges = host.bridges.map((bridge) => ({ ...bridge, stp: true }));
    const ring = { ...drawing, hosts: [{ ...host, bridges, ports: [...host.ports, ...loop] }] };
    const document = withRule({ source: ['a'], destination: ['d'] }, { port: 'ab-a' }, ring);
    expect(inShort(told(document))).toEqual([]);
    expect(lines(document).some((line) => line.includes('--physdev-in tap-a '))).toBe(true);
  });
});

describe('a rule that does nothing', () => {
  const interfaces = [{ id: 'far-eth0', name: 'eth0', kind: 'ethernet' as const, addresses: ['192.0.2.8/24'] }];
  const other = { id: 'other', name: 'other', role: 'hypervisor' as const, bridges: [], ports: [], interfaces };
  const two: Document = { ...drawing, hosts: [...drawing.hosts, other] };

  test('because the interfaces it names are of another host', () => {
    expect(inShort(told(withRule({ interfaces: ['far-eth0'] }, { host: 'vmhost' }, two)))).toEqual([
      'warning rule-of-another-host',
    ]);
    expect(told(withRule({ interfaces: ['far-eth0'] }, { host: 'other' }, two))).toEqual([]);
  });

  test('is nothing to tell of where another host of its policy has what it names', () => {
    const both: Document = { ...two, groups: [{ id: 'hosts', name: 'hosts', members: ['vmhost', 'other'] }] };
    expect(inShort(told(withRule({ interfaces: ['far-eth0'] }, { group: 'hosts' }, both)))).toEqual([]);
  });

  test('because its direction is that of the host alone', () => {
    const [finding, more] = told(withRule({ source: ['a'], direction: 'out' }));
    expect(more).toBeUndefined();
    expect(finding).toMatchObject({ code: 'rule-never-matches', field: 'direction' });
    expect(finding?.message).toContain('direction out');
    expect(told(withRule({ source: ['vmhost'], direction: 'out' }))).toEqual([]);
  });
});

describe('a rule about the port by which packets of the host leave', () => {
  const out = { ports: ['tap-b'], direction: 'out' } as const;
  test.each<[string, Partial<Rule>, string[]]>([
    [
      'denies what the host itself sends',
      { ...out, action: 'deny', source: ['vmhost'] },
      ['error own-frames-have-no-port'],
    ],
    ['denies what anybody sends', { ...out, action: 'deny' }, ['warning own-frames-have-no-port']],
    ['lets the host send', { ...out, source: ['vmhost'] }, ['warning own-frames-have-no-port']],
    ['denies what a guest sends', { ...out, action: 'deny', source: ['a'] }, []],
    ['denies it on a bridge without an address', { ...out, ports: ['tap-d'], action: 'deny', source: ['vmhost'] }, []],
  ])('%s', (_, rule, expected) => {
    const findings = told(withRule(rule));
    expect(inShort(findings)).toEqual(expected);
    for (const { objects } of findings) expect(objects).toEqual(['r', 'main', 'tap-b']);
  });

  test('is the one for answers, where connections are not tracked', () => {
    const untracked = {
      ...drawing,
      hosts: drawing.hosts.map((host) => ({ ...host, settings: { established: 'none' as const } })),
    };
    const codes = (rule: Partial<Rule>, base: Document) => inShort(told(withRule(rule, { host: 'vmhost' }, base)));
    const toHost = { ports: ['tap-b'], destination: ['vmhost'] };
    expect(codes(toHost, drawing)).toEqual([]);
    expect(codes(toHost, untracked)).toEqual(['warning own-frames-have-no-port']);
    expect(codes({ ports: ['tap-b'], destination: ['a'] }, untracked)).toEqual([]);
  });

  test('tells of what the host routes to its bridge from a segment of its own', () => {
    const apart = { ...drawing, hosts: drawing.hosts.map(withSecondSegment) };
    const codes = (rule: Partial<Rule>) => inShort(told(withRule(rule, { host: 'vmhost' }, apart)));
    expect(codes({ ports: ['tap-b'], direction: 'out', action: 'deny', source: ['d'] })).toEqual([
      'warning own-frames-have-no-port',
    ]);
    expect(codes({ ports: ['tap-b'], direction: 'out', source: ['d'] })).toEqual([]);
    // Acceptances that want some ports avoided are left out there, so that they open nothing else.
    const none = { ports: ['tap-b'], direction: 'both', not: { ports: true } } as const;
    expect(codes({ ...none, source: ['d'] })).toEqual(['warning own-frames-have-no-port']);
    expect(codes({ ...none, ports: ['tap-d'], source: ['d'], destination: ['c-less'] })).toEqual([]);
  });
});

/** The last bridge is linked to none of the others, and has a device as the second one has. */
function withSecondSegment(host: Document['hosts'][number]): Document['hosts'][number] {
  const device = { id: 'br-d-if', name: 'br-d', kind: 'ethernet' as const, addresses: ['10.2.0.1/24'] };
  return {
    ...host,
    ports: host.ports.filter(({ id }) => id !== 'cd-c' && id !== 'cd-d'),
    interfaces: [...host.interfaces, device],
  };
}
