import type { Day, Interval, Policy, Rule } from '../../shared/document/document.ts';
import type { DrawnNetwork } from './drawn-network.ts';
import { contains, type FirstPacket, speaksOf } from './rule-match.ts';
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
  for (const policy of mainPolicies(network)) {
    const action = decision(network, policy, { stop, packet, state }, 0);
    if (action !== undefined) return action === 'accept';
  }
  return state === 'established';
}

/** Whether the rules let a first packet past any stop that there is, whichever way it takes. */
export function passesSomewhere(network: DrawnNetwork, packet: FirstPacket): boolean {
  return everyStop(network).some((stop) => passesStop(network, stop, packet, 'new'));
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

/** Whether any rule with this action speaks of the packet's ends and service by itself, whatever else it asks for or stands before it. */
export function someRule(network: DrawnNetwork, action: 'accept' | 'deny', packet: FirstPacket): boolean {
  const actions = action === 'deny' ? ['deny', 'reject'] : [action];
  const mine = network.document.policies.filter(({ kind }) => kind === 'branch').concat(mainPolicies(network));
  return mine.some((policy) =>
    policy.rules.some(
      (rule) => rule.enabled !== false && actions.includes(rule.action) && speaksOf(network, policy, rule, packet),
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

interface Asked {
  readonly stop: Stop;
  readonly packet: FirstPacket;
  readonly state: PacketState;
}

/** A branch in a branch in a branch... more than this is a circle, which no document has that compiles. */
const DEEPEST = 20;

function decision(
  network: DrawnNetwork,
  policy: Policy,
  asked: Asked,
  depth: number,
): 'accept' | 'deny' | 'reject' | undefined {
  if (depth > DEEPEST) throw new Error(`the oracle cannot judge policy ${policy.id}: it branches in a circle`);
  for (const rule of policy.rules) {
    if (rule.enabled === false || rule.action === 'continue') continue;
    if (!speaksOf(network, policy, rule, asked.packet) || !stands(network, rule, asked)) continue;
    if (rule.action === 'branch') {
      const branch = network.document.policies.find(({ id }) => id === rule.branch);
      const inside = branch && decision(network, branch, asked, depth + 1);
      if (inside !== undefined) return inside;
    } else if (asksState(network, rule, asked.state)) return rule.action;
  }
  return undefined;
}

/** An acceptance is how connections begin, and a denial spares those that were accepted, unless a rule is `stateless`. */
function asksState({ host }: DrawnNetwork, { action, state }: Rule, is: PacketState): boolean {
  if (state === 'stateless' || host.settings?.established === 'none') return true;
  return action === 'accept' ? is === 'new' : is !== 'established';
}

function stands(network: DrawnNetwork, rule: Rule, { stop, packet }: Asked): boolean {
  return holdsNow(network, rule) && standsAt(network, rule, stop, packet);
}

/**
 * Whether the rule is asked at this stop. Ports are those of the bridge that the packet crosses, by which it enters it unless the rule
 * says out; interfaces and a direction alone are the host's own.
 */
function standsAt(network: DrawnNetwork, rule: Rule, stop: Stop, packet: FirstPacket): boolean {
  const { direction } = rule;
  if ((rule.user ?? []).length > 0) return standsForUser(network, rule, stop, packet);
  if ((rule.ports ?? []).length > 0) {
    if ((rule.interfaces ?? []).length > 0)
      throw new Error(`the oracle cannot judge rule ${rule.id}: it names ports and interfaces`);
    return crossesPort(rule, stop);
  }
  if ((rule.interfaces ?? []).length > 0) {
    if (stop.hook === 'FORWARD' || rule.interfaces?.includes(stop.interface) !== true) return false;
    return direction === undefined || direction === 'both' || direction === (stop.hook === 'INPUT' ? 'in' : 'out');
  }
  if (direction === 'out') return stop.hook === 'OUTPUT';
  return direction !== 'in' || stop.hook !== 'OUTPUT';
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

/** Every packet that the tests' host sends is root's. */
const SENDING_USER = 0;

/**
 * A user is known where the host sends; on the bridges after that, what some user may send passes by the host's address, whoever sent
 * it (decision 16).
 */
function standsForUser({ document, nics }: DrawnNetwork, rule: Rule, stop: Stop, packet: FirstPacket): boolean {
  if ((rule.ports ?? []).length > 0 || (rule.interfaces ?? []).length > 0 || rule.direction === 'in')
    throw new Error(`the oracle cannot judge rule ${rule.id}: a user and places`);
  if (stop.hook === 'OUTPUT') {
    return document.users.some(({ id, uid }) => rule.user?.includes(id) === true && uid === SENDING_USER);
  }
  const passing = rule.action === 'accept' || rule.action === 'branch';
  if (rule.action === 'branch') throw new Error(`the oracle cannot judge rule ${rule.id}: a user's branch`);
  return (
    stop.hook === 'FORWARD' &&
    passing &&
    nics.some((nic) => nic.kind === 'interface' && nic.addresses.includes(packet.from))
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
