import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';
import { isIpv6 } from './frames/octets.ts';
import { contains, type ProbedService } from './rule-match.ts';

/** One address at one NIC. */
export interface Endpoint {
  readonly nic: DrawnNic;
  readonly address: string;
}

/** Every address that stands at a bridge of the host. */
export function endpointsOf(network: DrawnNetwork): Endpoint[] {
  return network.nics
    .filter((nic) => nic.bridge !== undefined)
    .flatMap((nic) => [...nic.addresses, ...nic.routed].map((address) => ({ nic, address })));
}

/** Every ordered pair of endpoints of different stations and one family that a frame could go between. */
export function orderedPairs(network: DrawnNetwork): [Endpoint, Endpoint][] {
  const endpoints = endpointsOf(network);
  return endpoints.flatMap((from) =>
    endpoints
      .filter((to) => from.nic.station !== to.nic.station && isIpv6(from.address) === isIpv6(to.address))
      .filter((to) => !beyondOneNic(from.nic, to.nic))
      .filter((to) => from.nic.kind !== 'interface' || routes(from.nic, to.address))
      .map((to): [Endpoint, Endpoint] => [from, to]),
  );
}

/** Two externals behind one NIC talk to each other out there: nothing of ours sees it. */
export function beyondOneNic(one: DrawnNic, other: DrawnNic): boolean {
  return one.kind === 'external' && other.kind === 'external' && one.port?.id === other.port?.id;
}

/** Whether the bridges know where a NIC is that a packet of some family is sent to: who has IPv6 alone tells nobody without it. */
export function isPlaced({ addresses }: DrawnNic, address: string): boolean {
  return isIpv6(address) || !addresses.every(isIpv6);
}

/** Whether the host's kernel would send to this address through this interface. */
export function routes(nic: DrawnNic, address: string): boolean {
  return nic.drawnAddresses.some((cidr) => contains(cidr, address));
}

/**
 * The services worth asking for: an echo, and for tcp and udp the edges of every port range that the document names, one
 * port beyond, and one that it may not name at all.
 */
export function probedServices(network: DrawnNetwork): ProbedService[] {
  const services: ProbedService[] = [{ protocol: 'icmp' }];
  for (const protocol of ['tcp', 'udp'] as const) {
    const ports = new Set([protocol === 'tcp' ? 80 : 53]);
    for (const service of network.document.services) {
      if (service.protocol !== protocol) continue;
      for (const range of (service.ports ?? '').split(',').filter((each) => each !== '')) {
        const [first = 0, last = first] = range.split(':').map(Number);
        for (const port of [first, last, last + 1]) if (port > 0 && port < 65536) ports.add(port);
      }
    }
    for (const port of ports) services.push({ protocol, port, sourcePort: 0 });
  }
  return services;
}
