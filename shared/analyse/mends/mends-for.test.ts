import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Document } from '../../document/document.ts';
import { type Finding, hasErrors } from '../../document/finding.ts';
import { parseDocument } from '../../document/parse.ts';
import { printDocument } from '../../document/print.ts';
import { MENDED_CODES, mendsFor } from './mends-for.ts';

// biome-ignore lint/suspicious/noExplicitAny: the mistakes are made on raw JSON, as a person would in the file
type Raw = any;

const url = new URL('../../../assets/examples/two-bridges.bridgewarden.json', import.meta.url);
const text = readFileSync(url, 'utf8');

function broken(mistake: (document: Raw) => void): Document {
  const raw: Raw = JSON.parse(text);
  raw.services.push({ id: 'ssh', name: 'ssh', protocol: 'tcp', ports: '22' });
  raw.intervals.push({ id: 'day', name: 'day', days: ['mon'], from: '08:00', to: '17:00' });
  raw.users.push({ id: 'anna', name: 'anna', uid: 1000 });
  mistake(raw);
  return raw as Document;
}

const guest = (raw: Raw, name: string) => raw.guests.find((one: Raw) => one.id === name);
const port = (raw: Raw, name: string) => raw.hosts[0].ports.find((one: Raw) => one.id === name);
const rule = (raw: Raw) => raw.policies[0].rules[0];
const branch = (name: string, ...rules: Raw[]) => ({
  id: name,
  name,
  kind: 'branch',
  attach: { host: 'mytux' },
  rules,
});

/** For each kind of finding a mistake that brings it. */
const MISTAKES: Readonly<Record<string, (raw: Raw) => void>> = {
  'mac-unknown': (raw) => delete guest(raw, 'kali2').nics[0].mac,
  'link-local-unknown': (raw) => {
    delete guest(raw, 'kali2').nics[0].mac;
    guest(raw, 'kali2').nics[0].addresses.push('fd00::2');
  },
  'bad-mac': (raw) => {
    guest(raw, 'kali2').nics[0].mac = 'nonsense';
  },
  'mac-twice': (raw) => {
    guest(raw, 'kali2').nics[0].mac = guest(raw, 'kali3').nics[0].mac;
  },
  'no-address': (raw) => {
    guest(raw, 'kali2').nics[0].addresses = [];
  },
  'bad-address': (raw) => {
    guest(raw, 'kali2').nics[0].addresses = ['192.168.50.12/24'];
  },
  'unusable-address': (raw) => guest(raw, 'kali2').nics[0].addresses.push('127.0.0.1'),
  'address-twice': (raw) => {
    guest(raw, 'kali2').nics[0].addresses = ['192.168.50.13'];
  },
  'address-of-host': (raw) => {
    guest(raw, 'kali2').nics[0].addresses = ['192.168.50.1'];
  },
  'bad-network': (raw) => {
    guest(raw, 'kali2').nics[0].routes = ['10.0.0.0/8', 'everywhere'];
  },
  'route-covers-station': (raw) => {
    guest(raw, 'kali2').nics[0].routes = ['192.168.50.13/32'];
  },
  'external-covers-station': (raw) => {
    raw.hosts[0].ports.push({ id: 'eth9', name: 'eth9', kind: 'nic', bridge: 'virbr4' });
    raw.externals.push({ id: 'lan', name: 'lan', addresses: ['192.168.50.0/24'], port: 'eth9' });
  },
  'bad-interface-address': (raw) => raw.hosts[0].interfaces[0].addresses.push('10.0.0.1'),
  'bad-admin-access': (raw) => {
    raw.hosts[0].settings = { adminAccess: ['10.0.0.0/8', 'me'] };
  },
  'wide-admin-access': (raw) => {
    raw.hosts[0].settings = { adminAccess: ['0.0.0.0/0'] };
  },
  'bad-log-prefix': (raw) => {
    raw.hosts[0].settings = { logPrefix: '%Z' };
  },
  'bad-log-level': (raw) => {
    raw.hosts[0].settings = { logLevel: 'loud' };
  },
  'bad-rollback-seconds': (raw) => {
    raw.hosts[0].settings = { rollbackSeconds: 1 };
  },
  'bad-ageing': (raw) => {
    raw.hosts[0].bridges[0].ageing = -1;
  },
  'bridge-floods': (raw) => {
    raw.hosts[0].bridges[0].ageing = 0;
  },
  'bridge-loop': (raw) =>
    raw.hosts[0].ports.push(
      { id: 'l1', name: 'l1', kind: 'veth', bridge: 'virbr4', peer: 'l2' },
      { id: 'l2', name: 'l2', kind: 'veth', bridge: 'virbr6', peer: 'l1' },
    ),
  'stp-guest-root': (raw) => {
    Object.assign(raw.hosts[0].bridges[0], { stp: true, hardening: { rootBlock: false } });
  },
  'isolated-accept': (raw) => {
    for (const bridge of raw.hosts[0].bridges) bridge.hardening = { isolated: true };
    raw.policies[0].rules.push({ id: 'r9', action: 'accept', source: ['kali3'], destination: ['kali4'] });
  },
  'isolated-server': (raw) => {
    for (const bridge of raw.hosts[0].bridges) bridge.hardening = { isolated: true };
    port(raw, 'vk63').protect = { dhcpServer: true };
  },
  'dangling-reference': (raw) => rule(raw).source.push('nobody'),
  'wrong-kind-reference': (raw) => rule(raw).source.push('vk63'),
  'other-host-reference': (raw) => {
    raw.hosts.push({ id: 'h2', name: 'h2', role: 'hypervisor', bridges: [], ports: [], interfaces: [] });
    raw.hosts[1].ports.push({ id: 'p2', name: 'p2', kind: 'tap', bridge: 'virbr4' });
  },
  'bad-attach': (raw) => {
    raw.policies[0].attach = {};
  },
  'peer-one-sided': (raw) => delete port(raw, 'vethb1').peer,
  'peer-mismatch': (raw) => {
    port(raw, 'vethb1').peer = 'vmh1';
  },
  'peer-not-veth': (raw) => {
    port(raw, 'vethb1').kind = 'tap';
  },
  'veth-without-peer': (raw) => raw.hosts[0].ports.push({ id: 'v9', name: 'v9', kind: 'veth', bridge: 'virbr4' }),
  'tap-without-guest': (raw) => raw.hosts[0].ports.push({ id: 't9', name: 't9', kind: 'tap', bridge: 'virbr4' }),
  'port-two-guests': (raw) => {
    guest(raw, 'kali4').nics[0].port = 'vk63';
  },
  'guest-behind-border-port': (raw) => {
    guest(raw, 'kali4').nics[0].port = 'vethb2';
  },
  'external-behind-inner-port': (raw) =>
    raw.externals.push({ id: 'lan', name: 'lan', addresses: ['10.1.1.1'], port: 'vk63' }),
  'group-cycle': (raw) => raw.groups[0].members.push(raw.groups[0].id),
  'duplicate-rule-id': (raw) => raw.policies[0].rules.push({ ...rule(raw) }),
  'duplicate-host-name': (raw) =>
    raw.hosts.push({
      ...{ id: 'h2', name: raw.hosts[0].name, role: 'hypervisor' },
      bridges: [],
      ports: [],
      interfaces: [],
    }),
  'duplicate-policy-name': (raw) => {
    raw.policies.push(branch('b1'), { ...branch('b2'), name: 'b1' });
  },
  'duplicate-interface-name': (raw) => {
    port(raw, 'vk63').name = 'vk64';
  },
  'bad-interface-name': (raw) => {
    port(raw, 'vk63').name = 'far too long a name';
  },
  'bad-policy-name': (raw) => raw.policies.push({ ...branch('b1'), name: 'FORWARD' }),
  'bad-name': (raw) => {
    guest(raw, 'kali2').name = 'kali\n2';
  },
  'misplaced-field': (raw) => {
    raw.services[0].ports = '22';
  },
  'no-days': (raw) => {
    raw.intervals[0].days = [];
  },
  'empty-interval': (raw) => {
    raw.intervals[0].to = '08:00';
  },
  'empty-group': (raw) => {
    raw.groups.push({ id: 'g9', name: 'g9', members: [] });
    rule(raw).source.push('g9');
  },
  'negated-any': (raw) => {
    rule(raw).service = [];
    rule(raw).not = { service: true };
  },
  'idle-branch': (raw) => {
    raw.policies.push(branch('b1', { id: 'x', action: 'deny' }));
    rule(raw).branch = 'b1';
  },
  'branch-without-policy': (raw) => raw.policies[0].rules.push({ id: 'r9', action: 'branch' }),
  'branch-to-main': (raw) => {
    raw.policies.push({ ...branch('b1'), kind: 'main' });
    raw.policies[0].rules.push({ id: 'r9', action: 'branch', branch: 'b1' });
  },
  'unused-branch': (raw) => raw.policies.push(branch('b1')),
  'user-rule-outside-output': (raw) =>
    raw.policies[0].rules.push({ id: 'r9', action: 'accept', source: ['kali2'], user: ['anna'] }),
  'rule-never-matches': (raw) =>
    raw.policies[0].rules.push({ id: 'r9', action: 'accept', source: ['kali2'], destination: ['kali2'] }),
  'rule-of-another-host': (raw) => {
    const interfaces = [{ id: 'far-eth0', name: 'eth0', kind: 'ethernet', addresses: ['192.0.2.8/24'] }];
    raw.hosts.push({ id: 'far', name: 'far', role: 'hypervisor', bridges: [], ports: [], interfaces });
    raw.policies[0].rules.push({ id: 'r9', action: 'accept', interfaces: ['far-eth0'] });
  },
  'own-frames-have-no-port': (raw) => {
    raw.hosts[0].interfaces.push({ id: 'own', name: 'virbr6', kind: 'ethernet', addresses: ['192.168.50.9/24'] });
    raw.policies[0].rules.push({ id: 'r9', action: 'deny', ports: ['vk63'], direction: 'out' });
  },
};

const findings = (document: Document) => {
  // As the window has them: what reading the file says, and what the compiler says.
  const read = parseDocument(printDocument(document)).findings;
  return [...read, ...compile(document).findings];
};
const same = (a: Finding) => (b: Finding) => a.code === b.code && a.message === b.message;

it('there is a mistake for every kind of finding that can be mended', () => {
  expect(Object.keys(MISTAKES).sort()).toEqual([...MENDED_CODES].sort());
});

describe.each(Object.entries(MISTAKES))('%s', (code, mistake) => {
  const document = broken(mistake);
  const finding = findings(document).find((one) => one.code === code);

  it('is mended by each of its actions', () => {
    expect(finding).toBeDefined();
    const mends = mendsFor(document, finding!);
    expect(mends.length).toBeGreaterThan(0);
    expect(new Set(mends.map(({ label }) => label)).size).toBe(mends.length);
    for (const { label, apply } of mends) {
      const mended = apply(document);
      expect(findings(mended).filter(same(finding!)), label).toEqual([]);
      // A mend may lead to another question, but never to a document that cannot be read.
      expect(parseDocument(printDocument(mended)).document, label).toBeDefined();
    }
  });

  it('brings no new error by its best action', () => {
    const [best] = mendsFor(document, finding!);
    const before = findings(document);
    const fresh = findings(best!.apply(document)).filter((one) => !before.some(same(one)));
    expect(hasErrors(fresh), JSON.stringify(fresh)).toBe(false);
  });
});

it('offers another address to either of two guests that have the same', () => {
  const document = broken(MISTAKES['address-twice']!);
  const finding = findings(document).find(({ code }) => code === 'address-twice')!;
  const [own, other] = mendsFor(document, finding).map(({ label }) => label);
  expect([own, other].join()).toMatch(/^Give kali3 the free address .*,Give kali2 the free address /);
});

it('offers nothing about a finding that the document has left behind', () => {
  const document = broken(MISTAKES['mac-twice']!);
  const finding = findings(document).find(({ code }) => code === 'mac-twice')!;
  expect(mendsFor({ ...document, guests: [] }, finding)).toEqual([]);
});

it('switches a rule off rather than let it mean "any"', () => {
  const document = broken((raw) => {
    rule(raw).source = ['nobody'];
  });
  const finding = findings(document).find(({ code }) => code === 'dangling-reference')!;
  const mended = mendsFor(document, finding)[0]!.apply(document);
  expect(mended.policies[0]!.rules[0]).toMatchObject({ enabled: false });
});
