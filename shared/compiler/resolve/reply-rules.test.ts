import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document, Rule } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { parseRules } from '../prove/parse-rules.ts';
import { type ProbedPacket, probeText } from '../prove/probe-text.ts';

function stateless(rules: readonly Rule[]): Document {
  const { document } = parseDocument(readFileSync('assets/examples/two-bridges.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the example does not parse');
  return {
    ...document,
    services: [
      { id: 'web', name: 'web', protocol: 'tcp', ports: '80' },
      { id: 'ping', name: 'ping', protocol: 'icmp', icmpType: '8/0' },
    ],
    hosts: document.hosts.map((host) => ({ ...host, settings: { established: 'none' } })),
    policies: document.policies.map((policy) => ({ ...policy, rules })),
  };
}

function verdict(document: Document, from: string, to: string, packet: Partial<ProbedPacket>) {
  const [host] = compile(document).hosts;
  // At the time that a rule speaks of.
  const text = (host?.listings['rules.v4']?.text ?? '').replace(/-m time .*?--kerneltz /g, '');
  expect(text).not.toContain('--state');
  const ends: Readonly<Record<string, { port: string; address: string }>> = {
    kali3: { port: 'vk63', address: '192.168.50.13' },
    kali4: { port: 'vk64', address: '192.168.50.14' },
    mytux: { port: 'vethb2', address: '192.168.50.1' },
  };
  const source = parseAddress(ends[from]?.address ?? '');
  const destination = parseAddress(ends[to]?.address ?? '');
  if (!source || !destination) throw new Error('no such guest');
  const bridge = { inInterface: 'virbr6', outInterface: 'virbr6' };
  const ports = { physdevIn: ends[from]?.port ?? '', physdevOut: ends[to]?.port ?? '' };
  return probeText(parseRules(text), 'BW_FORWARD', {
    ...bridge,
    ...ports,
    source,
    destination,
    protocol: 'tcp',
    state: 'NEW',
    ...packet,
  }).verdict;
}

describe('established: none', () => {
  const web = stateless([
    { id: 'web', action: 'accept', source: ['kali3'], destination: ['kali4'], service: ['web'] },
    { id: 'rest', action: 'deny', log: true },
  ]);

  test('lets the request and its answer through, in front of a denial of everything else', () => {
    expect(verdict(web, 'kali3', 'kali4', { sourcePort: 40000, destinationPort: 80, syn: true })).toBe('ACCEPT');
    expect(verdict(web, 'kali4', 'kali3', { sourcePort: 80, destinationPort: 40000, syn: false })).toBe('ACCEPT');
  });

  test('lets nobody open a connection from the port that answers', () => {
    expect(verdict(web, 'kali4', 'kali3', { sourcePort: 80, destinationPort: 22, syn: true })).toBe('DROP');
  });

  test('answers a ping with a ping reply alone', () => {
    const ping = stateless([
      { id: 'p', action: 'accept', source: ['kali3'], destination: ['kali4'], service: ['ping'] },
    ]);
    expect(verdict(ping, 'kali3', 'kali4', { protocol: 'icmp', icmpType: '8/0' })).toBe('ACCEPT');
    expect(verdict(ping, 'kali4', 'kali3', { protocol: 'icmp', icmpType: '0/0' })).toBe('ACCEPT');
    expect(verdict(ping, 'kali4', 'kali3', { protocol: 'icmp', icmpType: '8/0' })).toBe('DROP');
  });
});

describe('established: none, broader services', () => {
  const services = (document: Document): Document => ({
    ...document,
    services: [
      { id: 'tcp', name: 'all tcp', protocol: 'tcp' },
      { id: 'dns', name: 'dns', protocol: 'udp', ports: '53' },
      { id: 'icmp', name: 'any icmp', protocol: 'icmp', icmpType: 'any' },
    ],
  });
  const accepting = (rule: Partial<Rule>) =>
    services(stateless([{ id: 'r', action: 'accept', source: ['kali3'], destination: ['kali4'], ...rule }]));

  test.each<[string, Partial<Rule>]>([
    ['all of tcp', { service: ['tcp', 'dns'] }],
    ['any service', {}],
    ['all services but one', { service: ['dns'], not: { service: true } }],
  ])('%s: answers come back, nothing opens the other way round', (_, rule) => {
    const document = accepting(rule);
    expect(verdict(document, 'kali3', 'kali4', { sourcePort: 40000, destinationPort: 22, syn: true })).toBe('ACCEPT');
    expect(verdict(document, 'kali4', 'kali3', { sourcePort: 22, destinationPort: 40000, syn: false })).toBe('ACCEPT');
    expect(verdict(document, 'kali4', 'kali3', { sourcePort: 40000, destinationPort: 22, syn: true })).toBe('DROP');
    expect(verdict(document, 'kali4', 'kali3', { protocol: 'icmp', icmpType: '8/0' })).toBe('DROP');
  });

  test('any ICMP is answered with answers and errors, not with requests', () => {
    const document = accepting({ service: ['icmp'] });
    expect(verdict(document, 'kali3', 'kali4', { protocol: 'icmp', icmpType: '8/0' })).toBe('ACCEPT');
    expect(verdict(document, 'kali4', 'kali3', { protocol: 'icmp', icmpType: '0/0' })).toBe('ACCEPT');
    expect(verdict(document, 'kali4', 'kali3', { protocol: 'icmp', icmpType: '3/1' })).toBe('ACCEPT');
    expect(verdict(document, 'kali4', 'kali3', { protocol: 'icmp', icmpType: '8/0' })).toBe('DROP');
  });
});

describe('established: none, rules that speak of no service', () => {
  const accepting = (rule: Partial<Rule>): Document => ({
    ...stateless([{ id: 'r', action: 'accept', ...rule }]),
    users: [{ id: 'bob', name: 'bob', uid: 1001 }],
    intervals: [{ id: 'now', name: 'now', days: ['mon'], from: '00:00', to: '23:59' }],
  });
  test('what the host may send opens nothing between guests', () => {
    const document = accepting({ direction: 'out' });
    expect(verdict(document, 'kali4', 'kali3', { protocol: 'udp', sourcePort: 53, destinationPort: 53 })).toBe('DROP');
  });

  test('what may come in to host and guests is answered', () => {
    const document = accepting({ direction: 'in', source: ['kali3'], destination: ['kali4'] });
    expect(verdict(document, 'kali4', 'kali3', { sourcePort: 80, destinationPort: 40000, syn: false })).toBe('ACCEPT');
  });

  test.each<[string, Partial<Rule>, string]>([
    ['a user', { source: ['mytux'], destination: ['kali3'], user: ['bob'] }, 'mytux'],
    ['a time', { source: ['kali4'], destination: ['kali3'], interval: ['now'] }, 'kali4'],
  ])('%s instead of a service does not let the other end open connections', (_, rule, other) => {
    const document = accepting(rule);
    expect(verdict(document, 'kali3', other, { sourcePort: 22, destinationPort: 40000, syn: false })).toBe('ACCEPT');
    expect(verdict(document, 'kali3', other, { sourcePort: 40000, destinationPort: 22, syn: true })).toBe('DROP');
  });

  test('ports and interfaces in one rule are answered on the bridge and at the host', () => {
    const document = accepting({ ports: ['vk63'], interfaces: ['vmh2'], destination: ['kali4', 'mytux'] });
    const answer = { sourcePort: 80, destinationPort: 40000, syn: false };
    expect(verdict(document, 'kali4', 'kali3', answer)).toBe('ACCEPT');
    const [host] = compile(document).hosts;
    const back = (host?.listings['rules.v4']?.text ?? '')
      .split('\n')
      .filter((line) => /^-A BW_OUTPUT -o vmh2/.test(line));
    const numbers = new Set(
      host?.rules.filter(({ origin }) => origin.reason.startsWith('Answers to')).map((r) => r.number),
    );
    expect(back.some((line) => [...numbers].some((number) => line.includes(`RULE_${number}_`)))).toBe(true);
  });

  test('what leaves by ports is answered on bridges, not to the host, whose own ports of leaving no rule knows', () => {
    const bridge = { id: 'own', name: 'virbr6', kind: 'ethernet' as const, addresses: ['192.168.50.6/24'] };
    const answers = (rule: Partial<Rule>) => {
      const document = accepting({ ports: ['vk63'], ...rule });
      const hosts = document.hosts.map((host) => ({ ...host, interfaces: [...host.interfaces, bridge] }));
      const [host] = compile({ ...document, hosts }).hosts;
      const listing = host?.listings['rules.v4'];
      const numbers = new Set(
        host?.rules.filter(({ origin }) => origin.reason.startsWith('Answers to')).map(({ number }) => number),
      );
      const own = listing?.text.split('\n').filter((_, at) => numbers.has(listing.lines[at] ?? -1)) ?? [];
      return ['BW_FORWARD', 'BW_INPUT'].map((chain) => own.some((line) => line.startsWith(`-A ${chain} `)));
    };
    expect(answers({ direction: 'out' })).toEqual([true, false]);
    expect(answers({ direction: 'both' })).toEqual([true, false]);
    expect(answers({ direction: 'out', interfaces: ['vmh2'] })).toEqual([true, true]);
  });
});
