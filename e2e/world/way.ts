import type { Id } from '../../shared/document/document.ts';
import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';

/** One place on a packet's way where the host's kernel asks the rules about it. */
export type Stop =
  /** The host sends it by this interface. */
  | { readonly hook: 'OUTPUT'; readonly interface: Id }
  /** A bridge carries it from one of its ports to another. */
  | { readonly hook: 'FORWARD'; readonly in: Id | undefined; readonly out: Id | undefined }
  /** The host takes it in by this interface; the port is known where the interface is the bridge's own device. */
  | { readonly hook: 'INPUT'; readonly interface: Id; readonly in?: Id | undefined };

interface Hop {
  readonly bridge: Id;
  readonly in: Id | undefined;
  readonly out: Id | undefined;
}

/**
 * The stops between two NICs of one segment, in the packet's order; `undefined` when no frame goes between them. In a loop it is one
 * of the ways there are: rules that name ports are then not to be judged by it.
 */
export function wayBetween(network: DrawnNetwork, from: DrawnNic, to: DrawnNic): Stop[] | undefined {
  const hops = hopsBetween(network, from, to);
  if (hops === undefined) return undefined;
  const stops: Stop[] = from.interface === undefined ? [] : [{ hook: 'OUTPUT', interface: from.interface.id }];
  for (const [index, hop] of hops.entries()) {
    const ownAtStart = index === 0 && from.ownDevice;
    const ownAtEnd = index === hops.length - 1 && to.ownDevice;
    if (!ownAtStart && !ownAtEnd) stops.push({ hook: 'FORWARD', in: hop.in, out: hop.out });
  }
  if (to.interface !== undefined) {
    stops.push({ hook: 'INPUT', interface: to.interface.id, ...(to.ownDevice && { in: hops.at(-1)?.in }) });
  }
  return stops;
}

function hopsBetween({ host }: DrawnNetwork, from: DrawnNic, to: DrawnNic): Hop[] | undefined {
  if (from.bridge === undefined || to.bridge === undefined) return undefined;
  const reached = new Map<Id, readonly Hop[]>([[from.bridge, []]]);
  const entered = new Map<Id, Id | undefined>([[from.bridge, from.port?.id]]);
  for (const [bridge, before] of reached) {
    const enteredBy = entered.get(bridge);
    if (bridge === to.bridge) return [...before, { bridge, in: enteredBy, out: to.port?.id }];
    for (const port of host.ports) {
      const peer = host.ports.find(({ id }) => id === port.peer);
      if (port.bridge !== bridge || peer === undefined || reached.has(peer.bridge)) continue;
      reached.set(peer.bridge, [...before, { bridge, in: enteredBy, out: port.id }]);
      entered.set(peer.bridge, peer.id);
    }
  }
  return undefined;
}
