import fc from 'fast-check';
import {
  type Attach,
  type Document,
  emptyDocument,
  type Guest,
  type HostInterface,
  type Port,
} from '../../shared/document/document.ts';
import { INTERVALS, type PoliciesDraw, policiesDraw, policiesOf, SERVICES, USERS } from './random-policies.ts';

/** What chance decides; everything else follows from it. */
interface Draw {
  /** For each bridge after the first: which earlier one it is linked to (modulo their number), if any. */
  readonly links: readonly (number | undefined)[];
  /** The first link is there twice, and the bridges agree on a spanning tree, which takes seconds. */
  readonly loop: boolean;
  readonly guests: readonly GuestDraw[];
  /** The host's interfaces at bridges: behind a veth port, or the device of the bridge. */
  readonly interfaces: readonly ('veth' | 'bridge')[];
  /** Modulo their number, the bridge of each interface. */
  readonly hostBridges: readonly [number, number];
  readonly hostHasSix: boolean;
  /** Machines behind a NIC; `undefined`: no NIC. */
  readonly externals: number | undefined;
  readonly nicBridge: number;
  readonly unusedPort: boolean;
  readonly policies: PoliciesDraw;
}

interface GuestDraw {
  /** Modulo their number. */
  readonly bridge: number;
  readonly addresses: 1 | 2;
  readonly knowsMac: boolean;
  readonly families: 'v4' | 'v6' | 'both';
  /** There is a network behind it. */
  readonly routes: boolean;
}

const guestDraw: fc.Arbitrary<GuestDraw> = fc.record({
  bridge: fc.nat(5),
  addresses: fc.constantFrom(1, 1, 1, 2),
  knowsMac: fc.boolean(),
  families: fc.constantFrom('v4', 'v4', 'v4', 'v4', 'v4', 'v4', 'both', 'both', 'v6'),
  routes: fc.constantFrom(false, false, false, false, false, false, true),
});

/** Mostly one; a device and a veth end are judged at different places. */
const INTERFACES: readonly Draw['interfaces'][] = [
  ...([[], [], ['veth'], ['veth'], ['veth'], ['bridge'], ['bridge']] as const),
  ...([
    ['veth', 'veth'],
    ['veth', 'bridge'],
  ] as const),
];

const draw: fc.Arbitrary<Draw> = fc.record({
  links: fc.array(fc.option(fc.nat(4), { nil: undefined, freq: 6 }), { maxLength: 5 }),
  loop: fc.constantFrom(...Array<boolean>(39).fill(false), true),
  // Probes grow with the square of the guests: mostly a few, so that there is time for many documents.
  guests: fc.oneof(
    { weight: 20, arbitrary: fc.array(guestDraw, { maxLength: 4 }) },
    { weight: 4, arbitrary: fc.array(guestDraw, { minLength: 5, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.array(guestDraw, { minLength: 7, maxLength: 12 }) },
  ),
  interfaces: fc.constantFrom<Draw['interfaces']>(...INTERFACES),
  hostBridges: fc.tuple(fc.nat(5), fc.nat(5)),
  hostHasSix: fc.boolean(),
  externals: fc.option(fc.nat(2), { nil: undefined, freq: 2 }),
  nicBridge: fc.nat(5),
  unusedPort: fc.boolean(),
  policies: policiesDraw,
});

/** Documents of one host: one to six bridges, up to twelve guests of both families, and rules of every kind. */
export const randomDocument: fc.Arbitrary<Document> = draw.map(documentOf);

function documentOf(chance: Draw): Document {
  const bridges = [...Array(chance.links.length + 1).keys()].map((index) => ({
    id: `b${index}`,
    name: `b${index}`,
    ageing: 300,
    ...(chance.loop && { stp: true }),
  }));
  const bridge = (number: number) => `b${number % bridges.length}`;
  const ports: Port[] = [];
  const port = (name: string, kind: Port['kind'], at: string, peer?: string) =>
    ports.push({ id: name, name, kind, bridge: at, ...(peer !== undefined && { peer }) });

  for (const [index, to] of chance.links.entries()) {
    if (to === undefined) continue;
    const [down, up] = [`l${index}a`, `l${index}b`];
    port(down, 'veth', `b${to % (index + 1)}`, up);
    port(up, 'veth', `b${index + 1}`, down);
    if (!chance.loop || ports.length > 2) continue;
    port('again-a', 'veth', `b${to % (index + 1)}`, 'again-b');
    port('again-b', 'veth', `b${index + 1}`, 'again-a');
  }
  const guests = chance.guests.map(({ bridge: at, addresses, knowsMac, families, routes }, index): Guest => {
    port(`t${index}`, 'tap', bridge(at));
    const four = ['10.0.1', '10.0.2'].slice(0, addresses).map((network) => `${network}.${index + 10}`);
    const six = families !== 'v4';
    const own = [...(families === 'v6' ? [] : four), ...(six ? [`fd00:1::${index + 10}`] : [])];
    const behind = [...(families === 'v6' ? [] : [`10.1.${index}.0/24`]), ...(six ? [`fd00:2:${index}::/64`] : [])];
    return {
      id: `g${index}`,
      name: `g${index}`,
      nics: [
        {
          port: `t${index}`,
          ...(knowsMac && { mac: `52:54:00:00:00:0${index.toString(16)}` }),
          addresses: own,
          ...(routes && { routes: behind }),
        },
      ],
    };
  });
  const interfaces = chance.interfaces.map((kind, index): HostInterface => {
    const at = bridge(chance.hostBridges[index] ?? 0);
    const addresses = addressesOfHost(chance, index);
    if (kind === 'bridge') return { id: 'own', name: at, kind: 'ethernet', addresses };
    port(`hp${index}`, 'veth', at, `hi${index}`);
    return { id: `hi${index}`, name: `hi${index}`, kind: 'veth', peer: `hp${index}`, addresses };
  });
  if (chance.externals !== undefined) port('eno1', 'nic', bridge(chance.nicBridge));
  if (chance.unusedPort) port('spare', 'tap', 'b0');
  const externals = [...Array(chance.externals ?? 0).keys()].map((index) => ({
    id: `e${index}`,
    name: `e${index}`,
    addresses: [`10.0.1.${200 + index}`],
    port: 'eno1',
  }));
  const groups =
    guests.length < 2 ? [] : [{ id: 'some', name: 'some', members: guests.slice(0, 3).map(({ id }) => id) }];
  const objects = [
    ...guests.map(({ id }) => id),
    ...externals.map(({ id }) => id),
    ...groups.map(({ id }) => id),
    ...(interfaces.length > 0 ? ['host'] : []),
    'upper',
    'few',
    'sixes',
    'mixed',
  ];
  const attachments: Attach[] = [
    ...bridges.map(({ id }): Attach => ({ bridge: id })),
    // Behind a NIC without externals is nobody whom a policy could be about.
    ...ports
      .filter(({ id, kind }) => id !== 'spare' && (kind !== 'nic' || externals.length > 0))
      .map(({ id }): Attach => ({ port: id })),
    ...guests.map(({ id }): Attach => ({ guest: id })),
    ...groups.map(({ id }): Attach => ({ group: id })),
    { group: 'mixed' },
  ];
  return {
    ...emptyDocument('random'),
    hosts: [{ id: 'host', name: 'host', role: 'hypervisor', bridges, ports, interfaces }],
    guests,
    externals,
    groups: [...groups, { id: 'mixed', name: 'mixed', members: ['few', ...guests.slice(-1).map(({ id }) => id)] }],
    addresses: [
      { id: 'upper', name: 'upper', value: '10.0.1.128/25' },
      { id: 'few', name: 'few', value: '10.0.1.10-10.0.1.12' },
      { id: 'sixes', name: 'sixes', value: 'fd00:1::/64' },
    ],
    services: SERVICES,
    users: USERS,
    intervals: INTERVALS,
    policies: policiesOf(chance.policies, {
      ends: objects,
      // Which port a packet takes in a loop, the bridges say, not the drawing.
      ports: chance.loop ? [] : ports.map(({ id }) => id),
      interfaces: interfaces.map(({ id }) => id),
      attachments,
    }),
  };
}

/** Where the host has two interfaces each is in a network of its own, so that its kernel sends to nobody by both. */
function addressesOfHost({ interfaces, hostHasSix }: Draw, index: number): string[] {
  const prefix = interfaces.length > 1 ? 24 : 16;
  return [`10.0.${index + 1}.1/${prefix}`, ...(hostHasSix ? [`fd00:${2 * index + 1}::1/64`] : [])];
}
