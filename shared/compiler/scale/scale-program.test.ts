import { describe, expect, test } from 'vitest';
import { type Document, emptyDocument } from '../../document/document.ts';
import { type Address, parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { parseRules } from '../prove/parse-rules.ts';
import { type ProbedPacket, probeText } from '../prove/probe-text.ts';

/**
 * Guests with scattered addresses of both families on two bridges, one of which the host has an address on; rules with groups,
 * a negated group, a denial between acceptances and one that looks at ports going out.
 */
function manyGuests(count: number): Document {
  const guests = Array.from({ length: count }, (_, index) => ({
    id: `g${index}`,
    name: `guest ${index}`,
    nics: [
      {
        port: `vnet${index}`,
        // Every third has a second address, so that there are lists at single ports too.
        addresses: [`10.9.${index % 7}.${3 * index + 5}`, `fd09::${(index * 37).toString(16)}1`].concat(
          index % 3 === 0 ? [`10.77.0.${2 * index + 1}`] : [],
        ),
      },
    ],
  }));
  const bridgeOf = (index: number) => (index % 4 === 0 ? 'b' : 'a');
  return {
    ...emptyDocument('many'),
    hosts: [
      {
        id: 'h',
        name: 'h',
        role: 'hypervisor',
        bridges: ['a', 'b'].map((id) => ({ id, name: `br-${id}` })),
        ports: [
          { id: 'va', name: 'vetha', kind: 'veth', bridge: 'a', peer: 'vb' },
          { id: 'vb', name: 'vethb', kind: 'veth', bridge: 'b', peer: 'va' },
          ...guests.map((_, index) => ({
            id: `vnet${index}`,
            name: `vnet${index}`,
            kind: 'tap' as const,
            bridge: bridgeOf(index),
          })),
        ],
        interfaces: [
          {
            id: 'bra',
            name: 'br-a',
            kind: 'ethernet',
            addresses: ['10.9.0.1/16', '10.77.0.200/24', 'fd09::abcd:1/64'],
          },
        ],
      },
    ],
    guests,
    groups: [
      { id: 'even', name: 'even', members: guests.filter((_, i) => i % 2 === 0).map(({ id }) => id) },
      { id: 'third', name: 'third', members: guests.filter((_, i) => i % 3 === 0).map(({ id }) => id) },
    ],
    services: [
      { id: 'web', name: 'web', protocol: 'tcp', ports: '80' },
      { id: 'ssh', name: 'ssh', protocol: 'tcp', ports: '22' },
    ],
    policies: [
      {
        id: 'p',
        name: 'p',
        kind: 'main',
        attach: { host: 'h' },
        rules: [
          { id: 'r0', action: 'deny', source: ['g3'], destination: ['even'], service: ['web'], log: true },
          { id: 'r1', action: 'accept', source: ['third'], destination: ['even', 'h'], service: ['web'], log: true },
          {
            id: 'r2',
            action: 'reject',
            destination: ['g4', 'g5', 'g6', 'g7', 'g8'],
            ports: guests.slice(4, 9).map(({ nics }) => nics[0]?.port ?? ''),
            direction: 'out',
            service: ['ssh'],
          },
          {
            id: 'r3',
            action: 'accept',
            source: ['even'],
            destination: ['third'],
            not: { destination: true },
            log: true,
          },
        ],
      },
    ],
  };
}

const document = manyGuests(45);

function textOf(profile: 'readable' | 'scaled', family: 4 | 6): string {
  const { hosts, findings } = compile(document, { profile });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return hosts[0]?.listings[`rules.v${family}`]?.text ?? '';
}

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new Error(text);
  return address;
}

/** Packets by every port, from its own addresses and a foreign one, to every other address, asked for and not. */
function* packets(family: 4 | 6): Generator<[chain: string, packet: ProbedPacket]> {
  const nics = document.guests.flatMap(({ nics }) => nics);
  const inFamily = (texts: readonly string[]) => texts.map(addressOf).filter((address) => address.family === family);
  const addresses = inFamily([
    ...nics.flatMap((nic) => nic.addresses),
    ...['10.9.0.1', 'fd09::abcd:1', '203.0.113.9', 'fd99::9'],
  ]);
  const ports = [...nics.map(({ port }) => port), 'vetha', 'vethb', 'vnet', 'vnet100'];
  let turn = 0;
  for (const physdevIn of ports) {
    const own = inFamily(nics.find(({ port }) => port === physdevIn)?.addresses ?? []);
    for (const source of [...own, ...addresses.filter((_, index) => index % 50 === turn % 50)]) {
      for (const destination of addresses) {
        turn += 1;
        const to = nics.findIndex((nic) => inFamily(nic.addresses).some(({ value }) => value === destination.value));
        const physdevOut = (turn % 3 === 0 ? undefined : nics[to]?.port) ?? ports[turn % ports.length] ?? '';
        const service = { protocol: 'tcp', sourcePort: 40000, destinationPort: [80, 22, 9][turn % 3] ?? 9 };
        const state = turn % 5 === 0 ? 'ESTABLISHED' : 'NEW';
        const bridge = turn % 2 === 0 ? 'br-a' : 'br-b';
        const common = { source, destination, ...service, state, inInterface: bridge } as const;
        yield ['BW_FORWARD', { ...common, physdevIn, physdevOut, outInterface: bridge }];
        if (turn % 3 === 0) yield ['BW_INPUT', { ...common, physdevIn }];
        // As a frame to a link-local group comes: by the port itself.
        if (turn % 3 === 1) yield ['BW_INPUT', { ...common, inInterface: physdevIn }];
      }
    }
  }
}

describe.each([4, 6] as const)('scaled and readable rules for IPv%i', (family) => {
  const readable = parseRules(textOf('readable', family));
  const scaled = parseRules(textOf('scaled', family));

  test('do the same to every packet, by the same rule, with the same log lines', () => {
    const verdicts = new Set<string>();
    const prefixes = (lines: readonly { text: string }[]) =>
      lines.map(({ text }) => /--log-prefix (.*)$/.exec(text)?.[1]);
    for (const [chain, packet] of packets(family)) {
      const before = probeText(readable, chain, packet);
      const after = probeText(scaled, chain, packet);
      const seen = { verdict: after.verdict, logged: prefixes(after.logged) };
      if (seen.verdict !== before.verdict || String(seen.logged) !== String(prefixes(before.logged)))
        expect({ packet, ...seen }).toEqual({ packet, verdict: before.verdict, logged: prefixes(before.logged) });
      verdicts.add(`${chain} ${before.verdict}`);
    }
    expect([...verdicts]).toEqual(
      expect.arrayContaining(['BW_FORWARD ACCEPT', 'BW_FORWARD DROP', 'BW_INPUT ACCEPT', 'BW_INPUT DROP']),
    );
  });

  test('no packet walks more lines than before, and the longest walk is much shorter', () => {
    const walks = [...packets(family)].map(([chain, packet]) => ({
      before: probeText(readable, chain, packet).walked,
      after: probeText(scaled, chain, packet).walked,
    }));
    const longest = (which: 'before' | 'after') => Math.max(...walks.map((walk) => walk[which]));
    expect(longest('after')).toBeLessThan(longest('before') / 2);
  });
});

test('what the host itself gets is not held against the name of each port', () => {
  const walk = (count: number, packet: Pick<ProbedPacket, 'inInterface' | 'physdevIn'>) => {
    const { hosts } = compile(manyGuests(count), { profile: 'scaled' });
    const ends = {
      source: addressOf('10.9.0.5'),
      destination: addressOf('10.9.0.1'),
      protocol: '1',
      state: 'NEW',
    } as const;
    return probeText(parseRules(hosts[0]?.listings['rules.v4']?.text ?? ''), 'BW_INPUT', { ...ends, ...packet });
  };
  const ping = { inInterface: 'br-b', physdevIn: 'vnet0' };
  // Every other guest more than this is a line more in the rule that accepts; the denials in front are the same few.
  const denials = (count: number) => {
    const { lines, walked } = walk(count, { inInterface: 'vnet0' });
    expect(lines[0]?.section).toBe('deny-host-interfaces');
    return walked;
  };
  expect(denials(80)).toBeLessThanOrEqual(denials(40) + 3);
  expect(walk(80, ping).walked).toBeLessThanOrEqual(walk(40, ping).walked + 3);
});

test('both styles of a scaled release hold the same rules', () => {
  const of = (style: 'restore' | 'commands') => {
    const text = compile(document, { profile: 'scaled', style }).hosts[0]?.script.text ?? '';
    return text.slice(text.indexOf('rules_v4() {'), text.indexOf('rules_v6() {'));
  };
  const bare = (text: string) =>
    [...text.matchAll(/^(?:\$IPTABLES )?(-A .*)$/gm)].map(([, line = '']) =>
      line.replaceAll("'", '"').replace(/(-A |-j )BW_(?=(?:In_|Out_)?RULE_)/g, '$1'),
    );
  expect(bare(of('commands'))).toEqual(bare(of('restore')));
  expect(bare(of('restore')).length).toBeGreaterThan(100);
});

test('each line of a tree is about the ports below it', () => {
  const { hosts } = compile(document, { profile: 'scaled' });
  const listing = hosts[0]?.listings['rules.v4'];
  const lines = listing?.text.split('\n') ?? [];
  const branch = lines.findIndex((line) => line.startsWith('-A BW_FORWARD') && line.includes('--physdev-out vnet+'));
  expect(branch).toBeGreaterThan(0);
  expect(listing?.objects[branch]).toEqual(expect.arrayContaining(['vnet0', 'vnet44', 'g0', 'g44']));
});
