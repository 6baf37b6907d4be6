import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attach, Document, Policy, Profile, Rule, ScriptStyle } from '../../shared/document/document.ts';
import { type Pings, pingEach } from '../world/talk.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { withRelease } from './with-release.ts';

type Case = readonly [name: string, attach: Attach, rules: readonly Partial<Rule>[], pings: Pings];

function withRules(document: Document, rules: readonly Partial<Rule>[], attach: Attach): Document {
  const complete = rules.map((rule, index): Rule => ({ id: `r${index}`, action: 'accept', ...rule }));
  const policy: Policy = { id: 'main', name: 'main', kind: 'main', attach, rules: complete };
  return { ...document, policies: [policy] };
}

/** What becomes of pings while these rules are loaded. */
function pinged(
  world: World,
  document: Document,
  addresses: Readonly<Record<string, string>>,
  pings: Pings,
  style: ScriptStyle,
  profile: Profile,
): Promise<Pings> {
  return withRelease(world, document, () => pingEach(world, pings, addresses), { style, profile });
}

describe("the author's order, over the bridges", () => {
  const drawing = readExample('two-bridges');
  const addresses = { mytux: '192.168.50.1', kali2: '192.168.50.12', kali3: '192.168.50.13', kali5: '192.168.50.15' };
  const cases: readonly Case[] = [
    [
      'what may not leave by a border port, before what its sender may',
      { host: 'mytux' },
      [{ action: 'deny', ports: ['vethb2'], direction: 'out', source: ['kali3'] }, { source: ['kali3'] }],
      [
        ['kali3', 'kali2', 'silence'],
        ['kali3', 'kali5', 'reply'],
      ],
    ],
    [
      'what may not leave by the port of the host',
      { host: 'mytux' },
      [{ action: 'deny', ports: ['vmh1'], direction: 'out' }, { source: ['kali2'] }],
      [
        ['kali2', 'mytux', 'silence'],
        ['kali2', 'kali3', 'reply'],
      ],
    ],
    [
      'what may not leave by a guest port, wherever it entered',
      { host: 'mytux' },
      [{ action: 'deny', ports: ['vk65'], direction: 'out' }, { source: ['kali2', 'kali3'] }],
      [
        ['kali2', 'kali5', 'silence'],
        ['kali3', 'kali5', 'silence'],
        ['kali2', 'kali3', 'reply'],
      ],
    ],
    [
      'the other way round the later denial is too late',
      { host: 'mytux' },
      [{ source: ['kali3'] }, { action: 'deny', ports: ['vethb2'], direction: 'out', source: ['kali3'] }],
      [['kali3', 'kali2', 'reply']],
    ],
    [
      "another host's interface opens nothing here",
      { host: 'mytux' },
      [{ interfaces: ['far-eth0'] }],
      [
        ['kali2', 'mytux', 'silence'],
        ['mytux', 'kali2', 'silence'],
      ],
    ],
  ];
  const interfaces = [{ id: 'far-eth0', name: 'eth0', kind: 'ethernet' as const, addresses: ['192.0.2.8/24'] }];
  const far = { id: 'far', name: 'far', role: 'hypervisor' as const, bridges: [], ports: [], interfaces };
  const both: Document = { ...drawing, hosts: [...drawing.hosts, far] };
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(drawing, 'mytux');
  });
  afterAll(() => world.destroy());

  it('"not" a part of the networks behind a guest lets nobody else pass, where the policy hangs on the guest', async () => {
    const guests = drawing.guests.map((guest) =>
      guest.id === 'kali3'
        ? { ...guest, nics: guest.nics.map((nic) => ({ ...nic, routes: ['10.20.0.0/16'] })) }
        : guest,
    );
    const network = { id: 'five', name: 'five', value: '10.20.5.0/24' };
    // By its own port kali5 may send to anybody: what stops it is the border port of the next bridge.
    const document = withRules({ ...drawing, guests, addresses: [network] }, [{ ports: ['vk65'] }], { host: 'mytux' });
    const rules: Rule[] = [
      { id: 'n', action: 'accept', source: ['five'], destination: ['kali2'], not: { source: true } },
    ];
    const hung: Policy = { id: 'hung', name: 'hung', kind: 'main', attach: { guest: 'kali3' }, rules };
    const pings: Pings = [
      ['kali3', 'kali2', 'reply'],
      ['kali5', 'kali3', 'reply'],
      ['kali5', 'kali2', 'silence'],
    ];
    const both = { ...document, policies: [...document.policies, hung] };
    expect(await pinged(world, both, addresses, pings, 'restore', 'readable')).toEqual(pings);
  });

  it.each(cases)('%s', async (_name, attach, rules, pings) => {
    for (const [style, profile] of [['restore', 'readable'] as const, ['commands', 'scaled'] as const])
      expect(await pinged(world, withRules(both, rules, attach), addresses, pings, style, profile)).toEqual(pings);
  });
});

it('the highest log limit that a host may have loads', async () => {
  const drawing = readExample('two-bridges');
  const hosts = drawing.hosts.map((host) => ({ ...host, settings: { logLimit: 10_000 } }));
  const world = await buildWorld(drawing, 'mytux');
  try {
    const document = withRules({ ...drawing, hosts }, [{ log: true }], { host: 'mytux' });
    expect(
      await pinged(world, document, { kali5: '192.168.50.15' }, [['kali3', 'kali5', 'reply']], 'restore', 'readable'),
    ).toEqual([['kali3', 'kali5', 'reply']]);
  } finally {
    await world.destroy();
  }
});

describe("the author's order, at a bridge with an address whose host routes", () => {
  const fixture = readFixture('bridge-address');
  const eth0 = { id: 'eth0', name: 'eth0', kind: 'ethernet' as const, addresses: ['203.0.113.5/24'] };
  const drawing: Document = {
    ...fixture,
    hosts: fixture.hosts.map((host) => ({ ...host, interfaces: [...host.interfaces, eth0] })),
    externals: [{ id: 'net', name: 'net', addresses: ['203.0.113.9'] }],
    addresses: [{ id: 'range', name: 'range', value: '203.0.113.0/28' }],
    groups: [...fixture.groups, { id: 'beyond', name: 'beyond', members: ['range'] }],
  };
  const addresses = { host: '192.168.122.1', eth0: '203.0.113.5', b: '192.168.122.11', net: '203.0.113.9' };
  const cases: readonly Case[] = [
    [
      'what may not go out by an interface, before what its sender may',
      { host: 'vmhost' },
      [{ action: 'deny', interfaces: ['eth0'], direction: 'out', source: ['a'] }, { source: ['a', 'b'] }],
      [
        ['a', 'net', 'silence'],
        ['b', 'net', 'reply'],
        ['a', 'b', 'reply'],
      ],
    ],
    [
      'what may not come in by a port: to the host, and to be routed',
      { host: 'vmhost' },
      [
        { action: 'deny', ports: ['vnet-a'], direction: 'in' },
        { source: ['a', 'b'] },
        { source: ['a', 'b'], destination: ['vmhost'] },
      ],
      [
        ['a', 'host', 'silence'],
        ['a', 'net', 'silence'],
        ['a', 'b', 'silence'],
        ['b', 'host', 'reply'],
        ['b', 'net', 'reply'],
      ],
    ],
    [
      'what may come in by a port alone',
      { host: 'vmhost' },
      [{ ports: ['vnet-a'], direction: 'in' }],
      [
        ['a', 'host', 'reply'],
        ['a', 'net', 'reply'],
        ['b', 'host', 'silence'],
        ['b', 'net', 'silence'],
      ],
    ],
    [
      'what a sender may not reach of the host, by whichever address',
      { host: 'vmhost' },
      [{ action: 'deny', source: ['a'], destination: ['vmhost'] }, { destination: ['vmhost'] }],
      [
        ['a', 'host', 'silence'],
        ['a', 'eth0', 'silence'],
        ['net', 'eth0', 'reply'],
      ],
    ],
    [
      'a policy on a group of addresses is about whoever has these',
      { group: 'beyond' },
      [{ source: ['a'] }],
      [
        ['a', 'net', 'reply'],
        ['b', 'net', 'silence'],
        ['a', 'b', 'silence'],
      ],
    ],
    [
      'a policy on the bridge opens the bridge, and no other interface',
      { bridge: 'virbr0' },
      [{}],
      [
        ['a', 'host', 'reply'],
        ['net', 'eth0', 'silence'],
        ['vmhost', 'net', 'silence'],
        ['vmhost', 'b', 'reply'],
      ],
    ],
  ];
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(drawing, 'vmhost');
    await world.onHost(['sysctl', '-qw', 'net.ipv4.ip_forward=1']);
    const gateways = { a: '192.168.122.1', b: '192.168.122.1', net: '203.0.113.5' };
    for (const [station, gateway] of Object.entries(gateways))
      await world.exec(station, ['ip', 'route', 'replace', 'default', 'via', gateway]);
  });
  afterAll(() => world.destroy());

  it.each(cases)('%s', async (_name, attach, rules, pings) => {
    for (const [style, profile] of [['restore', 'readable'] as const, ['commands', 'scaled'] as const])
      expect(await pinged(world, withRules(drawing, rules, attach), addresses, pings, style, profile)).toEqual(pings);
  });
});
