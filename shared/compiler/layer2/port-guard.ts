import type { Host, Id, Port, Protect } from '../../document/document.ts';
import { isLinkLocal, linkLocalOf } from '../../net/ipv6-scopes.ts';
import { parseMac } from '../../net/mac.ts';
import { type AddressRange, parseRange, rangeOf } from '../../net/range.ts';
import type { Station, Topology, TopologyPort } from '../../topology/topology.ts';

/**
 * What layer 2 knows of one port: the facts from which both back ends make their rules. A switch that is on although
 * its fact is missing (no MAC drawn) binds nothing; `layer2Findings` says so.
 */
export interface PortGuard {
  readonly port: string;
  readonly bridge: string;
  readonly kind: 'guest' | 'unused' | 'nic';
  /** The port, and the guest behind it. */
  readonly objects: readonly Id[];
  /** For sentences: the guest, or the port itself. */
  readonly owner: string;
  /** The NIC's MAC, where it is drawn and frames are held to it. */
  readonly mac?: string;
  /** The only IPv4 addresses its ARP messages may claim; absent: ARP is not held to anything. */
  readonly arp?: readonly AddressRange[];
  /** The only IPv6 addresses its neighbour advertisements may claim; absent: they are not held to anything. */
  readonly neighbours?: readonly AddressRange[];
  /** The MAC that ARP and neighbour discovery may give; bound even where other source MACs are let through. */
  readonly claimedMac?: string;
  /** At a NIC: whom nothing from outside may claim to be; stations that a loop puts outside too are left out. */
  readonly inside?: InsideClaims;
  readonly ethertypes: boolean;
  readonly trunk: boolean;
  /** Announcements of a migration (RARP requests) may come by it. */
  readonly migration: boolean;
  readonly dhcpServer: boolean;
  readonly routerAdvertisement: boolean;
  /** No connection is tracked, so nothing puts fragments together before they are looked at. */
  readonly unreassembled?: boolean;
}

/** What the stations inside of a NIC own; empty where the port's switches let it be claimed. */
export interface InsideClaims {
  readonly macs: readonly string[];
  readonly arp: readonly AddressRange[];
  readonly neighbours: readonly AddressRange[];
}

/** The guarded ports of a host, bridge by bridge. Veth ports need none: what comes by them was guarded where it entered. */
export function portGuards(topology: Topology, host: Host): PortGuard[] {
  return host.bridges
    .flatMap((bridge) => topology.bridges.get(bridge.id)?.ports ?? [])
    .flatMap((port) => guardOf(topology, port) ?? [])
    .map((guard) => (host.settings?.established === 'none' ? { ...guard, unreassembled: true } : guard));
}

/** What layer 2 knows of one port; `undefined` where it guards nothing. */
export function guardOf(
  topology: Topology,
  { port, bridge, role, guest, inside }: TopologyPort,
): PortGuard | undefined {
  const switches = switchesOf(port);
  if (role === 'guest' && guest) {
    const mac = guest.nic.mac === undefined ? undefined : parseMac(guest.nic.mac);
    const own = guest.nic.addresses.flatMap((text) => parseRange(text) ?? []);
    return {
      port: port.name,
      bridge: bridge.name,
      kind: 'guest',
      objects: [port.id, guest.guest.id],
      owner: guest.guest.name,
      ...(mac !== undefined && port.protect?.mac !== false ? { mac } : {}),
      ...(mac !== undefined ? { claimedMac: mac } : {}),
      ...(port.protect?.arp === false
        ? {}
        : { arp: own.filter((range) => range.family === 4), neighbours: neighboursOf(own, mac) }),
      ...switches,
    };
  }
  const facts = { port: port.name, bridge: bridge.name, objects: [port.id], owner: port.name };
  if (role === 'unused' && port.protect?.spoofing !== false) return { ...facts, kind: 'unused', ...switches };
  if (port.kind === 'nic') {
    return { ...facts, kind: 'nic', inside: insideClaims(topology, inside.stations, port.protect), ...switches };
  }
  return undefined;
}

/** The stations of a segment's inside are the same set for all its guests' ports, not for its NICs: worked out for each. */
export function insideClaims(
  topology: Topology,
  stations: ReadonlySet<Station>,
  { arp = true, mac = true }: Protect = {},
): InsideClaims {
  const nics = [...topology.ports.values()].flatMap(({ guest }) =>
    guest && stations.has(guest.station) ? [guest.nic] : [],
  );
  const macs = nics.flatMap((nic) => (nic.mac === undefined ? [] : (parseMac(nic.mac) ?? [])));
  // What a guest routes to answers no ARP: only its own addresses are claimed on the wire.
  const addresses = [
    ...nics.flatMap((nic) => {
      const own = nic.addresses.flatMap((text) => parseRange(text) ?? []);
      const known = nic.mac === undefined ? undefined : parseMac(nic.mac);
      return [...own.filter((range) => range.family === 4), ...neighboursOf(own, known)];
    }),
    ...[...stations].flatMap((station) => (station.kind === 'interface' ? station.ranges : [])),
  ];
  return {
    macs: mac ? macs : [],
    arp: arp ? addresses.filter((range) => range.family === 4) : [],
    neighbours: arp ? addresses.filter((range) => range.family === 6) : [],
  };
}

function switchesOf({ protect = {} }: Port) {
  return {
    ethertypes: protect.ethertypes !== false,
    trunk: protect.trunk === true,
    migration: protect.migration === true,
    dhcpServer: protect.dhcpServer === true,
    routerAdvertisement: protect.routerAdvertisement === true,
  };
}

/** The IPv6 addresses a guest speaks from: those drawn and, when no link-local one is, the one made from its MAC. */
export function neighboursOf(own: readonly AddressRange[], mac: string | undefined): AddressRange[] {
  const drawn = own.filter((range) => range.family === 6);
  if (drawn.length === 0 || mac === undefined || drawn.some(isLinkLocal)) return drawn;
  return [...drawn, rangeOf(linkLocalOf(mac))];
}
