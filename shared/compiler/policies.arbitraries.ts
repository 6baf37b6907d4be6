import fc from 'fast-check';
import type { Attach, Document, Id, Policy, Rule, Service } from '../document/document.ts';

const SERVICES: readonly Service[] = [
  { id: 's-any', name: 'any', protocol: 'ip' },
  { id: 's-gre', name: 'GRE', protocol: 'ip', number: 47 },
  { id: 's-web', name: 'web', protocol: 'tcp', ports: '80,443' },
  { id: 's-dns', name: 'DNS', protocol: 'udp', ports: '53', sourcePorts: '1024:65535' },
  { id: 's-ping', name: 'ping', protocol: 'icmp', icmpType: '8/0' },
  { id: 's-ping6', name: 'ping of IPv6', protocol: 'icmpv6', icmpType: '128' },
];

/** The branches: each may branch to those behind it, so that no document branches in a circle. */
const BRANCHES: readonly Id[] = ['B1', 'B2', 'B3'];

/** A drawing with random policies: branches, users, ports, interfaces, directions and negations, in all places. */
export function randomPolicies(drawing: Document): fc.Arbitrary<Document> {
  const document = withObjects(drawing);
  const mains = fc.array(policyOf(document, BRANCHES), { minLength: 1, maxLength: 2 });
  const branches = fc.tuple(...BRANCHES.map((_, index) => policyOf(document, BRANCHES.slice(index + 1))));
  return fc
    .record({ mains, branches, established: fc.constantFrom('after-denials', 'none') })
    .map(({ mains: own, branches: led, established }) => ({
      ...document,
      hosts: document.hosts.map((host) => ({ ...host, settings: { ...host.settings, established } })),
      policies: [
        ...own.map((policy, index): Policy => ({ ...policy, id: `m${index}`, name: `m${index}`, kind: 'main' })),
        ...led.map((policy, index): Policy => {
          const id = BRANCHES[index] ?? '';
          return { ...policy, id, name: id, kind: 'branch' };
        }),
      ],
    }));
}

function withObjects(drawing: Document): Document {
  const [host] = drawing.hosts;
  const guests = drawing.guests.slice(0, 2).map(({ id }) => id);
  return {
    ...drawing,
    services: SERVICES,
    users: [
      { id: 'u-1', name: 'one', uid: 1001 },
      { id: 'u-2', name: 'two', uid: 1002 },
    ],
    intervals: [{ id: 'nights', name: 'nights', days: ['mon'], from: '22:00', to: '04:00' }],
    addresses: [
      { id: 'a-some', name: 'some', value: '192.168.50.12-192.168.50.14' },
      { id: 'a-ten', name: 'ten', value: '10.0.0.0/8' },
      { id: 'a-six', name: 'six', value: 'fd66::/64' },
    ],
    groups: [
      { id: 'g-guests', name: 'guests', members: guests },
      { id: 'g-all', name: 'all', members: ['g-guests', 'a-ten', ...(host ? [host.id] : [])] },
    ],
  };
}

function policyOf(document: Document, branches: readonly Id[]): fc.Arbitrary<Pick<Policy, 'attach' | 'rules'>> {
  return fc.record({
    attach: attachOf(document),
    rules: fc
      .array(ruleOf(document, branches), { maxLength: 4 })
      .map((rules) => rules.map((rule, index): Rule => ({ ...rule, id: `r${index}` }))),
  });
}

function attachOf({ hosts, guests }: Document): fc.Arbitrary<Attach> {
  const [host] = hosts;
  if (!host) throw new Error('a drawing without a host');
  const one = <K extends keyof Attach>(kind: K, ids: readonly Id[]) =>
    ids.length > 0 ? [fc.constantFrom(...ids).map((id): Attach => ({ [kind]: id }))] : [];
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant<Attach>({ host: host.id }) },
    ...one(
      'guest',
      guests.map(({ id }) => id),
    ),
    ...one(
      'bridge',
      host.bridges.map(({ id }) => id),
    ),
    ...one(
      'port',
      host.ports.map(({ id }) => id),
    ),
    ...one('group', ['g-guests', 'g-all']),
  );
}

function ruleOf(document: Document, branches: readonly Id[]): fc.Arbitrary<Omit<Rule, 'id'>> {
  const { hosts, guests, externals, groups, addresses } = document;
  const ends = [...hosts, ...guests, ...externals, ...groups, ...addresses].map(({ id }) => id);
  const ports = hosts.flatMap((host) => host.ports.map(({ id }) => id));
  const interfaces = hosts.flatMap((host) => host.interfaces.map(({ id }) => id));
  return fc
    .record({
      action: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('accept', 'accept', 'deny', 'reject', 'continue') },
        { weight: branches.length > 0 ? 3 : 0, arbitrary: fc.constant('branch') },
      ),
      branch: fc.nat(5),
      source: some(ends, 40),
      destination: some(ends, 40),
      service: some(
        SERVICES.map(({ id }) => id),
        40,
      ),
      user: some(['u-1', 'u-2'], 15),
      interval: some(['nights'], 10),
      ports: some(ports, 20),
      interfaces: some(interfaces, 20),
      direction: fc.constantFrom(undefined, undefined, undefined, undefined, 'in', 'out', 'both'),
      not: fc.record({ source: rarely, destination: rarely, service: rarely, ports: rarely }),
      state: fc.constantFrom(undefined, undefined, undefined, 'stateless'),
      log: fc.boolean(),
      enabled: fc.constantFrom(true, true, true, true, false),
    })
    .map(({ action, branch, not, ...fields }) => {
      const negated = (['source', 'destination', 'service', 'ports'] as const).filter(
        (field) => not[field] && (fields[field]?.length ?? 0) > 0,
      );
      const to = action === 'branch' ? branches[branch % branches.length] : undefined;
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      return {
        ...given,
        action,
        ...(to === undefined ? {} : { branch: to }),
        ...(negated.length > 0 ? { not: Object.fromEntries(negated.map((field) => [field, true])) } : {}),
      };
    });
}

const rarely = fc.constantFrom(true, false, false, false, false);

/** One or two of them in so many of a hundred rules; in the others no such field. */
function some(ids: readonly Id[], percent: number): fc.Arbitrary<Id[] | undefined> {
  if (ids.length === 0) return fc.constant(undefined);
  return fc.oneof(
    { weight: percent, arbitrary: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }) },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
  );
}
