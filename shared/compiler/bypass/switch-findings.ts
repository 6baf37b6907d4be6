import type { Host, Protect } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology, TopologyPort } from '../../topology/topology.ts';
import type { Attack } from './attacks.ts';
import { portMatrix } from './bypass-matrix.ts';

/** The switches that can re-open an attack, by their names in the inspector, and how each stands by itself. */
const SWITCHES: Readonly<Partial<Record<keyof Protect, { readonly name: string; readonly usual: boolean }>>> = {
  spoofing: { name: 'Stop forged IP addresses', usual: true },
  arp: { name: 'Stop forged ARP', usual: true },
  mac: { name: 'Stop forged MAC addresses', usual: true },
  ethertypes: { name: 'Only IPv4, IPv6 and ARP', usual: true },
  trunk: { name: 'Allow VLAN tags', usual: false },
  dhcpServer: { name: 'Allow it to serve DHCP', usual: false },
  routerAdvertisement: { name: 'Allow router advertisements', usual: false },
};

/** What the switches of each port re-open, as its bypass matrix says: what is meant needs no mend, but is named. */
export function switchFindings(topology: Topology, host: Host): Finding[] {
  return host.ports.flatMap(({ id }) => {
    const at = topology.ports.get(id);
    return at === undefined ? [] : [...opened(topology, host, at), ...openedUnused(at)];
  });
}

function opened(topology: Topology, host: Host, at: TopologyPort): Finding[] {
  const { port, guest } = at;
  const { protect = {} } = port;
  const turned = (Object.keys(SWITCHES) as (keyof Protect)[]).filter(
    (key) => protect[key] !== undefined && protect[key] !== SWITCHES[key]?.usual,
  );
  if (turned.length === 0) return [];
  const open = openAt(topology, host, at);
  const each = turned.flatMap((key) => {
    const { [key]: _, ...rest } = protect;
    const without = new Set(openAt(topology, host, { ...at, port: { ...port, protect: rest } }));
    const attacks = open.filter((attack) => !without.has(attack));
    return attacks.length === 0 ? [] : [{ key, attacks }];
  });
  const [first] = each;
  if (first === undefined) return [];
  const whom = guest ? `${guest.guest.name} at port ${port.name}` : `whoever is beyond NIC ${port.name}`;
  const words = each.map(
    ({ key, attacks }) =>
      `"${SWITCHES[key]?.name ?? key}" is ${protect[key] === true ? 'on' : 'off'} (${attacks.map(said).join(', ')})`,
  );
  return [
    {
      code: 'port-opened',
      severity: 'info',
      message: `Nothing stops these attacks by ${whom}, because of a switch there: ${words.join('; ')}. Turn it back where that is not meant.`,
      objects: guest ? [port.id, guest.guest.id] : [port.id],
      field: `protect.${first.key}`,
    },
  ];
}

function openAt(topology: Topology, host: Host, at: TopologyPort): Attack[] {
  const rows = portMatrix(topology, host, at)?.rows ?? [];
  return rows.filter(({ stoppedBy }) => stoppedBy.length === 0).map(({ attack }) => attack);
}

/** Without anybody behind it a port has no matrix: one switch is for all that is shut there. */
function openedUnused({ port, role }: TopologyPort): Finding[] {
  if (role !== 'unused' || port.protect?.spoofing !== false || port.kind === 'nic') return [];
  return [
    {
      code: 'port-opened',
      severity: 'info',
      message: `Nothing is drawn behind port ${port.name}, and no attack by it is stopped, because "Stop forged IP addresses" is off there. Draw who is behind it, or turn the switch back.`,
      objects: [port.id],
      field: 'protect.spoofing',
    },
  ];
}

function said(attack: Attack): string {
  return attack.replaceAll('-', ' ');
}
