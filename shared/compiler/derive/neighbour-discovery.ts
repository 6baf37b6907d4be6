import { mergeToCidrs } from '../../net/cidrs.ts';
import { parseMac } from '../../net/mac.ts';
import { parseRange } from '../../net/range.ts';
import type { TopologyPort } from '../../topology/topology.ts';
import { type HostView, rangesOf, rangesOfAll } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import { neighboursOf } from '../layer2/port-guard.ts';
import { acceptRule } from './accept-rule.ts';
import { derivedDenial } from './derived-denial.ts';
import { hasRouter, ICMPV6, icmpv6, NO_ADDRESS } from './openings.ts';

const ICMPV6_PROTOCOL: Match = { kind: 'protocol', protocol: 'ipv6-icmp' };

/**
 * IPv6 finds its neighbours by packets, not by a protocol beside it as ARP is: a rule set that drops by default must let
 * them through. Who claims what in them is bound at the guests' ports (below, or in the layer-2 table).
 */
export function neighbourDiscovery(view: HostView): SectionRule[] {
  if (view.family !== 6) return [];
  const guests = view.ports.filter((port) => port.guest && rangesOf(port.guest.station, 6).length > 0);
  const borders = view.ports.filter((port) => port.role === 'border' && speaksIpv6(port));
  return [
    ...some('in-accept-guest-ports', view, guests.map(entering)),
    ...some('in-accept-border-ports', view, borders.map(entering)),
    ...some('accept-host', view, hostProbes(view)),
  ];
}

/** Where the denial of other sources is on, it has seen to the source: its own, or none yet for the first words. */
function entering({ port, guest }: TopologyPort): Probe {
  const own = guest && port.protect?.spoofing === false ? rangesOf(guest.station, 6) : [];
  return {
    hook: 'FORWARD',
    matches: [{ kind: 'physdev-in', port: port.name }, ICMPV6_PROTOCOL],
    ...(own.length > 0 ? { source: { ranges: [...own, NO_ADDRESS[6]], negated: false } } : {}),
    objects: guest ? [port.id, guest.guest.id] : [port.id],
  };
}

/**
 * The IPv6 counterpart of an ARP probe is a neighbour solicitation from no address (RFC 4862, 5.4): whoever answers to it, or
 * probes the same address, keeps the other from taking it. The IPv6 counterpart of ARP spoofing is a neighbour advertisement for another's address, or with another's MAC: the
 * advertised address and the option with the MAC are bound here when the back end is iptables, by their places in the packet
 * (xt_u32). An advertisement behind an extension header has other places: it is denied (RFC 7113, RFC 6980).
 */
export function inDenyNeighbours(view: HostView): SectionRule[] {
  if (view.family !== 6 || view.host.settings?.backend === 'nftables') return [];
  return view.ports.flatMap((port): SectionRule[] => {
    const { guest } = port;
    if (!guest || port.port.protect?.arp === false || rangesOf(guest.station, 6).length === 0) return [];
    const mac = guest.nic.mac === undefined ? undefined : parseMac(guest.nic.mac);
    const own = neighboursOf(
      guest.nic.addresses.flatMap((text) => parseRange(text) ?? []),
      mac,
    );
    const rule = derivedDenial(
      'in-deny-ports',
      'neighbour',
      port.port.name,
      [port.port.id, guest.guest.id],
      `Neighbour advertisements of ${guest.guest.name} claim its own IPv6 addresses and MAC address only.`,
      (['INPUT', 'FORWARD'] as const).map((hook) => ({
        hook,
        matches: [{ kind: 'physdev-in', port: port.port.name }],
      })),
    );
    const cidrs = mergeToCidrs(own);
    const probe = derivedDenial(
      'in-deny-ports',
      'neighbour-probe',
      port.port.name,
      [port.port.id, guest.guest.id],
      `${guest.guest.name} probes its own IPv6 addresses only: by a probe for another's it would keep that one from ever taking it.`,
      (['INPUT', 'FORWARD'] as const).map((hook) => ({
        hook,
        matches: [{ kind: 'physdev-in', port: port.port.name }],
        source: { ranges: [NO_ADDRESS[6]], negated: false },
      })),
    );
    return [
      {
        ...rule,
        alternatives: [[icmpv6(ICMPV6.neighbourAdvertisement)]],
        except: cidrs.flatMap((cidr) => honest(cidr, mac)),
      },
      {
        ...probe,
        alternatives: [[icmpv6(ICMPV6.neighbourSolicitation)]],
        // With whatever options: a nonce is one (RFC 7527).
        except: cidrs.flatMap((cidr) => honest(cidr, undefined)),
      },
    ];
  });
}

function honest(cidr: string, mac: string | undefined): Match[][] {
  const target = parseRange(cidr);
  if (!target) return [];
  if (mac === undefined) return [[{ kind: 'neighbour-advertisement', target, claims: 'anything' }]];
  return [
    [{ kind: 'neighbour-advertisement', target, claims: 'nothing' }],
    [{ kind: 'neighbour-advertisement', target, claims: { mac } }],
  ];
}

function some(
  section: 'in-accept-guest-ports' | 'in-accept-border-ports' | 'accept-host',
  view: HostView,
  probes: readonly Probe[],
): SectionRule[] {
  if (probes.length === 0) return [];
  const types = spoken(view).map((type) => [icmpv6(type)]);
  const reason = 'IPv6 stations find each other by neighbour discovery, and make sure that nobody has their address.';
  const rule = acceptRule(section, 'neighbours', 'neighbour discovery', reason, probes, types);
  return [{ ...rule, sharedAlternatives: true }];
}

function hostProbes(view: HostView): Probe[] {
  return view.interfaces
    .filter(({ station }) => rangesOf(station, 6).length > 0)
    .flatMap(({ interface: { id, name } }): Probe[] => [
      { hook: 'INPUT', matches: [{ kind: 'in-interface', name }, ICMPV6_PROTOCOL], objects: [id] },
      { hook: 'OUTPUT', matches: [{ kind: 'out-interface', name }, ICMPV6_PROTOCOL], objects: [id] },
    ]);
}

function spoken(view: HostView): string[] {
  return [
    ICMPV6.neighbourSolicitation,
    ICMPV6.neighbourAdvertisement,
    ICMPV6.membershipReport,
    // The first version's, which stations fall back to where a querier speaks it.
    ICMPV6.firstMembershipReport,
    ICMPV6.membershipDone,
    ...(hasRouter(view) ? [ICMPV6.routerSolicitation] : []),
  ];
}

/** True when somebody with an IPv6 address stands on both sides of a border port, or may stand beyond. */
function speaksIpv6({ inside, outside, both }: TopologyPort): boolean {
  const speaks = (side: TopologyPort['inside']) => rangesOfAll([...side.stations, ...both], 6).length > 0;
  return (speaks(inside) || speaks(outside)) && (speaks(outside) || outside.leadsBeyond);
}
