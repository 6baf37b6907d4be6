import fc from 'fast-check';
import type { Attach, Day, Id, Interval, Policy, Rule, Service, User } from '../../shared/document/document.ts';

/** What random rules speak of besides ends and places. */
export const SERVICES: readonly Service[] = [
  { id: 'any-icmp', name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
  { id: 'ping', name: 'ping', protocol: 'icmp', icmpType: '8/0' },
  { id: 'ping6', name: 'ping of IPv6', protocol: 'icmpv6', icmpType: '128' },
  { id: 'web', name: 'web', protocol: 'tcp', ports: '80,443' },
  { id: 'high', name: 'high ports', protocol: 'tcp', ports: '8000:8003' },
  { id: 'dns', name: 'DNS', protocol: 'udp', ports: '53' },
  { id: 'all-tcp', name: 'all TCP', protocol: 'tcp' },
  { id: 'all-udp', name: 'all UDP', protocol: 'ip', number: 17 },
];

export const USERS: readonly User[] = [
  { id: 'root', name: 'root', uid: 0 },
  { id: 'other', name: 'other', uid: 65534 },
];

const DAYS: readonly Day[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Yesterday, today and tomorrow, so that midnight changes nothing while this runs. */
const THESE_DAYS = [6, 0, 1].map((step) => DAYS[(new Date().getUTCDay() + step) % 7] ?? 'sun');

export const INTERVALS: readonly Interval[] = [
  { id: 'now', name: 'these days', days: THESE_DAYS, from: '00:00', to: '23:59' },
  {
    id: 'later',
    name: 'other days',
    days: DAYS.filter((day) => !THESE_DAYS.includes(day)),
    from: '00:00',
    to: '23:59',
  },
];

/** What is drawn, so far as rules can name it. */
export interface Named {
  readonly ends: readonly Id[];
  readonly ports: readonly Id[];
  /** The host's own. */
  readonly interfaces: readonly Id[];
  readonly attachments: readonly Attach[];
}

interface RuleDraw {
  readonly action: 'accept' | 'deny' | 'reject' | 'branch';
  readonly branch: number;
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly services: readonly number[];
  readonly not: 'source' | 'destination' | 'service' | 'ports' | 'nothing';
  readonly place: 'anywhere' | 'ports' | 'interfaces' | 'either' | 'host' | 'user';
  readonly places: readonly number[];
  readonly direction: 'in' | 'out' | 'both' | undefined;
  readonly interval: 'now' | 'later' | undefined;
  readonly stateless: boolean;
  readonly enabled: boolean;
  readonly log: boolean;
}

/** What chance decides of the policies; its numbers are taken modulo what is drawn. */
export interface PoliciesDraw {
  readonly mains: readonly { readonly attach: number | undefined; readonly rules: readonly RuleDraw[] }[];
  /** Each may branch to those behind it. */
  readonly branches: readonly (readonly RuleDraw[])[];
}

function often<T>(usual: T, times: number, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...Array<T>(times).fill(usual), ...others);
}

const ruleDraw: fc.Arbitrary<RuleDraw> = fc.record({
  action: often('accept' as const, 8, 'deny' as const, 'deny' as const, 'reject' as const, 'branch' as const, 'branch'),
  branch: fc.nat(3),
  source: fc.array(fc.nat(40), { maxLength: 2 }),
  destination: fc.array(fc.nat(40), { maxLength: 2 }),
  services: fc.array(fc.nat(SERVICES.length - 1), { maxLength: 2 }),
  not: often('nothing' as const, 8, 'source', 'destination', 'service', 'ports', 'ports'),
  place: often('anywhere' as const, 8, 'ports', 'ports', 'ports', 'interfaces', 'either', 'host', 'user'),
  places: fc.array(fc.nat(40), { minLength: 1, maxLength: 2 }),
  direction: fc.constantFrom(undefined, 'in' as const, 'out' as const, 'both' as const),
  interval: often<'now' | 'later' | undefined>(undefined, 8, 'now', 'later'),
  stateless: often<boolean>(false, 9, true),
  enabled: often<boolean>(true, 7, false),
  log: fc.boolean(),
});

const rules = fc.array(ruleDraw, { minLength: 1, maxLength: 4 });

export const policiesDraw: fc.Arbitrary<PoliciesDraw> = fc.record({
  mains: fc.array(fc.record({ attach: fc.option(fc.nat(40), { nil: undefined, freq: 2 }), rules }), {
    minLength: 1,
    maxLength: 3,
  }),
  branches: fc.array(fc.array(ruleDraw, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
});

/** Main policies on the host and on objects, and branches. */
export function policiesOf(chance: PoliciesDraw, named: Named): Policy[] {
  const names = chance.branches.map((_, index) => `B${index}`);
  return [
    ...chance.mains.map(({ attach, rules: drawn }, index): Policy => {
      const id = `m${index}`;
      return {
        id,
        name: id,
        kind: 'main',
        attach: (attach === undefined ? undefined : pick([attach], named.attachments)[0]) ?? { host: 'host' },
        rules: drawn.map((rule, at) => ruleOf(rule, at, named, names)),
      };
    }),
    ...chance.branches.map((drawn, index): Policy => {
      const id = names[index] ?? '';
      const behind = names.slice(index + 1);
      return {
        id,
        name: id,
        kind: 'branch',
        attach: { host: 'host' },
        rules: drawn.map((rule, at) => ruleOf(rule, at, named, behind)),
      };
    }),
  ];
}

function ruleOf(chance: RuleDraw, index: number, named: Named, branches: readonly Id[]): Rule {
  const destination = pick(chance.destination, named.ends);
  const service = ids(chance.services, SERVICES);
  const place = placeOf(chance, named);
  const source = place.user === undefined ? pick(chance.source, named.ends) : [];
  const [branch] = chance.action === 'branch' ? pick([chance.branch], branches) : [];
  const action = chance.action === 'branch' && branch === undefined ? 'accept' : chance.action;
  const negatable = { source, destination, service, ports: place.ports ?? [], nothing: [] }[chance.not].length > 0;
  return {
    id: `r${index}`,
    action,
    ...(branch !== undefined && { branch }),
    ...(source.length > 0 && { source }),
    ...(destination.length > 0 && { destination }),
    ...(service.length > 0 && { service }),
    ...place,
    ...(chance.interval && { interval: [chance.interval] }),
    ...(negatable && { not: { [chance.not]: true } }),
    ...(chance.stateless && { state: 'stateless' }),
    ...(!chance.enabled && { enabled: false }),
    ...(chance.log && { log: true }),
  };
}

function placeOf(
  { place, places, direction }: RuleDraw,
  named: Named,
): Pick<Rule, 'ports' | 'interfaces' | 'user' | 'direction'> {
  const way = direction === undefined ? {} : { direction };
  if (place === 'ports' && named.ports.length > 0) return { ports: pick(places, named.ports), ...way };
  if (named.interfaces.length === 0) return {};
  if (place === 'either' && named.ports.length > 0)
    return { ports: pick(places, named.ports), interfaces: pick(places, named.interfaces), ...way };
  if (place === 'interfaces') return { interfaces: pick(places, named.interfaces), ...way };
  if (place === 'host') return way;
  if (place === 'user') return { user: ids(places, USERS), ...(direction === 'out' && way) };
  return {};
}

function ids(numbers: readonly number[], from: readonly { readonly id: Id }[]): Id[] {
  return pick(
    numbers,
    from.map(({ id }) => id),
  );
}

function pick<T>(numbers: readonly number[], from: readonly T[]): T[] {
  return [...new Set(numbers.flatMap((number) => from[number % from.length] ?? []))];
}
