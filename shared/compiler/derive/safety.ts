import { type AddressRange, parseRange, rangesOverlap } from '../../net/range.ts';
import type { Side, TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView, rangesOf, uniqueRanges } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { AddressList, Probe, SectionRule } from '../ir/section-rule.ts';

/** OpenSSH's port where the host's connection names none. */
const SSH_PORT = 22;

/**
 * Section 0: loopback, and the administrator's way in by SSH, so that no push can lock her out. It stands before the
 * denials, so it must not open them: where guests could reach it, it names the border ports she comes by.
 */
export function safety(view: HostView): SectionRule[] {
  const admins = uniqueRanges((view.host.settings?.adminAccess ?? []).flatMap((text) => parseRange(text) ?? [])).filter(
    (range) => range.family === view.family,
  );
  return [loopback(view), ...(admins.length > 0 ? [wayIn(view, admins), wayBack(view, admins)] : [])];
}

function loopback(view: HostView): SectionRule {
  return {
    key: 'safety lo',
    section: 'safety',
    verdict: { kind: 'accept' },
    label: 'lo',
    origin: { objects: [view.host.id], reason: `${view.host.name} talks to itself over loopback.` },
    probes: [
      { hook: 'INPUT', matches: [{ kind: 'in-interface', name: 'lo' }] },
      { hook: 'OUTPUT', matches: [{ kind: 'out-interface', name: 'lo' }] },
    ],
    alternatives: [],
    conditions: [],
    log: false,
  };
}

function wayIn(view: HostView, admins: readonly AddressRange[]): SectionRule {
  const source = { ranges: admins, negated: false };
  return adminRule(
    view,
    `The administrator's way in to ${view.host.name} (adminAccess).`,
    [
      ...entrances(view, admins).map((matches): Probe => ({ hook: 'INPUT', matches, source })),
      ...bridgedWays(view, admins).map(
        ({ from, to, own }): Probe => ({ hook: 'FORWARD', matches: crossing(from, to), source, destination: own }),
      ),
    ],
    'destination',
    { kind: 'state', states: ['NEW', 'ESTABLISHED'], negated: false },
  );
}

function wayBack(view: HostView, admins: readonly AddressRange[]): SectionRule {
  const destination = { ranges: admins, negated: false };
  return adminRule(
    view,
    `The answers of ${view.host.name} to the administrator.`,
    [
      { hook: 'OUTPUT', matches: [], destination },
      ...bridgedWays(view, admins).map(
        ({ from, to, own }): Probe => ({ hook: 'FORWARD', matches: crossing(to, from), source: own, destination }),
      ),
    ],
    'source',
    { kind: 'state', states: ['ESTABLISHED', 'RELATED'], negated: false },
  );
}

function adminRule(
  view: HostView,
  reason: string,
  probes: readonly Probe[],
  side: 'source' | 'destination',
  state: Match,
): SectionRule {
  const port = view.host.connection?.port ?? SSH_PORT;
  return {
    key: `safety admin ${side}`,
    section: 'safety',
    verdict: { kind: 'accept' },
    label: 'admin',
    origin: { objects: [view.host.id], reason },
    probes,
    alternatives: [[{ kind: 'ports', protocol: 'tcp', side, ports: [{ first: port, last: port }] }]],
    conditions: [state],
    log: false,
  };
}

/** How the administrator's packets may come into INPUT. */
function entrances(view: HostView, admins: readonly AddressRange[]): Match[][] {
  const addressed = view.bridges.filter((bridge) => bridgeHasAddress(view, bridge));
  if (addressed.length === 0) return [[]];
  const devices = new Set(addressed.map(({ bridge }) => bridge.name));
  const apart = view.interfaces.filter(({ interface: item }) => !devices.has(item.name));
  return [
    ...apart.map(({ interface: { name } }): Match[] => [{ kind: 'in-interface', name }]),
    ...addressed.flatMap(({ bridge, ports }) =>
      ports
        .filter((port) => mayHold(port.outside, admins, view))
        .map(({ port }): Match[] => [
          { kind: 'in-interface', name: bridge.name },
          { kind: 'physdev-in', port: port.name },
        ]),
    ),
  ];
}

interface BridgedWay {
  readonly from: TopologyPort;
  readonly to: TopologyPort;
  readonly own: AddressList;
}

/** Ways over a bridge to an interface of the host: in by a port she can be behind, out by a port the host is behind. */
function bridgedWays(view: HostView, admins: readonly AddressRange[]): BridgedWay[] {
  return view.bridges.flatMap(({ ports }) =>
    ports
      .filter((from) => from.role !== 'unused' && mayHold(from.outside, admins, view))
      .flatMap((from) =>
        ports.flatMap((to): BridgedWay[] => {
          if (to.port.id === from.port.id || to.role !== 'border') return [];
          const ranges = [...to.outside.stations]
            .filter((station) => station.kind === 'interface' && station.owner === view.host.id)
            .flatMap((station) => rangesOf(station, view.family));
          return ranges.length > 0 ? [{ from, to, own: { ranges, negated: false } }] : [];
        }),
      ),
  );
}

/** True when an administrator's address can be on this side: drawn there, or in what is not drawn beyond it. */
function mayHold(side: Side, admins: readonly AddressRange[], view: HostView): boolean {
  const stations = [...side.stations];
  const drawn = stations.some((station) =>
    rangesOf(station, view.family).some((range) => admins.some((admin) => rangesOverlap(admin, range))),
  );
  // The host itself leads beyond, but its own packets need no way in.
  const hostAlone = stations.length > 0 && stations.every((station) => station.kind === 'interface');
  return drawn || (side.leadsBeyond && !hostAlone);
}

function crossing(from: TopologyPort, to: TopologyPort): Match[] {
  return [
    { kind: 'physdev-in', port: from.port.name },
    { kind: 'physdev-out', port: to.port.name },
  ];
}
