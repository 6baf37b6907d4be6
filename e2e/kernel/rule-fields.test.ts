import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Day, Document, Policy, Rule, Settings } from '../../shared/document/document.ts';
import { KernelLog, withReadableLog } from '../world/kernel-log.ts';
import { connectEach, type Pings, ping, pingEach } from '../world/talk.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { ROOT_IS_THE_ONLY_USER } from './user-namespace.ts';
import { withRelease, withRunningHost } from './with-release.ts';

const DAYS: readonly Day[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Yesterday, today and tomorrow, so that midnight changes nothing while this runs. */
const THESE_DAYS = [6, 0, 1].map((step) => DAYS[(new Date().getDay() + step) % 7] ?? 'sun');
const OTHER_DAYS = DAYS.filter((day) => !THESE_DAYS.includes(day));

const ADDRESSES: Readonly<Record<string, string>> = {
  mytux: '192.168.50.1',
  kali2: '192.168.50.12',
  kali3: '192.168.50.13',
  kali4: '192.168.50.14',
  kali5: '192.168.50.15',
};

/** The two bridges with these policies, and what they speak of. */
function withPolicies(policies: readonly Partial<Policy>[], settings: Settings = {}): Document {
  const example = readExample('two-bridges');
  return {
    ...example,
    hosts: example.hosts.map((host) => ({ ...host, settings: { ...host.settings, ...settings } })),
    services: [
      { id: 'any-icmp', name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
      { id: 'web', name: 'web', protocol: 'tcp', ports: '8080' },
    ],
    users: [
      { id: 'root', name: 'root', uid: 0 },
      { id: 'nobody', name: 'nobody', uid: 65534 },
    ],
    intervals: [
      { id: 'now', name: 'these days', days: THESE_DAYS, from: '00:00', to: '23:59' },
      { id: 'later', name: 'other days', days: OTHER_DAYS, from: '00:00', to: '23:59' },
    ],
    policies: policies.map((policy, index) => ({
      id: `p${index}`,
      name: `Policy_${index}`,
      kind: 'main',
      attach: { host: 'mytux' },
      rules: [],
      ...policy,
    })),
  };
}

const main = (...rules: Partial<Rule>[]): Partial<Policy> => ({ rules: rules.map(complete) });
const branch = (name: string, ...rules: Partial<Rule>[]): Partial<Policy> => ({
  id: name,
  name,
  kind: 'branch',
  rules: rules.map(complete),
});
function complete(rule: Partial<Rule>, index: number): Rule {
  return { id: `r${index}`, action: 'accept', service: ['any-icmp'], ...rule };
}

const CASES: readonly (readonly [
  name: string,
  policies: readonly Partial<Policy>[],
  pings: Pings,
  settings?: Settings,
])[] = [
  [
    'a branch within a branch, and what falls through both',
    [
      main({ source: ['br6_grp'], action: 'branch', branch: 'Outer' }, { source: ['kali5'], destination: ['kali2'] }),
      branch('Outer', { source: ['kali4'], action: 'branch', branch: 'Inner' }, { source: ['kali3'], action: 'deny' }),
      branch('Inner', { destination: ['kali2'] }),
    ],
    [
      ['kali4', 'kali2', 'reply'],
      ['kali4', 'kali3', 'silence'],
      ['kali3', 'kali2', 'silence'],
      ['kali5', 'kali2', 'reply'],
    ],
  ],
  [
    'a policy on a port',
    [{ ...main({}), attach: { port: 'vk64' } }],
    [
      ['kali4', 'kali5', 'reply'],
      ['kali3', 'kali5', 'silence'],
    ],
  ],
  [
    'a policy on a guest',
    [{ ...main({ destination: ['kali2'] }), attach: { guest: 'kali3' } }],
    [
      ['kali3', 'kali2', 'reply'],
      ['kali4', 'kali2', 'silence'],
    ],
  ],
  [
    'a policy on a group',
    [{ ...main({ destination: ['mytux'] }), attach: { group: 'br6_grp' } }],
    [
      ['kali5', 'mytux', 'reply'],
      ['kali2', 'mytux', 'silence'],
    ],
  ],
  [
    'a policy on a bridge',
    [{ ...main({ source: ['br4_grp', 'br6_grp'], destination: ['mytux'] }), attach: { bridge: 'virbr6' } }],
    [
      ['kali3', 'mytux', 'reply'],
      ['kali2', 'mytux', 'silence'],
    ],
  ],
  [
    'an interval that is now, and one that is not',
    [main({ source: ['kali3'], interval: ['now'] }, { source: ['kali4'], interval: ['later'] })],
    [
      ['kali3', 'kali5', 'reply'],
      ['kali4', 'kali5', 'silence'],
    ],
  ],
  [
    // Where root is the only user, the second rule cannot be loaded: then nothing accepts the second ping.
    'a user of the host, and one whom the packet does not come from',
    [
      main(
        { source: ['mytux'], destination: ['kali2'], user: ['root'], direction: 'out' },
        {
          source: ['mytux'],
          destination: ['kali3'],
          user: ['nobody'],
          direction: 'out',
          enabled: !ROOT_IS_THE_ONLY_USER,
        },
      ),
    ],
    [
      ['mytux', 'kali2', 'reply'],
      ['mytux', 'kali3', 'silence'],
    ],
  ],
  [
    "ports of a branch's rule",
    [
      main({ source: ['br6_grp'], action: 'branch', branch: 'Ports' }),
      branch('Ports', { ports: ['vk64'], destination: ['kali5'] }),
    ],
    [
      ['kali3', 'kali5', 'silence'],
      ['kali4', 'kali5', 'reply'],
    ],
  ],
  [
    'a denial in a branch that OUTPUT leads to first, and FORWARD after it',
    [
      main(
        { source: ['mytux'], user: ['root'], action: 'branch', branch: 'Both' },
        { source: ['kali3'], action: 'branch', branch: 'Both' },
      ),
      branch('Both', { source: ['kali3'], destination: ['kali5'], action: 'deny' }, {}),
    ],
    [
      ['kali3', 'kali5', 'silence'],
      ['kali3', 'kali4', 'reply'],
      ['mytux', 'kali5', 'reply'],
    ],
  ],
  [
    'a user in a branch that FORWARD and INPUT lead to as well',
    [
      main({ action: 'branch', branch: 'All' }),
      branch('All', { source: ['mytux'], user: ['root'] }, { source: ['kali3'], destination: ['kali5'] }),
    ],
    [
      ['mytux', 'kali2', 'reply'],
      ['kali3', 'kali5', 'reply'],
      ['kali4', 'kali5', 'silence'],
      ['kali2', 'kali5', 'silence'],
    ],
  ],
  [
    'a branch without connection tracking',
    [
      main({ source: ['br6_grp'], action: 'branch', branch: 'Stateless' }),
      branch('Stateless', { source: ['kali3'] }, { action: 'deny' }),
    ],
    [
      ['kali3', 'kali5', 'reply'],
      ['kali3', 'kali2', 'reply'],
      ['kali5', 'kali3', 'silence'],
      ['kali4', 'kali5', 'silence'],
    ],
    { established: 'none' },
  ],
  [
    "a user's branch without connection tracking",
    [
      main({ user: ['root'], direction: 'out', action: 'branch', branch: 'Root' }),
      branch('Root', { action: 'deny', destination: ['kali3'] }, { destination: ['kali2', 'kali3'] }),
    ],
    [
      ['mytux', 'kali2', 'reply'],
      ['mytux', 'kali3', 'silence'],
      ['kali2', 'mytux', 'silence'],
    ],
    { established: 'none' },
  ],
  [
    'ports with a direction: in by one, and out by another',
    [
      main(
        { ports: ['vk63'], direction: 'out', action: 'deny', source: ['kali4'] },
        { ports: ['vk64'], direction: 'in', source: ['kali4'] },
      ),
    ],
    [
      ['kali4', 'kali5', 'reply'],
      ['kali4', 'kali3', 'silence'],
      ['kali5', 'kali4', 'silence'],
    ],
  ],
];

describe('the fields of a rule, in the kernel', () => {
  let world: World;

  beforeAll(async () => {
    world = await buildWorld(withPolicies([]), 'mytux');
  });
  afterAll(() => world.destroy());

  const cases = CASES.map(([name, policies, pings, settings]) => ({ name, policies, pings, settings }));
  it.each(cases)('$name', async ({ policies, pings, settings }) => {
    const style = policies.length % 2 === 0 ? 'restore' : 'commands';
    const outcomes = await withRelease(
      world,
      withPolicies(policies, settings),
      () => pingEach(world, pings, ADDRESSES),
      { style },
    );
    expect(outcomes).toEqual(pings);
  });

  it('"continue" logs a packet and leaves it to the next rule', async () => {
    const [rules, number] = await withRelease(
      world,
      withPolicies([main({ source: ['kali4'], action: 'continue' }, { source: ['br6_grp'] })]),
      async ({ compiled }) => [
        compiled.listings['rules.v4']?.text ?? '',
        compiled.rules.find(({ action }) => action === 'continue')?.number,
      ],
    );
    const log = await KernelLog.open(world);
    const hooks = ['FORWARD', 'INPUT', 'OUTPUT'].map((chain) => `-A ${chain} -j BW_${chain}\n`).join('');
    await world.onHost(['iptables-restore'], {
      input: withReadableLog(String(rules).replace(/COMMIT\n$/, `${hooks}COMMIT\n`)),
    });
    expect(await ping(world, 'kali4', ADDRESSES.kali5 ?? '')).toBe('reply');
    expect((await log.take()).filter((line) => line.includes('-- CONTINUE'))).toEqual([
      expect.stringContaining(
        `RULE ${number} -- CONTINUE IN=virbr6 OUT=virbr6 PHYSIN=vk64 PHYSOUT=vk65 SRC=192.168.50.14`,
      ),
    ]);
  });
});

// The kernel answers from the address of the bridge; a bridge without one rejects in silence (README, limits).
it('a rejected connection is refused at once, a denied one never answered', async () => {
  const fixture = readFixture('bridge-address');
  const web = { service: ['web'], destination: ['c'] };
  const { rules = [] } = main({ ...web, source: ['a'], action: 'reject' }, { ...web, source: ['b'], action: 'deny' });
  const policy = { id: 'main', name: 'main', kind: 'main', attach: { host: 'vmhost' }, rules } as const;
  const { services } = withPolicies([]);
  const document: Document = { ...fixture, services, policies: [policy] };
  const outcomes = await withRunningHost(document, 'vmhost', (world) =>
    connectEach(world, ['a', 'b'], '192.168.122.12', 8080),
  );
  expect(outcomes).toEqual(['refused', 'silence']);
});
