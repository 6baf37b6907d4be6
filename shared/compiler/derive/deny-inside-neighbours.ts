import { mergeToCidrs } from '../../net/cidrs.ts';
import { parseRange } from '../../net/range.ts';
import type { TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { Hook, Probe, SectionRule } from '../ir/section-rule.ts';
import { insideClaims } from '../layer2/port-guard.ts';
import { derivedDenial } from './derived-denial.ts';
import { ICMPV6, icmpv6, NO_ADDRESS } from './openings.ts';

const ADVERTISEMENT = icmpv6(ICMPV6.neighbourAdvertisement);
const SOLICITATION = icmpv6(ICMPV6.neighbourSolicitation);
const ANY: Match = { kind: 'neighbour-advertisement', target: everything(), claims: 'anything' };

/**
 * Nobody beyond a NIC may claim the IPv6 address of a station inside by a neighbour advertisement; stated here when the back
 * end is iptables, by the message's place in the packet (xt_u32). One behind an extension header has other places: it is
 * denied (RFC 7113, RFC 6980), and no honest station sends one.
 */
export function inDenyInsideNeighbours(view: HostView): SectionRule[] {
  if (view.family !== 6 || view.host.settings?.backend === 'nftables') return [];
  return view.ports.filter(({ port }) => port.kind === 'nic').flatMap((port) => atNic(view, port));
}

function atNic(view: HostView, { port, bridge, inside }: TopologyPort): SectionRule[] {
  const targets = mergeToCidrs(insideClaims(view.topology, inside.stations, port.protect).neighbours);
  if (targets.length === 0) return [];
  const at = view.bridges.find((candidate) => candidate.bridge.id === bridge.id);
  const hooks: Hook[] = at && bridgeHasAddress(view, at) ? ['INPUT', 'FORWARD'] : ['FORWARD'];
  const denial = (what: string, reason: string) =>
    derivedDenial(
      'in-deny-ports',
      what,
      port.name,
      [port.id],
      reason,
      hooks.flatMap((hook): Probe[] => {
        const by: Match = { kind: 'physdev-in', port: port.name };
        return [
          { hook, matches: [by, ADVERTISEMENT] },
          // A probe from outside would keep a station inside from ever taking its address.
          { hook, matches: [by, SOLICITATION], source: { ranges: [NO_ADDRESS[6]], negated: false } },
        ];
      }),
    );
  const claims = denial(
    'inside-neighbour',
    `No neighbour advertisement or probe from outside claims the IPv6 address of a station that stands inside of ${port.name}.`,
  );
  const hidden = denial(
    'hidden-neighbour',
    `No neighbour advertisement or probe comes by ${port.name} behind an extension header, where its claim could not be read.`,
  );
  const alternatives = targets.flatMap((cidr): Match[][] => {
    const target = parseRange(cidr);
    return target === undefined ? [] : [[{ kind: 'neighbour-advertisement', target, claims: 'anything' }]];
  });
  return [
    { ...claims, alternatives, sharedAlternatives: true },
    { ...hidden, except: [[ANY]] },
  ];
}

function everything() {
  const range = parseRange('::/0');
  if (range === undefined) throw new Error('::/0 is no network');
  return range;
}
