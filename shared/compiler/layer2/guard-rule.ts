import type { Origin } from '../result.ts';
import type { PortGuard } from './port-guard.ts';

/** What one layer-2 rule stops. Keys one table in each back end. */
export type GuardKind =
  | 'unused'
  | 'tags'
  | 'mac'
  | 'inside-mac'
  | 'flood'
  | 'arp'
  | 'inside-arp'
  | 'neighbour'
  | 'inside-neighbour'
  | 'fragments'
  | 'dhcp'
  | 'router'
  | 'ethertypes';

/** One numbered rule of the layer-2 guard: one kind of attack at one port. */
export interface GuardRule {
  readonly number: number;
  readonly kind: GuardKind;
  readonly guard: PortGuard;
  readonly origin: Origin;
}

interface Kind {
  readonly applies: (guard: PortGuard) => boolean;
  readonly reason: (guard: PortGuard) => string;
}

/** In the order in which a frame meets them. */
const KINDS: Readonly<Record<GuardKind, Kind>> = {
  unused: {
    applies: ({ kind }) => kind === 'unused',
    reason: ({ port }) => `Nothing is drawn behind port ${port}, so no frame enters or leaves by it.`,
  },
  tags: {
    applies: ({ kind }) => kind !== 'unused',
    reason: ({ port, kind, trunk }) => {
      if (trunk)
        return `By trunk port ${port} come tags of VLANs, but no priority tags: receivers take those off, and no rule looks behind them.`;
      return kind === 'nic'
        ? `NIC ${port} is no trunk, so nothing tagged comes by it to other ports, and no priority tag to anybody.`
        : `Port ${port} is no trunk, so nothing tagged enters or leaves by it: no rule looks behind a tag.`;
    },
  },
  mac: {
    applies: ({ kind, mac }) => kind === 'guest' && mac !== undefined,
    reason: ({ port, owner, mac }) => `Every frame that enters by ${port} carries ${owner}'s MAC address ${mac ?? ''}.`,
  },
  'inside-mac': {
    applies: ({ inside }) => (inside?.macs.length ?? 0) > 0,
    reason: ({ port }) => `No frame from outside carries the MAC address of a guest that stands inside of ${port}.`,
  },
  flood: {
    applies: ({ kind, mac }) => kind === 'guest' && mac !== undefined,
    reason: ({ port, owner }) => `A frame for a single station leaves by ${port} only if that station is ${owner}.`,
  },
  arp: {
    applies: ({ kind, arp }) => kind === 'guest' && arp !== undefined,
    reason: ({ owner, arp }) =>
      arp?.length === 0
        ? `${owner} has no IPv4 address, so it has nothing to say by ARP.`
        : `ARP messages of ${owner}, gratuitous ones included, claim its own addresses only.`,
  },
  'inside-arp': {
    applies: ({ inside }) => (inside?.arp.length ?? 0) > 0,
    reason: ({ port }) => `No ARP message from outside claims the address of a station that stands inside of ${port}.`,
  },
  neighbour: {
    applies: ({ kind, neighbours }) => kind === 'guest' && (neighbours?.length ?? 0) > 0,
    reason: ({ owner }) =>
      `Neighbour advertisements and probes of ${owner} claim its own IPv6 addresses and MAC address only.`,
  },
  'inside-neighbour': {
    applies: ({ inside }) => (inside?.neighbours.length ?? 0) > 0,
    reason: ({ port }) =>
      `No neighbour advertisement or probe from outside claims the IPv6 address of a station that stands inside of ${port}.`,
  },
  fragments: {
    applies: ({ kind, unreassembled, dhcpServer, routerAdvertisement, neighbours, inside }) =>
      kind !== 'unused' &&
      unreassembled === true &&
      (!dhcpServer || !routerAdvertisement || (neighbours?.length ?? inside?.neighbours.length ?? 0) > 0),
    reason: ({ port }) =>
      `Without connection tracking nothing puts fragments together, and an IPv6 message cut in two could be a DHCP answer or an advertisement unseen: of a packet in fragments only the first comes by ${port}.`,
  },
  dhcp: {
    applies: ({ kind, dhcpServer }) => kind !== 'unused' && !dhcpServer,
    reason: ({ port }) => `Port ${port} is not marked as a DHCP server's, so no DHCP answer comes by it.`,
  },
  router: {
    applies: ({ kind, routerAdvertisement }) => kind !== 'unused' && !routerAdvertisement,
    reason: ({ port }) =>
      `Port ${port} is not marked as a router's, so no router advertisement or redirect comes by it.`,
  },
  ethertypes: {
    applies: ({ kind, ethertypes }) => kind !== 'unused' && ethertypes,
    reason: ({ port, trunk, migration }) =>
      `${
        trunk
          ? `By trunk port ${port} comes IPv4, IPv6, ARP and what carries a VLAN tag, nothing else`
          : `By port ${port} comes plain IPv4, IPv6 and ARP, nothing else`
      }${migration ? ', migration announcements excepted.' : '.'}`,
  },
};

/** True when the iptables back end states this kind in `rules.v6`, because ebtables cannot look into an ICMPv6 message. */
export function statedInIpv6(kind: GuardKind): boolean {
  return kind === 'neighbour' || kind === 'inside-neighbour';
}

/** The layer-2 rules of some ports, numbered from `first` on: after the last rule of the IP families. */
export function numberGuards(guards: readonly PortGuard[], kinds: readonly GuardKind[], first: number): GuardRule[] {
  const pairs = guards.flatMap((guard) =>
    kinds.filter((kind) => KINDS[kind].applies(guard)).map((kind) => ({ kind, guard })),
  );
  return pairs.map(({ kind, guard }, index) => ({
    number: first + index,
    kind,
    guard,
    origin: { objects: guard.objects, reason: KINDS[kind].reason(guard) },
  }));
}

export const GUARD_KINDS = Object.keys(KINDS) as GuardKind[];
