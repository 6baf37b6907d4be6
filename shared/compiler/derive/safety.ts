import { type AddressRange, intersectRanges, parseRange, rangesOverlap } from '../../net/range.ts';
import type { Side, TopologyPort } from '../../topology/topology.ts';
import { bridgeHasAddress, type HostView, rangesOf, uniqueRanges } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { AddressList, Probe, SectionRule } from '../ir/section-rule.ts';

/** OpenSSH's port where the host's connection names none. */
const SSH_PORT = 22;

/**
 * Section 0: loopback, and the administrator's way in by SSH, so that no push can lock her out. It stands before the
 * denials, so it must not open them: who comes by a port behind which she cannot be is left to those.
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
  return adminRule(
    view,
    `The administrator's way in to ${view.host.name} (adminAccess).`,
    [
      ...entrances(view, admins),
      ...bridgedWays(view, admins).map(
        ({ from, to, own, admin }): Probe => ({
          hook: 'FORWARD',
          matches: crossing(from, to),
          source: admin,
          destination: own,
        }),
      ),
    ],
    'destination',
    { kind: 'state', states: ['NEW', 'ESTABLISHED'], negated: false },
  );
}

function wayBack(view: HostView, admins: readonly AddressRange[]): SectionRule {
  return adminRule(
    view,
    `The answers of ${view.host.name} to the administrator.`,
    [
      { hook: 'OUTPUT', matches: [], destination: { ranges: admins, negated: false } },
      ...bridgedWays(view, admins).map(
        ({ from, to, own, admin }): Probe => ({
          hook: 'FORWARD',
          matches: crossing(to, from),
          source: own,
          destination: admin,
        }),
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

/**
 * How the administrator's packets may come into INPUT: by whatever there is, drawn or not, but for ports behind which she cannot
 * be: who comes by one of these with her address has forged it. A guest that is an administrator has the bridge's address to
 * go to, as itself alone.
 */
function entrances(view: HostView, admins: readonly AddressRange[]): Probe[] {
  const strangers = view.ports.filter((port) => port.guest || !mayStand(port, admins, view));
  const guests = view.bridges.flatMap((bridge) =>
    bridgeHasAddress(view, bridge)
      ? bridge.ports.flatMap((port): Probe[] => {
          const source = guestAdmin(port, admins, view);
          if (!port.guest || source.ranges.length === 0) return [];
          const by = { kind: 'physdev-in', port: port.port.name } as const;
          return [{ hook: 'INPUT', matches: [{ kind: 'in-interface', name: bridge.bridge.name }, by], source }];
        })
      : [],
  );
  const notBy = strangers.map(({ port }) => port.name);
  const source = { ranges: admins, negated: false };
  return [{ hook: 'INPUT', matches: [], source, ...(notBy.length > 0 ? { notBy } : {}) }, ...guests];
}

interface BridgedWay {
  readonly from: TopologyPort;
  readonly to: TopologyPort;
  readonly own: AddressList;
  readonly admin: AddressList;
}

/** Ways over a bridge to an interface of the host: in by a port she can be behind, out by a port the host is behind. */
function bridgedWays(view: HostView, admins: readonly AddressRange[]): BridgedWay[] {
  return view.bridges.flatMap(({ ports }) =>
    ports
      .filter((from) => from.role !== 'unused' && mayStand(from, admins, view))
      .flatMap((from) =>
        ports.flatMap((to): BridgedWay[] => {
          if (to.port.id === from.port.id || to.role !== 'border') return [];
          const ranges = [...to.outside.stations]
            .filter((station) => station.kind === 'interface' && station.owner === view.host.id)
            .flatMap((station) => rangesOf(station, view.family));
          const admin = from.guest ? guestAdmin(from, admins, view) : { ranges: admins, negated: false };
          return ranges.length > 0 ? [{ from, to, own: { ranges, negated: false }, admin }] : [];
        }),
      ),
  );
}

/** The addresses of a guest that are an administrator's: with any other it would have forged hers. */
function guestAdmin({ guest }: TopologyPort, admins: readonly AddressRange[], { family }: HostView): AddressList {
  const own = guest ? rangesOf(guest.station, family) : [];
  const ranges = own.flatMap((range) => admins.flatMap((admin) => intersectRanges(range, admin) ?? []));
  return { ranges: uniqueRanges(ranges), negated: false };
}

/** True when an administrator can be behind a port; a loop may put her there as well as elsewhere. */
function mayStand({ outside, both }: TopologyPort, admins: readonly AddressRange[], view: HostView): boolean {
  return mayHold(outside, admins, view) || mayHold({ stations: both, leadsBeyond: false }, admins, view);
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
