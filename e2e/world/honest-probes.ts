import { type Endpoint, orderedPairs, probedServices } from './endpoints.ts';
import { isIpv6 } from './frames/octets.ts';
import { passes, someAcceptance } from './oracle.ts';
import type { Flow, Probe } from './probe.ts';
import type { ProbeFactory } from './probe-factory.ts';
import type { Stop } from './way.ts';

/** A flow between two drawn endpoints and whether the rules allow it. */
export interface Conversation {
  readonly flow: Flow;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly allowed: boolean;
}

/** One conversation for every ordered pair of endpoints and every service worth asking for. */
export function conversations(factory: ProbeFactory): Conversation[] {
  const services = probedServices(factory.network);
  return orderedPairs(factory.network).flatMap(([from, to]) =>
    services.map((service) => {
      const flow = factory.flow(from.address, to.address, service);
      return { flow, from, to, allowed: factory.mayReach(flow, from.nic, to.nic) };
    }),
  );
}

/** Invariant 3, first half: a first packet arrives exactly when a rule accepts it at every stop of its way. */
export function requests(factory: ProbeFactory, all: readonly Conversation[]): Probe[] {
  return all.map(({ flow, from, to }) => factory.request(flow, from, to));
}

/**
 * Invariant 3, second half: the answer comes back when the first packet was allowed, and not otherwise. The host's kernel
 * gives its own answers (see the judge).
 */
export function replies(factory: ProbeFactory, all: readonly Conversation[]): Probe[] {
  return all.filter(({ to }) => to.nic.kind !== 'interface').map(({ flow, from, to }) => factory.reply(flow, from, to));
}

/** The asker's second packet of an allowed conversation. */
export function followUps(factory: ProbeFactory, all: readonly Conversation[]): Probe[] {
  return all
    .filter(({ to, allowed }) => allowed && to.nic.kind !== 'interface')
    .map(({ flow, from, to }) => factory.next(flow, from, to));
}

const ON_A_BRIDGE: Stop = { hook: 'FORWARD', in: undefined, out: undefined };

/** For each ordered pair one echo and one tcp service, accepted ones by preference: what an attacker would ride on. */
export function temptingServices(factory: ProbeFactory, from: string, to: string) {
  const services = probedServices(factory.network).filter(
    (service) => !(service.protocol === 'icmp' && isIpv6(from) !== isIpv6(to)),
  );
  const pick = (protocol: string) => {
    const mine = services.filter((service) => service.protocol === protocol);
    const packets = mine.map((service) => ({ from, to, service }));
    const bait =
      packets.find((packet) => passes(factory.network, [ON_A_BRIDGE], packet)) ??
      packets.find((packet) => someAcceptance(factory.network, packet));
    return bait?.service ?? mine[0];
  };
  return [pick('icmp'), pick('tcp')].filter((service) => service !== undefined);
}
