import type { Protect } from '../../document/document.ts';
import { LINK_LOCAL_RANGE } from '../../net/ipv6-scopes.ts';
import type { AddressRange } from '../../net/range.ts';
import type { TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView, rangesOf } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import { acceptRule, passThrough } from './accept-rule.ts';
import {
  broadcastRanges,
  DHCPV6_SERVERS,
  dhcpAnswer,
  dhcpRequest,
  EVERYBODY,
  ICMPV6,
  icmpv6,
  MULTICAST,
  NO_ADDRESS,
} from './openings.ts';

/**
 * What the switches of ports re-open, each as a rule of its own behind all denials. The denials leave just these packets
 * alone (`openings.ts`); without these rules nothing would accept them either.
 */
export function exceptions(view: HostView): SectionRule[] {
  return [
    ...view.ports.flatMap((port) => dhcpClient(view, port)),
    ...view.ports.flatMap((port) => dhcpServer(view, port)),
    ...view.ports.flatMap((port) => routerAdvertisement(view, port)),
    ...view.ports.flatMap((port) => broadcast(view, port)),
    ...view.ports.flatMap((port) => multicast(view, port)),
  ];
}

function dhcpClient(view: HostView, port: TopologyPort): SectionRule[] {
  if (!isOn(port, 'dhcpClient') || !port.guest) return [];
  const { family } = view;
  const own = rangesOf(port.guest.station, family);
  if (own.length === 0) return [];
  const what = 'dhcp-client';
  const reason = `${port.guest.guest.name} may ask for its address by DHCP${family === 6 ? 'v6' : ''} (dhcpClient at ${port.port.name}).`;
  const ends: Pick<Probe, 'source' | 'destination'>[] =
    family === 4
      ? [{ source: only(NO_ADDRESS[4]), destination: only(EVERYBODY) }, { source: { ranges: own, negated: false } }]
      : [{ source: { ranges: own, negated: false }, destination: only(DHCPV6_SERVERS) }];
  return [
    ...passThrough(view, { what, reason, from: port, ends, alternatives: [dhcpRequest(family)] }),
    ...ownServer(view, port),
  ];
}

/** The host as DHCP server on a bridge with an address of its own: there is no port to mark. */
function ownServer(view: HostView, { bridge, port, guest }: TopologyPort): SectionRule[] {
  const at = view.bridges.find((candidate) => candidate.bridge.id === bridge.id);
  if (!at || !guest || !bridgeHasAddress(view, at)) return [];
  const name = bridge.name;
  const objects = [port.id, bridge.id];
  const reason = `${view.host.name} itself may serve DHCP to ${guest.guest.name} on bridge ${name}.`;
  const asking: Match[] = [
    { kind: 'in-interface', name },
    { kind: 'physdev-in', port: port.name },
  ];
  return [
    acceptRule(
      'accept-host',
      'dhcp-ask',
      port.name,
      reason,
      [{ hook: 'INPUT', matches: asking, objects }],
      [dhcpRequest(view.family)],
    ),
    acceptRule(
      'accept-host',
      'dhcp-answer',
      port.name,
      reason,
      [{ hook: 'OUTPUT', matches: [{ kind: 'out-interface', name }], objects }],
      [dhcpAnswer(view.family)],
    ),
  ];
}

function dhcpServer(view: HostView, port: TopologyPort): SectionRule[] {
  if (!isOn(port, 'dhcpServer')) return [];
  const sender = senderOf(view, port);
  if (!sender) return [];
  const reason = `DHCP answers may come by port ${port.port.name} (dhcpServer).`;
  const own = port.role === 'border' ? hostEnd(view, port) : undefined;
  return [
    ...passThrough(view, {
      what: 'dhcp-server',
      reason,
      from: port,
      ends: [sender],
      alternatives: [dhcpAnswer(view.family)],
    }),
    ...(own === undefined
      ? []
      : [
          acceptRule(
            'accept-host',
            'dhcp-server-in',
            own,
            `${view.host.name} may be asked for addresses at ${own} (dhcpServer at ${port.port.name}).`,
            [{ hook: 'INPUT', matches: [{ kind: 'in-interface', name: own }], objects: [port.port.id] }],
            [dhcpRequest(view.family)],
          ),
          acceptRule(
            'accept-host',
            'dhcp-server-out',
            own,
            `${view.host.name} may answer at ${own} (dhcpServer at ${port.port.name}).`,
            [{ hook: 'OUTPUT', matches: [{ kind: 'out-interface', name: own }], objects: [port.port.id] }],
            [dhcpAnswer(view.family)],
          ),
        ]),
  ];
}

function routerAdvertisement(view: HostView, port: TopologyPort): SectionRule[] {
  if (view.family !== 6 || !isOn(port, 'routerAdvertisement')) return [];
  const sender = senderOf(view, port);
  if (!sender) return [];
  // RFC 4861, 6.1.2 and 8.1: both must come from a link-local address, so nothing else needs to be opened.
  const source = port.guest ? sender.source : only(LINK_LOCAL_RANGE);
  const types = [ICMPV6.routerAdvertisement, ICMPV6.redirect, ICMPV6.membershipQuery];
  return passThrough(view, {
    what: 'router',
    reason: `Router advertisements and redirects may come by port ${port.port.name} (routerAdvertisement).`,
    from: port,
    ends: [source ? { source } : {}],
    alternatives: types.map((type) => [icmpv6(type)]),
  });
}

function broadcast(view: HostView, port: TopologyPort): SectionRule[] {
  if (view.family !== 4 || !isOn(port, 'broadcast')) return [];
  const sender = senderOf(view, port);
  if (!sender) return [];
  const own = port.guest ? rangesOf(port.guest.station, 4) : [];
  return passThrough(view, {
    what: 'broadcast',
    reason: `Broadcasts may come by port ${port.port.name} (broadcast); they reach ports that are marked so, too.`,
    from: port,
    ends: broadcastRanges(view, own).map((address) => ({ ...sender, destination: only(address) })),
    alternatives: [],
  });
}

function multicast(view: HostView, port: TopologyPort): SectionRule[] {
  if (!isOn(port, 'multicast')) return [];
  const sender = senderOf(view, port);
  if (!sender) return [];
  const router = [ICMPV6.routerAdvertisement, ICMPV6.redirect];
  return passThrough(view, {
    what: 'multicast',
    reason: `Multicast may come by port ${port.port.name} (multicast); it reaches ports that are marked so, too.`,
    from: port,
    ends: [{ ...sender, destination: only(MULTICAST[view.family]) }],
    alternatives: [],
    // Who may be a router is a switch of its own.
    ...(view.family === 6 ? { except: router.map((type) => [icmpv6(type)]) } : {}),
  });
}

/** Whose packets a marked port may bring: its guest's own, or anybody's beyond a border. `undefined`: nobody's. */
function senderOf(view: HostView, { guest, role }: TopologyPort): Pick<Probe, 'source'> | undefined {
  if (role === 'border') return {};
  const ranges = guest ? rangesOf(guest.station, view.family) : [];
  return ranges.length > 0 ? { source: { ranges, negated: false } } : undefined;
}

/** The interface of the host at the other end of a border port. */
function hostEnd(view: HostView, { port }: TopologyPort): string | undefined {
  return view.interfaces.find(({ interface: item }) => item.id === port.peer || item.peer === port.id)?.interface.name;
}

function isOn({ port, role }: TopologyPort, name: keyof Protect): boolean {
  return role !== 'unused' && port.protect?.[name] === true;
}

function only(range: AddressRange) {
  return { ranges: [range], negated: false };
}
