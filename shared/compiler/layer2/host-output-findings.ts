import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology, TopologyPort } from '../../topology/topology.ts';

/**
 * What the host sends over a bridge that has an address of its own goes through OUTPUT, where iptables knows no port. There the
 * layer-2 rules alone keep a guest from what is meant for others: they bind what it says of itself by ARP, and which MAC
 * address it is reached by. Each port where one of the two is off is named.
 */
export function hostOutputFindings(topology: Topology, host: Host): Finding[] {
  return host.bridges.flatMap(({ id }) => {
    const bridge = topology.bridges.get(id);
    if ((bridge?.device?.station.ranges.length ?? 0) === 0) return [];
    return bridge?.ports.flatMap((port) => finding(host, port)) ?? [];
  });
}

function finding(host: Host, { port, bridge, guest }: TopologyPort): Finding[] {
  if (!guest) return [];
  const { arp, mac } = port.protect ?? {};
  const unbound = [
    ...(arp === false ? ['"Stop forged ARP" is off'] : []),
    ...(mac === false ? ['"Stop forged MAC addresses" is off'] : []),
    ...(mac !== false && guest.nic.mac === undefined ? ['its MAC address is not drawn'] : []),
  ];
  if (unbound.length === 0) return [];
  return [
    {
      code: 'host-output-unbound',
      severity: 'warning',
      message: `${host.name} has an address on bridge ${bridge.name} itself, and iptables knows no port for what it sends there, so only layer 2 keeps its packets for others from ${guest.guest.name}: at port ${port.name} ${unbound.join(' and ')}. Mend that, or give ${host.name} a veth end instead of an address on the bridge.`,
      objects: [port.id, guest.guest.id, bridge.id],
      field: arp === false ? 'protect.arp' : 'protect.mac',
    },
  ];
}
