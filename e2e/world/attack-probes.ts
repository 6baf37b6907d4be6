import type { DrawnNic } from './drawn-network.ts';
import { nicsAround, sameSegment } from './drawn-sides.ts';
import { beyondOneNic, type Endpoint, endpointsOf, isPlaced, orderedPairs } from './endpoints.ts';
import { BROADCAST_MAC } from './frames/ethernet.ts';
import { isIpv6 } from './frames/octets.ts';
import { type Conversation, temptingServices } from './honest-probes.ts';
import type { Probe } from './probe.ts';
import type { ProbeFactory } from './probe-factory.ts';

/** A MAC address that no station has: a bridge floods what is sent to it. */
export const NOBODYS_MAC = '02:de:ad:00:00:01';

/** What a bridge sends out of every port: an unknown MAC address, broadcast, and multicast, here around unicast packets. */
const FLOODED_MACS = [NOBODYS_MAC, BROADCAST_MAC, '01:00:5e:00:00:fb'];

/** Invariant 2: every guest, with every other station's address as its source, to every station. */
export function forged(factory: ProbeFactory): Probe[] {
  const { network } = factory;
  const endpoints = endpointsOf(network);
  return network.nics
    .filter((nic) => nic.kind !== 'interface' && nic.bridge !== undefined)
    .flatMap((sender) =>
      endpoints
        .filter((victim) => canLie(sender, victim.nic) && sameSegment(network, sender, victim.nic))
        .flatMap((victim) =>
          endpoints
            .filter((to) => to.nic.station !== sender.station && to.nic.station !== victim.nic.station)
            .filter((to) => isIpv6(to.address) === isIpv6(victim.address) && sameSegment(network, sender, to.nic))
            .filter((to) => !beyondOneNic(sender, to.nic))
            .flatMap((to) => forge(factory, sender, victim, to)),
        ),
    );
}

function forge(factory: ProbeFactory, sender: DrawnNic, victim: Endpoint, to: Endpoint): Probe[] {
  return temptingServices(factory, victim.address, to.address).map((service) => {
    const flow = factory.flow(victim.address, to.address, service);
    return factory.attack(`forged by ${sender.key}`, flow, 'request', sender, to.nic.mac);
  });
}

/** An external can take the address of a neighbour on its own segment unseen; anybody else's must be noticed. */
function canLie(sender: DrawnNic, victim: DrawnNic): boolean {
  if (sender.station === victim.station) return false;
  return !beyondOneNic(sender, victim);
}

/** Invariant 1, the man in the middle: the right addresses, but the MAC address of a third. */
export function redirected(factory: ProbeFactory): Probe[] {
  const { network } = factory;
  return sendable(factory).flatMap(([from, to]) =>
    [...aroundOf(factory, from.nic)]
      .filter((third) => third.station !== from.nic.station && third.station !== to.nic.station)
      .filter((third) => !beyondOneNic(third, from.nic) && !beyondOneNic(third, to.nic))
      .filter((third) => sameSegment(network, from.nic, to.nic) && isPlaced(third, from.address))
      .flatMap((third) =>
        temptingServices(factory, from.address, to.address).map((service) => {
          const flow = factory.flow(from.address, to.address, service);
          return factory.attack(`redirected to ${third.key}`, flow, 'request', from.nic, third.mac);
        }),
      ),
  );
}

/** Invariants 1 and 4: each bridge on the way floods the frame over all its ports. */
export function flooded(factory: ProbeFactory): Probe[] {
  return sendable(factory).flatMap(([from, to]) =>
    temptingServices(factory, from.address, to.address).flatMap((service) =>
      FLOODED_MACS.map((mac) => {
        const flow = factory.flow(from.address, to.address, service);
        // The copy at the addressee's own port is the one that no bridge can be blamed for.
        const arrivals = factory.arrivals(flow, from.nic, to.nic, 'new', true);
        const allowed =
          arrivals.length > 0 ? [...arrivals, ...beyondPort(factory, to.nic)] : factory.waysOut(flow, from.nic, to.nic);
        return factory.attack('flooded', flow, 'request', from.nic, mac, allowed);
      }),
    ),
  );
}

/** What established-first rule sets leak: packets of a running conversation, redirected or forged by a third. */
export function hijacked(factory: ProbeFactory, all: readonly Conversation[]): Probe[] {
  return all
    .filter(({ allowed, to }) => allowed && to.nic.kind !== 'interface')
    .flatMap(({ flow, from, to }) =>
      [...aroundOf(factory, to.nic)]
        .filter((third) => third.station !== from.nic.station && third.station !== to.nic.station)
        .filter((third) => !beyondOneNic(third, from.nic) && !beyondOneNic(third, to.nic))
        .flatMap((third) => {
          const redirectedReply = isPlaced(third, to.address)
            ? [factory.attack(`reply redirected to ${third.key}`, flow, 'reply', to.nic, third.mac)]
            : [];
          if (third.kind === 'interface') return redirectedReply;
          return [...redirectedReply, factory.attack(`hijacked by ${third.key}`, flow, 'next', third, to.nic.mac)];
        }),
    );
}

/** Invariant 7: an address of the host, but the MAC address of a bridge or of another interface of the host. */
export function wrongDoors(factory: ProbeFactory, bridgeMacs: ReadonlyMap<string, string>): Probe[] {
  const { network } = factory;
  const interfaces = network.nics.filter((nic) => nic.kind === 'interface');
  return network.nics
    .filter((nic) => nic.kind !== 'interface' && nic.bridge !== undefined)
    .flatMap((sender) => {
      const doors = network.host.bridges
        .filter((bridge) => nicsAround(network, bridge.id).has(sender))
        .map((bridge) => ({ name: bridge.name, mac: bridgeMacs.get(bridge.id) ?? NOBODYS_MAC }));
      const others = interfaces.filter((nic) => !nic.ownDevice && sameSegment(network, nic, sender));
      return [...doors, ...others.map((nic) => ({ name: nic.key, mac: nic.mac }))].flatMap((door) =>
        interfaces
          .filter((to) => to.mac !== door.mac)
          .flatMap((to) => to.addresses.map((address) => ({ to, address })))
          .flatMap(({ to, address }) =>
            sender.addresses
              .filter((own) => isIpv6(own) === isIpv6(address))
              .flatMap((own) =>
                temptingServices(factory, own, address).map((service) => {
                  const flow = factory.flow(own, address, service);
                  // A bridge that has not heard of the MAC yet floods the frame: a copy on the right wire is no harm,
                  // as long as the host does not take it in.
                  const onItsWire = factory.arrivals(flow, sender, to, 'new', true).length > 0;
                  const allowed = onItsWire ? [to.key] : factory.waysOut(flow, sender, to);
                  return factory.attack(`through the door ${door.name}`, flow, 'request', sender, door.mac, allowed);
                }),
              ),
          ),
      );
    });
}

/** The pairs whose first end can put any frame it likes on the wire: a bridge's own device cannot. */
function sendable(factory: ProbeFactory): [Endpoint, Endpoint][] {
  return orderedPairs(factory.network).filter(([from]) => !from.nic.ownDevice);
}

function aroundOf(factory: ProbeFactory, nic: DrawnNic): Set<DrawnNic> {
  return nic.bridge === undefined ? new Set() : nicsAround(factory.network, nic.bridge);
}

function beyondPort(factory: ProbeFactory, nic: DrawnNic): string[] {
  return factory.network.nics.filter((other) => beyondOneNic(other, nic)).map((other) => other.key);
}
