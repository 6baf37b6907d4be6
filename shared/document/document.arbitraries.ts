import fc from 'fast-check';
import { type Document, emptyDocument, type Guest, type Host, type Policy, type Rule } from './document.ts';

/** Consistent documents of any small shape, with unknown fields in every kind of record. */
export function anyDocument(): fc.Arbitrary<Document> {
  const hosts = fc.array(
    fc.record({ bridges: fc.nat(3), taps: fc.nat(4), link: fc.boolean(), way: fc.boolean(), extra: extra() }),
    { maxLength: 2 },
  );
  return fc
    .record({
      name: fc.string(),
      hosts,
      groups: fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { maxLength: 3 }),
      rules: fc.array(ruleShape(), { maxLength: 4 }),
      positions: fc.boolean(),
      extra: extra(),
      later: fc.nat(5),
    })
    .map((shape) => {
      const built = shape.hosts.map(buildHost);
      const externals = built.flatMap(({ nicPorts }, h) =>
        nicPorts.map((port) => ({ id: `ext${h}`, name: `ext ${h}`, addresses: [`10.9.${h}.7`], port, ...shape.extra })),
      );
      const guests = built.flatMap((host) => host.guests);
      const endpoints = [
        ...guests.map(({ id }) => id),
        ...built.map(({ host }) => host.id),
        ...externals.map(({ id }) => id),
        'net',
      ];
      const pick = (n: number): string => endpoints[n % endpoints.length] ?? 'net';
      // A group holds only groups before it, so there are no cycles.
      const groups = shape.groups.map((members, g) => ({
        id: `group${g}`,
        name: `group ${g}`,
        members: [...new Set([...members.map(pick), ...(g > 0 && members.length > 2 ? [`group${g - 1}`] : [])])],
        ...shape.extra,
      }));
      const ends = [...endpoints, ...groups.map(({ id }) => id)];
      const end = (numbers: readonly number[]): string[] => [
        ...new Set(numbers.map((n) => ends[n % ends.length] ?? 'net')),
      ];
      const rules = shape.rules.map(
        ({ source, destination, service, branch, ...rest }, r): Rule => ({
          id: `r${r}`,
          ...(source === undefined ? {} : { source: end(source) }),
          ...(destination === undefined ? {} : { destination: end(destination) }),
          ...(service ? { service: ['ssh'] } : {}),
          ...rest,
          ...(branch ? { action: 'branch' as const, branch: 'sub' } : {}),
        }),
      );
      const policies: Policy[] = built.slice(0, 1).flatMap(({ host }) => [
        { id: 'main', name: 'Main', kind: 'main' as const, attach: { host: host.id }, rules, ...shape.extra },
        {
          id: 'sub',
          name: 'Sub',
          kind: 'branch' as const,
          attach: { host: host.id },
          rules: [{ id: 'r0', action: 'continue' as const }],
        },
      ]);
      const document: Document = {
        ...emptyDocument(shape.name),
        hosts: built.map(({ host }) => host),
        guests,
        externals,
        groups,
        addresses: [{ id: 'net', name: 'net', value: '10.0.0.0/8', ...shape.extra }],
        services: [{ id: 'ssh', name: 'SSH', protocol: 'tcp', ports: '22', ...shape.extra }],
        users: [{ id: 'joe', name: 'joe', uid: 1000 }],
        intervals: [{ id: 'work', name: 'work', days: ['mon'], from: '08:00', to: '17:00' }],
        policies,
        ...shape.extra,
        ...(shape.positions
          ? { view: { nodes: Object.fromEntries(guests.map(({ id }, i) => [id, { x: i * 10, y: -5.5 }])) } }
          : {}),
      };
      return document;
    });
}

/** Every id of a document but those of rules. */
export function idsOf(document: Document): string[] {
  const top = [
    document.hosts,
    document.guests,
    document.externals,
    document.groups,
    document.addresses,
    document.services,
    document.users,
    document.intervals,
    document.policies,
  ];
  const inHosts = document.hosts.flatMap((host) => [host.bridges, host.ports, host.interfaces]);
  return [...top, ...inHosts].flatMap((list: readonly { readonly id: string }[]) => list.map(({ id }) => id));
}

function extra(): fc.Arbitrary<Record<string, unknown>> {
  // The parser drops __proto__ keys, with a warning.
  const harmless = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'));
  const key = fc
    .string()
    .filter((name) => name !== '__proto__')
    .map((name) => `x-${name}`);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(key, harmless, { maxKeys: 2, noNullPrototype: true }) },
  );
}

function ruleShape() {
  const ends = fc.array(fc.nat(20), { maxLength: 3 });
  return fc.record(
    {
      action: fc.constantFrom('accept', 'deny', 'reject', 'continue'),
      source: ends,
      destination: ends,
      service: fc.boolean(),
      branch: fc.boolean(),
      log: fc.boolean(),
      enabled: fc.boolean(),
      comment: fc.string(),
      not: fc.constant({ source: true }),
    },
    { requiredKeys: ['action'] },
  );
}

interface HostShape {
  readonly bridges: number;
  readonly taps: number;
  readonly link: boolean;
  readonly way: boolean;
  readonly extra: Record<string, unknown>;
}

function buildHost(shape: HostShape, h: number): { host: Host; guests: Guest[]; nicPorts: string[] } {
  const bridges = Array.from({ length: shape.bridges }, (_, b) => ({
    id: `h${h}br${b}`,
    name: `virbr${b}`,
    ...shape.extra,
  }));
  const bridge = (n: number): string => `h${h}br${n % shape.bridges}`;
  const taps = Array.from({ length: shape.bridges > 0 ? shape.taps : 0 }, (_, t) => t);
  const linked = shape.link && shape.bridges > 1;
  const way = shape.way && shape.bridges > 0;
  const id = `h${h}`;
  const host: Host = {
    id,
    name: `host ${h}`,
    role: 'hypervisor',
    connection: { address: `192.168.${h}.1`, ...shape.extra },
    bridges,
    ports: [
      ...taps.map((t) => ({
        id: `${id}vk${t}`,
        name: `vk${t}`,
        kind: 'tap' as const,
        bridge: bridge(t),
        ...shape.extra,
      })),
      ...(linked
        ? [
            {
              id: `${id}va`,
              name: 'vethb1',
              kind: 'veth' as const,
              bridge: bridge(0),
              peer: `${id}vb`,
              protect: { arp: false },
            },
            { id: `${id}vb`, name: 'vethb2', kind: 'veth' as const, bridge: bridge(1), peer: `${id}va` },
          ]
        : []),
      ...(way
        ? [
            { id: `${id}vmh1`, name: 'vmh1', kind: 'veth' as const, bridge: bridge(0), peer: `${id}vmh2` },
            { id: `${id}nic`, name: 'eth1', kind: 'nic' as const, bridge: bridge(0) },
          ]
        : []),
    ],
    interfaces: way
      ? [{ id: `${id}vmh2`, name: 'vmh2', kind: 'veth', peer: `${id}vmh1`, addresses: [`192.168.5${h}.1/24`] }]
      : [],
    settings: { adminAccess: ['192.168.44.12/32'] },
  };
  const guests = taps.map((t) => ({
    id: `${id}g${t}`,
    name: `guest ${h}.${t}`,
    nics: [{ port: `${id}vk${t}`, mac: `52:54:00:0${h}:00:0${t}`, addresses: [`192.168.5${h}.${10 + t}`] }],
    ...shape.extra,
  }));
  return { host, guests, nicPorts: way ? [`${id}nic`] : [] };
}
