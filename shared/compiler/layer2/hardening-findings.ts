import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology, TopologyPort } from '../../topology/topology.ts';
import { portHardening } from './port-hardening.ts';

/** Where a bridge's hardening does not come to what its switches say, or takes a guest away from those whom it serves. */
export function hardeningFindings(topology: Topology, host: Host): Finding[] {
  return host.bridges.flatMap(({ id }) => {
    const ports = topology.bridges.get(id)?.ports ?? [];
    return [...ports.flatMap(leftOut), ...ports.flatMap((port) => isolatedServer(port, ports))];
  });
}

function leftOut({ port, bridge, role, guest, ...rest }: TopologyPort): Finding[] {
  const { staticFdb, learningOff, floodOff } = bridge.hardening ?? {};
  if (!(staticFdb || learningOff || floodOff) || role !== 'guest' || !guest) return [];
  if (portHardening({ port, bridge, role, guest, ...rest }).staticMac !== undefined) return [];
  const unknown = guest.nic.mac === undefined;
  return [
    {
      code: 'hardening-leaves-port',
      severity: 'warning',
      message: unknown
        ? `Bridge ${bridge.name} is to hold static entries for its guests, but ${guest.guest.name} has no MAC address at port ${port.name}, so that port learns and floods as before: give the NIC its MAC address.`
        : `Bridge ${bridge.name} is to hold static entries for its guests, but port ${port.name} lets frames of other MAC addresses through, so it learns and floods as before: switch "Stop forged MAC addresses" on there.`,
      objects: unknown ? [guest.guest.id, port.id, bridge.id] : [port.id, bridge.id],
      field: unknown ? `nics.${guest.guest.nics.indexOf(guest.nic)}.mac` : 'protect.mac',
    },
  ];
}

function isolatedServer(at: TopologyPort, all: readonly TopologyPort[]): Finding[] {
  const { port, bridge, role, guest } = at;
  const { dhcpServer, routerAdvertisement } = port.protect ?? {};
  if (role !== 'guest' || !guest || !(dhcpServer || routerAdvertisement) || !portHardening(at).isolated) return [];
  if (!all.some((other) => other !== at && other.role === 'guest' && portHardening(other).isolated)) return [];
  const what = dhcpServer ? 'a DHCP server' : 'a router';
  return [
    {
      code: 'isolated-server',
      severity: 'warning',
      message: `${guest.guest.name} is marked as ${what}, but its port ${port.name} is isolated, so the other isolated guests of bridge ${bridge.name} never hear from it: switch the isolation off at ${port.name}.`,
      objects: [port.id, guest.guest.id, bridge.id],
      field: 'protect.isolated',
    },
  ];
}
