import type { DrawnNic } from './drawn-network.ts';
import { nicsAround, sameSegment } from './drawn-sides.ts';
import { isPlaced } from './endpoints.ts';
import { isIpv6 } from './frames/octets.ts';
import { temptingServices } from './honest-probes.ts';
import type { Probe } from './probe.ts';
import type { ProbeFactory } from './probe-factory.ts';

/** Addresses that no drawing of the tests has: machines somewhere beyond (RFC 5737 and 3849). */
const STRANGERS = ['203.0.113.9', '2001:db8::9'];

/**
 * Packets to and from addresses that are not drawn. They may pass only by the ways that lead beyond the drawing, a NIC or
 * the host, and only where a rule accepts them; no guest may have them or take such an address for its own.
 */
export function strangers(factory: ProbeFactory): Probe[] {
  const { network } = factory;
  return network.nics
    .filter((nic) => nic.kind === 'guest')
    .flatMap((guest) =>
      guest.addresses.flatMap((own) => {
        const stranger = STRANGERS.find((each) => isIpv6(each) === isIpv6(own)) ?? '';
        const around = guest.bridge === undefined ? [] : [...nicsAround(network, guest.bridge)];
        return around
          .filter((other) => other !== guest && !other.ownDevice && isPlaced(other, own))
          .flatMap((other) => [
            ...toStranger(factory, guest, own, stranger, other),
            ...fromStranger(factory, guest, own, stranger, other),
          ]);
      }),
    );
}

/** The guest sends to the stranger over `via`, as if that were its router. */
function toStranger(factory: ProbeFactory, guest: DrawnNic, own: string, stranger: string, via: DrawnNic): Probe[] {
  return temptingServices(factory, own, stranger).map((service) => {
    const flow = factory.flow(own, stranger, service);
    const passes = via.kind !== 'guest' && factory.arrivals(flow, guest, via, 'new', true).length > 0;
    const probe = factory.attack(
      `to a stranger by ${via.key}`,
      flow,
      'request',
      guest,
      via.mac,
      neighbours(factory, via),
    );
    return passes ? { ...probe, required: [via.key] } : probe;
  });
}

/** `via` brings in a packet of the stranger: it may, when it is no guest. */
function fromStranger(factory: ProbeFactory, guest: DrawnNic, own: string, stranger: string, via: DrawnNic): Probe[] {
  return temptingServices(factory, stranger, own).map((service) => {
    const flow = factory.flow(stranger, own, service);
    const passes = via.kind !== 'guest' && factory.arrivals(flow, via, guest, 'new', true).length > 0;
    const probe = factory.attack(`from a stranger by ${via.key}`, flow, 'request', via, guest.mac);
    return passes ? { ...probe, required: [guest.key] } : probe;
  });
}

/** What stands behind the same NIC: its switch may show it the frame. */
function neighbours(factory: ProbeFactory, via: DrawnNic): string[] {
  if (via.kind !== 'external') return [];
  return factory.network.nics
    .filter((nic) => nic.kind === 'external' && sameSegment(factory.network, nic, via) && nic.port?.id === via.port?.id)
    .map((nic) => nic.key);
}
