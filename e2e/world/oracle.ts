import type { Day, Interval, Policy, Rule } from '../../shared/document/document.ts';
import type { DrawnNetwork } from './drawn-network.ts';
import { contains, type FirstPacket, speaksOf, turnedRound } from './rule-match.ts';
import type { Stop } from './way.ts';

/** What connection tracking takes a packet for; `invalid` is what it can make nothing of. */
export type PacketState = 'new' | 'established' | 'invalid';

/**
 * Whether the user's rules let a packet past every stop of its way: read from the document alone, rule after rule, the first that
 * matches at a stop decides there, and nothing matches at the end. It shares no code with the compiler, because it is what the
 * compiler is held against.
 */
export function passes(
  network: DrawnNetwork,
  way: readonly Stop[],
  packet: FirstPacket,
  state: PacketState = 'new',
): boolean {
  return way.every((stop) => passesStop(network, stop, packet, state));
}

/** The same for one stop. */
function passesStop(network: DrawnNetwork, stop: Stop, packet: FirstPacket, state: PacketState): boolean {
  if (isAdminAccess(network, packet)) return true;
  const asked = askedOf(network, stop, packet, state);
  for (const policy of mainPolicies(network)) {
    const action = decision(network, policy, asked, state, 0);
    if (action !== undefined) return action === 'accept';
  }
  return tracks(network) && state === 'established';
}

/** Whether the host remembers connections. */
export function tracks({ host }: DrawnNetwork): boolean {
  return host.settings?.established !== 'none';
}

/** Whether the rules let a packet that no connection is known of past any stop that there is, whichever way it takes. */
export function passesSomewhere(network: DrawnNetwork, packet: FirstPacket): boolean {
  const states: readonly PacketState[] = tracks(network) ? ['new'] : ['new', 'established'];
  return everyStop(network).some((stop) => states.some((state) => passesStop(network, stop, packet, state)));
}

const stops = new WeakMap<DrawnNetwork, readonly Stop[]>();

function everyStop(network: DrawnNetwork): readonly Stop[] {
  const known = stops.get(network);
  if (known !== undefined) return known;
  const { host } = network;
  const crossings = host.ports.flatMap((port) =>
    host.ports
      .filter((other) => other !== port && other.bridge === port.bridge)
      .map((other): Stop => ({ hook: 'FORWARD', in: port.id, out: other.id })),
  );
  const own = host.interfaces.flatMap((each): Stop[] => [
    { hook: 'OUTPUT', interface: each.id },
    { hook: 'INPUT', interface: each.id },
  ]);
  const all = [...own, ...crossings];
  stops.set(network, all);
  return all;
}

/** Whether any rule accepts the packet's ends and service by itself, whatever else it asks for or stands before it. */
export function someAcceptance(network: DrawnNetwork, packet: FirstPacket): boolean {
  const mine = network.document.policies.filter(({ kind }) => kind === 'branch').concat(mainPolicies(network));
  return mine.some((policy) =>
    policy.rules.some(
      (rule) => rule.enabled !== false && rule.action === 'accept' && speaksOf(network, policy, rule, packet),
    ),
  );
}

/** Whether some rule stops packets of connections that were accepted. */
export function cutsConnections(network: DrawnNetwork): boolean {
  return anyRule(network, (rule) => rule.state === 'stateless' && rule.action !== 'accept');
}

/** Whether some rule makes the host's kernel tell senders that they are refused. */
export function rejects(network: DrawnNetwork): boolean {
  return anyRule(network, (rule) => rule.action === 'reject');
}

function anyRule({ document }: DrawnNetwork, wanted: (rule: Rule) => boolean): boolean {
  return document.policies.some(({ rules }) => rules.some((rule) => rule.enabled !== false && wanted(rule)));
}

/** The main policies that can concern the host, in their order: on the host itself, or on what is drawn. */
function mainPolicies({ document, host }: DrawnNetwork): Policy[] {
  return document.policies.filter(
    ({ kind, attach }) => kind === 'main' && (attach.host === undefined || attach.host === host.id),
  );
}

/** A packet at a stop, as a rule is asked about it. */
interface Asked {
  readonly stop: Stop;
  readonly packet: FirstPacket;
  /** It is not the packet itself, but what that would be the answer to. */
  readonly answer: boolean;
  /** A rule with a user has led it into a branch on a bridge, where the host is all that is known of the user. */
  readonly passing: boolean;
}

/**
 * Without memory each acceptance is asked twice: whether it speaks of the packet, and whether it speaks of what the packet can be
 * the answer to, at the same stop the other way round.
 */
function askedOf(network: DrawnNetwork, stop: Stop, packet: FirstPacket, state: PacketState): Asked[] {
  const itself: Asked = { stop, packet, answer: false, passing: false };
  if (tracks(network) || opens(packet, state)) return [itself];
  return [itself, { stop: turnedStop(stop), packet: turnedRound(packet), answer: true, passing: false }];
}

/** Whether it can be told from an answer: an echo request, or a lone SYN; of a datagram nobody can tell. */
function opens({ service }: FirstPacket, state: PacketState): boolean {
  if (service.protocol === 'icmp') return service.reply !== true;
  return service.protocol === 'tcp' && state === 'new';
}

/** Where the answers of what the host sends and takes in are asked for, no port is known. */
function turnedStop(stop: Stop): Stop {
  if (stop.hook === 'FORWARD') return { hook: 'FORWARD', in: stop.out, out: stop.in };
  return { hook: stop.hook === 'INPUT' ? 'OUTPUT' : 'INPUT', interface: stop.interface };
}

/** A branch in a branch in a branch... more than this is a circle, which no document has that compiles. */
const DEEPEST = 20;

function decision(
  network: DrawnNetwork,
  policy: Policy,
  asked: readonly Asked[],
  state: PacketState,
  depth: number,
): 'accept' | 'deny' | 'reject' | undefined {
  if (depth > DEEPEST) throw new Error(`the oracle cannot judge policy ${policy.id}: it branches in a circle`);
  for (const rule of policy.rules) {
    if (rule.enabled === false || rule.action === 'continue') continue;
    const met = asked.filter((one) => speaksOf(network, policy, rule, one.packet) && stands(network, rule, one));
    if (met.length === 0) continue;
    if (rule.action === 'branch') {
      const branch = network.document.policies.find(({ id }) => id === rule.branch);
      const led = met.map((one) => ({ ...one, passing: one.passing || passesByUser(rule, one) }));
      const inside = branch && decision(network, branch, led, state, depth + 1);
      if (inside !== undefined) return inside;
    } else if (rule.action === 'accept' || met.some(({ answer, passing }) => !answer && !passing)) {
      if (asksState(network, rule, state)) return rule.action;
    }
  }
  return undefined;
}

/** An acceptance is how connections begin, and a denial spares those that were accepted, unless a rule is `stateless`. */
function asksState(network: DrawnNetwork, { action, state }: Rule, is: PacketState): boolean {
  if (state === 'stateless' || !tracks(network)) return true;
  return action === 'accept' ? is === 'new' : is !== 'established';
}

function stands(network: DrawnNetwork, rule: Rule, asked: Asked): boolean {
  return holdsNow(network, rule) && standsAt(network, rule, asked);
}

/**
 * Whether the rule is asked at this stop. Ports are those of the bridge that the packet crosses, by which it enters it unless the rule
 * says out; interfaces and a direction alone are the host's own. A rule with ports and interfaces is about what goes by either.
 */
function standsAt(network: DrawnNetwork, rule: Rule, asked: Asked): boolean {
  const { stop, packet, passing } = asked;
  const { ports = [], interfaces = [], user = [], direction } = rule;
  if (passing) return passesForHost(network, rule, packet);
  if (user.length > 0) return standsForUser(network, rule, asked);
  if (ports.length > 0 || interfaces.length > 0)
    return (ports.length > 0 && crossesPort(rule, stop)) || (interfaces.length > 0 && usesInterface(rule, stop));
  if (direction === 'out') return stop.hook === 'OUTPUT';
  return direction !== 'in' || stop.hook !== 'OUTPUT';
}

function usesInterface({ interfaces, direction }: Rule, stop: Stop): boolean {
  if (stop.hook === 'FORWARD' || interfaces?.includes(stop.interface) !== true) return false;
  return direction === undefined || direction === 'both' || direction === (stop.hook === 'INPUT' ? 'in' : 'out');
}

/** "Not these ports", in or out, is what comes by another one and leaves by none of them (decision 19). */
function crossesPort({ direction, ports = [], not }: Rule, stop: Stop): boolean {
  if (stop.hook === 'OUTPUT') return false;
  const out = stop.hook === 'FORWARD' ? stop.out : undefined;
  const named = (port: string | undefined) => port !== undefined && ports.includes(port);
  if (not?.ports === true) {
    const entersElsewhere = stop.in !== undefined && !named(stop.in);
    if (direction === 'out') return out !== undefined && !named(out);
    return entersElsewhere && (direction !== 'both' || !named(out));
  }
  const enters = direction !== 'out' && named(stop.in);
  const leaves = (direction === 'out' || direction === 'both') && named(out);
  return enters || leaves;
}

/** Every packet that the tests' host sends is root's, but for those of its kernel. */
const SENDING_USER = 0;

/**
 * A user is known where the host sends; on the bridges after that, what some user may send passes by the host's address, whoever sent
 * it (decision 16). An answer comes in for whichever user.
 */
function standsForUser(network: DrawnNetwork, rule: Rule, asked: Asked): boolean {
  if ((rule.ports ?? []).length > 0 || (rule.interfaces ?? []).length > 0 || rule.direction === 'in')
    throw new Error(`the oracle cannot judge rule ${rule.id}: a user and places`);
  const { stop, answer, packet } = asked;
  if (stop.hook === 'OUTPUT') {
    const sends = network.document.users.some(({ id, uid }) => rule.user?.includes(id) && uid === SENDING_USER);
    return answer || (sends && packet.ofKernel !== true);
  }
  return passesByUser(rule, asked) && passesForHost(network, rule, packet);
}

/** Whether a rule lets pass on a bridge what OUTPUT has judged by its user. */
function passesByUser({ user = [], action }: Rule, { stop }: Asked): boolean {
  return user.length > 0 && stop.hook === 'FORWARD' && (action === 'accept' || action === 'branch');
}

/** Whether the host may have sent what a rule lets pass: by the interfaces that the rule names, if any, and not by ports. */
function passesForHost({ nics }: DrawnNetwork, rule: Rule, packet: FirstPacket): boolean {
  const { ports = [], interfaces = [], direction } = rule;
  if (direction === 'in' || (ports.length > 0 && interfaces.length === 0)) return false;
  return nics.some(
    ({ kind, key, addresses }) =>
      kind === 'interface' && addresses.includes(packet.from) && (interfaces.length === 0 || interfaces.includes(key)),
  );
}

const DAYS: readonly Day[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function holdsNow({ document }: DrawnNetwork, { interval = [] }: Rule): boolean {
  return interval.length === 0 || document.intervals.some((each) => interval.includes(each.id) && isNow(each));
}

/** Only whole days: no test may stand and fall with the minute. */
function isNow({ id, days, from, to }: Interval): boolean {
  if (from !== '00:00' || to !== '23:59') throw new Error(`the oracle cannot judge interval ${id}: not whole days`);
  return days.includes(DAYS[new Date().getUTCDay()] ?? 'sun');
}

function isAdminAccess(network: DrawnNetwork, packet: FirstPacket): boolean {
  const host = network.nics.some((nic) => nic.kind === 'interface' && nic.addresses.includes(packet.to));
  if (!host || packet.service.protocol !== 'tcp' || packet.service.port !== 22) return false;
  return (network.host.settings?.adminAccess ?? []).some((network) => contains(network, packet.from));
}
