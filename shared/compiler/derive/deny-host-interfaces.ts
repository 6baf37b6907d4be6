import { LINK_LOCAL_RANGE } from '../../net/ipv6-scopes.ts';
import { type AddressRange, rangeContains } from '../../net/range.ts';
import type { TopologyInterface } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView, ownRanges, rangesOf, rangesOfAll } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { Probe, SectionRule } from '../ir/section-rule.ts';
import { derivedDenial } from './derived-denial.ts';
import { NO_ADDRESS } from './openings.ts';

const OWN_LINK_WORDS: readonly (readonly Match[])[] = [LINK_LOCAL_RANGE, NO_ADDRESS[6]].map((range) => [
  { kind: 'source', range, negated: false },
]);

/**
 * Section 4: antispoofing at the host's own interfaces, and silence at bridges without an address. The kernel answers ARP
 * for any local address on any interface (ip-sysctl.rst, arp_ignore), so a guest reaches the host through a bridge that
 * has no address unless this forbids it. A port itself is no interface of the host either.
 */
export function denyHostInterfaces(view: HostView): SectionRule[] {
  return [
    ...silentBridges(view),
    ...forgedSources(view),
    ...wrongDoors(view),
    ...strayOutput(view),
    ...silentPorts(view),
  ];
}

/**
 * What a bridge has taken up comes to INPUT by the bridge. By the port itself comes only what was sent to a link-local group
 * (01:80:c2:00:00:0e past every hook of the bridge, others past all but INPUT: br_handle_frame), and to IP it is a packet like
 * any other.
 */
function silentPorts(view: HostView): SectionRule[] {
  return view.ports.map(({ port }) =>
    derivedDenial(
      'deny-host-interfaces',
      'port',
      port.name,
      [port.id],
      `${port.name} is a port of a bridge: what comes to ${view.host.name} by the port itself was sent to a link-local group to slip past the bridge.`,
      [{ hook: 'INPUT', matches: [{ kind: 'in-interface', name: port.name }] }],
    ),
  );
}

function silentBridges(view: HostView): SectionRule[] {
  return view.bridges
    .filter((bridge) => !bridgeHasAddress(view, bridge))
    .map(({ bridge }) =>
      derivedDenial(
        'deny-host-interfaces',
        'silent',
        bridge.name,
        [bridge.id],
        `Bridge ${bridge.name} has no IPv${view.family} address of its own, so the host neither listens nor speaks on it.`,
        [
          { hook: 'INPUT', matches: [{ kind: 'in-interface', name: bridge.name }] },
          { hook: 'OUTPUT', matches: [{ kind: 'out-interface', name: bridge.name }] },
        ],
      ),
    );
}

/**
 * Article on user rules, "Antispoofing": the host's own addresses cannot come in from outside. What a bridge carries comes in by the bridge,
 * too: there it may be what the host sends by another interface that stands at the same segment; section 3 knows by which port.
 */
function forgedSources(view: HostView): SectionRule[] {
  const ranges = ownRanges(view);
  if (ranges.length === 0) return [];
  return view.interfaces.map((at) => {
    const { name, id } = at.interface;
    const foreign = view.interfaces.filter((other) => !carries(at, other)).map(({ station }) => station);
    const matches: Match[] = [{ kind: 'in-interface', name }];
    return derivedDenial(
      'deny-host-interfaces',
      'in',
      name,
      [id, view.host.id],
      `The addresses of ${view.host.name} itself cannot arrive by its interface ${name} as a source.`,
      [...denied('INPUT', matches, ranges), ...denied('FORWARD', matches, rangesOfAll(foreign, view.family))],
    );
  });
}

/** Whether an interface is a bridge that carries what another one sends. */
function carries({ bridge, beyond }: TopologyInterface, { bridge: own, station }: TopologyInterface): boolean {
  return bridge !== undefined && own !== bridge && beyond.stations.has(station);
}

function denied(hook: Probe['hook'], matches: readonly Match[], ranges: readonly AddressRange[]): Probe[] {
  return ranges.length > 0 ? [{ hook, matches, source: { ranges, negated: false } }] : [];
}

/** Invariant 7: from a bridge the host is reached by the interface that the drawing gives for an address, and by no other one. */
function wrongDoors(view: HostView): SectionRule[] {
  return view.interfaces
    .filter((at) => standsAtBridge(view, at))
    .flatMap((at) => {
      const { name, id } = at.interface;
      const others = view.interfaces.filter((other) => other !== at).map(({ station }) => station);
      const own = rangesOf(at.station, view.family);
      const elsewhere = rangesOfAll(others, view.family).filter(
        (range) => !own.some((mine) => rangeContains(mine, range)),
      );
      if (elsewhere.length === 0) return [];
      const reason = `By ${name}, which leads to a bridge, nobody reaches the addresses that ${view.host.name} has at other interfaces.`;
      const destination = { ranges: elsewhere, negated: false };
      return [
        derivedDenial('deny-host-interfaces', 'door', name, [id, view.host.id], reason, [
          { hook: 'INPUT', matches: [{ kind: 'in-interface', name }], destination },
        ]),
      ];
    });
}

function standsAtBridge({ topology }: HostView, { bridge, interface: { peer } }: TopologyInterface): boolean {
  return bridge !== undefined || (peer !== undefined && topology.ports.has(peer));
}

function strayOutput(view: HostView): SectionRule[] {
  const ranges = ownRanges(view);
  if (ranges.length === 0) return [];
  return view.interfaces.map(({ interface: item }) => ({
    ...derivedDenial(
      'deny-host-interfaces',
      'out',
      item.name,
      [item.id, view.host.id],
      `${view.host.name} sends by ${item.name} from its own addresses only.`,
      [
        {
          hook: 'OUTPUT',
          matches: [{ kind: 'out-interface', name: item.name }],
          source: { ranges, negated: true },
        },
      ],
    ),
    // Its link-local addresses are its own as well, though nobody draws them.
    ...(view.family === 6 ? { except: OWN_LINK_WORDS } : {}),
  }));
}
