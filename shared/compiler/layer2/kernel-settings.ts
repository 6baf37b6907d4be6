import type { Host } from '../../document/document.ts';
import type { Topology } from '../../topology/topology.ts';

/** One file under /proc/sys and what must stand in it while our rules run. */
export interface KernelSetting {
  /** Below /proc/sys, with slashes, because an interface's name may hold dots. */
  readonly path: string;
  readonly value: string;
  readonly reason: string;
}

/** The kernel settings without which the rules of a host do not mean what they say. Empty without a bridge. */
export function kernelSettings(topology: Topology, host: Host): KernelSetting[] {
  if (host.bridges.length === 0) return [];
  const trunks = host.ports.some((port) => port.protect?.trunk === true);
  return [
    setting('net/bridge/bridge-nf-call-iptables', '1', 'Bridged IPv4 reaches iptables only so.'),
    setting('net/bridge/bridge-nf-call-ip6tables', '1', 'Bridged IPv6 reaches ip6tables only so.'),
    setting(
      'net/bridge/bridge-nf-filter-vlan-tagged',
      trunks ? '0' : '1',
      trunks
        ? 'A port is a trunk: what is tagged there belongs to networks that these rules do not describe.'
        : 'IP behind one VLAN tag meets the same rules as without.',
    ),
    ...host.bridges
      .filter((bridge) => (topology.bridges.get(bridge.id)?.device?.station.ranges.length ?? 0) === 0)
      .flatMap(({ name }) => silentBridge(name)),
    ...host.ports.map(({ name }) =>
      // What is sent to a link-local group comes to the port's own stack (br_handle_frame), and no rule of IP sees ARP.
      setting(`net/ipv4/conf/${name}/arp_ignore`, '8', `${name} is a port: it answers ARP for no address of the host.`),
    ),
  ];
}

/** A bridge without an address of its own must neither answer for the host's other addresses nor take packets for them. */
function silentBridge(name: string): KernelSetting[] {
  return [
    setting(`net/ipv4/conf/${name}/rp_filter`, '1', `${name} has no address: what comes in by it was never asked for.`),
    setting(`net/ipv4/conf/${name}/arp_ignore`, '8', `${name} answers ARP for no address of the host.`),
    setting(`net/ipv4/conf/${name}/arp_announce`, '2', `${name} asks in the name of no other interface.`),
    setting(`net/ipv6/conf/${name}/disable_ipv6`, '1', `${name} has no link-local address that guests could reach.`),
  ];
}

function setting(path: string, value: string, reason: string): KernelSetting {
  return { path, value, reason };
}
