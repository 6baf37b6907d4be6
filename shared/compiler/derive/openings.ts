import type { Family } from '../../net/address.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { SOLICITED_NODE_RANGE, solicitedNodeOf } from '../../net/ipv6-scopes.ts';
import { type AddressRange, networkOf, parseRange, rangeContains } from '../../net/range.ts';
import type { TopologyPort } from '../../topology/topology.ts';
import { type HostView, rangesOf, uniqueRanges } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';

/** ICMPv6 types of neighbour discovery and of multicast membership (RFC 4861, RFC 3810, and RFC 2710 for 131 and 132). */
export const ICMPV6 = {
  membershipQuery: '130',
  firstMembershipReport: '131',
  membershipDone: '132',
  routerSolicitation: '133',
  routerAdvertisement: '134',
  neighbourSolicitation: '135',
  neighbourAdvertisement: '136',
  redirect: '137',
  membershipReport: '143',
} as const;

export const NO_ADDRESS: Readonly<Record<Family, AddressRange>> = { 4: range('0.0.0.0'), 6: range('::') };
export const EVERYBODY = range('255.255.255.255');
const ALL_NODES = range('ff02::1');
const ALL_ROUTERS = range('ff02::2');
const MEMBERSHIP_ROUTERS = range('ff02::16');
export const DHCPV6_SERVERS = range('ff02::1:2');
export const MULTICAST: Readonly<Record<Family, AddressRange>> = { 4: range('224.0.0.0/4'), 6: range('ff00::/8') };

/** The ports by which a client of DHCP asks, and those by which it is answered. */
const DHCP_PORTS: Readonly<Record<Family, { readonly client: number; readonly server: number }>> = {
  4: { client: 68, server: 67 },
  6: { client: 546, server: 547 },
};

/**
 * What the denial of other sources leaves alone at a guest's port: packets that a station must send before it has an
 * address, or has made sure of it. Being left alone is not being accepted: that is for rules of their own.
 */
export function enteringExceptions(view: HostView, { port, guest }: TopologyPort): Match[][] {
  if (!guest) return [];
  const nobody: Match = { kind: 'source', range: NO_ADDRESS[view.family], negated: false };
  if (view.family === 4) return port.protect?.dhcpClient ? [[nobody, to(EVERYBODY), ...dhcpRequest(4)]] : [];
  if (rangesOf(guest.station, 6).length === 0) return [];
  // Is the address taken, which groups are listened to, is there a router.
  const words = [
    [to(SOLICITED_NODE_RANGE), icmpv6(ICMPV6.neighbourSolicitation)],
    [to(MEMBERSHIP_ROUTERS), icmpv6(ICMPV6.membershipReport)],
    // The first version reports to the very group (RFC 2710, 3), from no address too (RFC 3590).
    [to(MULTICAST[6]), icmpv6(ICMPV6.firstMembershipReport)],
    ...(hasRouter(view) ? [[to(ALL_ROUTERS), icmpv6(ICMPV6.routerSolicitation)]] : []),
  ];
  return words.map((matches) => [nobody, ...matches]);
}

/** What the denial of other destinations leaves alone at a guest's port: packets for groups that it rightly listens to. */
export function leavingExceptions(view: HostView, { port, guest }: TopologyPort): Match[][] {
  if (!guest) return [];
  const { protect = {} } = port;
  const own = rangesOf(guest.station, view.family);
  if (own.length === 0) return [];
  if (view.family === 4) {
    return [
      ...(protect.dhcpClient ? [[to(EVERYBODY), ...dhcpAnswer(4)]] : []),
      ...(protect.dhcpServer ? [[to(EVERYBODY), ...dhcpRequest(4)]] : []),
      ...(protect.broadcast ? broadcastRanges(view, own).map((address) => [to(address)]) : []),
      ...(protect.multicast ? [[to(MULTICAST[4])]] : []),
    ];
  }
  return [
    ...uniqueRanges(own.map(solicitedNodeOf)).map((group) => [to(group), icmpv6(ICMPV6.neighbourSolicitation)]),
    [to(ALL_NODES), icmpv6(ICMPV6.neighbourAdvertisement)],
    ...(hasRouter(view)
      ? [ICMPV6.routerAdvertisement, ICMPV6.membershipQuery].map((type) => [to(ALL_NODES), icmpv6(type)])
      : []),
    ...(protect.routerAdvertisement ? [[to(ALL_ROUTERS), icmpv6(ICMPV6.routerSolicitation)]] : []),
    ...(protect.dhcpServer ? [[to(DHCPV6_SERVERS), ...dhcpRequest(6)]] : []),
    ...(protect.multicast ? [[to(MULTICAST[6])]] : []),
  ];
}

/** True when a port of the host is marked as a router's: only then is asking for one of any use. */
export function hasRouter(view: HostView): boolean {
  return view.ports.some(({ port }) => port.protect?.routerAdvertisement === true);
}

/** The broadcast addresses of a guest: the general one, and those of the host's drawn networks that it is in. */
export function broadcastRanges(view: HostView, own: readonly AddressRange[]): AddressRange[] {
  const networks = view.host.interfaces
    .flatMap((item) => item.addresses.flatMap((text) => parseInterfaceAddress(text) ?? []))
    .filter(({ address, prefix }) => address.family === 4 && prefix < 31)
    .map(({ address, prefix }) => networkOf(address, prefix))
    .filter((network) => own.some((mine) => rangeContains(network, mine)));
  const last = new Map(networks.map((network) => [network.last, network]));
  return [EVERYBODY, ...[...last.keys()].map((value): AddressRange => ({ family: 4, first: value, last: value }))];
}

export function dhcpRequest(family: Family): Match[] {
  const { client, server } = DHCP_PORTS[family];
  return udp(client, server);
}

export function dhcpAnswer(family: Family): Match[] {
  const { client, server } = DHCP_PORTS[family];
  return udp(server, client);
}

export function icmpv6(type: string): Match {
  return { kind: 'icmp-type', family: 6, type };
}

function to(destination: AddressRange): Match {
  return { kind: 'destination', range: destination, negated: false };
}

function udp(source: number, destination: number): Match[] {
  const at = (side: 'source' | 'destination', port: number): Match => ({
    kind: 'ports',
    protocol: 'udp',
    side,
    ports: [{ first: port, last: port }],
  });
  return [at('source', source), at('destination', destination)];
}

function range(text: string): AddressRange {
  const parsed = parseRange(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
}
