import fc from 'fast-check';
import {
  type Document,
  emptyDocument,
  type Guest,
  type HostInterface,
  type Port,
  type Rule,
  type Service,
} from '../../shared/document/document.ts';

const SERVICES: readonly Service[] = [
  { id: 'any-icmp', name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
  { id: 'ping', name: 'ping', protocol: 'icmp', icmpType: '8/0' },
  { id: 'web', name: 'web', protocol: 'tcp', ports: '80,443' },
  { id: 'high', name: 'high ports', protocol: 'tcp', ports: '8000:8003' },
  { id: 'dns', name: 'DNS', protocol: 'udp', ports: '53' },
  { id: 'all-tcp', name: 'all TCP', protocol: 'tcp' },
];

/** What chance decides; everything else follows from it. */
interface Draw {
  /** For each bridge after the first: which earlier one it is linked to (modulo their number), if any. */
  readonly links: readonly (number | undefined)[];
  /** For each guest: its bridge (modulo), how many addresses it has, and whether its MAC address is drawn. */
  readonly guests: readonly { readonly bridge: number; readonly addresses: number; readonly knowsMac: boolean }[];
  readonly host: 'none' | 'veth' | 'bridge';
  readonly hostBridge: number;
  /** Machines behind a NIC; `undefined`: no NIC. */
  readonly externals: number | undefined;
  readonly nicBridge: number;
  readonly unusedPort: boolean;
  readonly rules: readonly RuleDraw[];
}

interface RuleDraw {
  readonly action: 'accept' | 'deny';
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly services: readonly number[];
  readonly not: 'source' | 'destination' | 'service' | 'nothing';
  readonly enabled: boolean;
  readonly log: boolean;
}

const ruleDraw: fc.Arbitrary<RuleDraw> = fc.record({
  action: fc.constantFrom('accept', 'accept', 'accept', 'deny'),
  source: fc.array(fc.nat(40), { maxLength: 2 }),
  destination: fc.array(fc.nat(40), { maxLength: 2 }),
  services: fc.array(fc.nat(SERVICES.length - 1), { maxLength: 2 }),
  not: fc.constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'source', 'destination', 'service'),
  enabled: fc.constantFrom(true, true, true, true, false),
  log: fc.boolean(),
});

const guestDraw = fc.record({
  bridge: fc.nat(5),
  addresses: fc.constantFrom(1, 1, 1, 2),
  knowsMac: fc.boolean(),
});

const draw: fc.Arbitrary<Draw> = fc.record({
  links: fc.array(fc.option(fc.nat(4), { nil: undefined, freq: 6 }), { maxLength: 5 }),
  // Probes grow with the square of the guests: mostly a few, so that there is time for many documents.
  guests: fc.oneof(
    { weight: 4, arbitrary: fc.array(guestDraw, { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.array(guestDraw, { minLength: 7, maxLength: 12 }) },
  ),
  host: fc.constantFrom('none', 'veth', 'veth', 'bridge'),
  hostBridge: fc.nat(5),
  externals: fc.option(fc.nat(2), { nil: undefined, freq: 1 }),
  nicBridge: fc.nat(5),
  unusedPort: fc.boolean(),
  rules: fc.array(ruleDraw, { minLength: 1, maxLength: 6 }),
});

/** Documents of one host: one to six bridges without a loop, up to twelve guests, and simple rules. All of them compile. */
export const randomDocument: fc.Arbitrary<Document> = draw.map(documentOf);

function documentOf(chance: Draw): Document {
  const bridges = [...Array(chance.links.length + 1).keys()].map((index) => ({
    id: `b${index}`,
    name: `b${index}`,
    ageing: 300,
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
  }
  const guests = chance.guests.map(({ bridge: at, addresses, knowsMac }, index): Guest => {
    port(`t${index}`, 'tap', bridge(at));
    const own = ['10.0.1', '10.0.2'].slice(0, addresses).map((network) => `${network}.${index + 10}`);
    return {
      id: `g${index}`,
      name: `g${index}`,
      nics: [{ port: `t${index}`, ...(knowsMac && { mac: `52:54:00:00:00:0${index.toString(16)}` }), addresses: own }],
    };
  });
  const interfaces: HostInterface[] = [];
  if (chance.host === 'veth') {
    port('hp', 'veth', bridge(chance.hostBridge), 'hi');
    interfaces.push({ id: 'hi', name: 'hi', kind: 'veth', peer: 'hp', addresses: ['10.0.1.1/16'] });
  } else if (chance.host === 'bridge') {
    interfaces.push({ id: 'own', name: bridge(chance.hostBridge), kind: 'ethernet', addresses: ['10.0.1.1/16'] });
  }
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
  ];
  return {
    ...emptyDocument('random'),
    hosts: [{ id: 'host', name: 'host', role: 'hypervisor', bridges, ports, interfaces }],
    guests,
    externals,
    groups,
    addresses: [
      { id: 'upper', name: 'upper', value: '10.0.1.128/25' },
      { id: 'few', name: 'few', value: '10.0.1.10-10.0.1.12' },
    ],
    services: SERVICES,
    policies: [
      {
        id: 'main',
        name: 'main',
        kind: 'main',
        attach: { host: 'host' },
        rules: chance.rules.map((rule, index) => ruleOf(rule, index, objects)),
      },
    ],
  };
}

function ruleOf(chance: RuleDraw, index: number, objects: readonly string[]): Rule {
  const pick = (numbers: readonly number[], from: readonly string[]) => [
    ...new Set(numbers.map((number) => from[number % from.length] ?? '')),
  ];
  const source = pick(chance.source, objects);
  const destination = pick(chance.destination, objects);
  const service = pick(
    chance.services,
    SERVICES.map(({ id }) => id),
  );
  const negatable = { source, destination, service, nothing: [] }[chance.not].length > 0;
  return {
    id: `r${index}`,
    action: chance.action,
    ...(source.length > 0 && { source }),
    ...(destination.length > 0 && { destination }),
    ...(service.length > 0 && { service }),
    ...(negatable && { not: { [chance.not]: true } }),
    ...(!chance.enabled && { enabled: false }),
    ...(chance.log && { log: true }),
  };
}
