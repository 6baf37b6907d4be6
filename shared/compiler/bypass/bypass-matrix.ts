import type { Document, Host, Id, Protect } from '../../document/document.ts';
import { resolveTopology } from '../../topology/resolve-topology.ts';
import type { Station, Topology, TopologyBridge, TopologyPort } from '../../topology/topology.ts';
import { rangesOf } from '../ir/host-view.ts';
import { kernelSettings } from '../layer2/kernel-settings.ts';
import { guardOf, type PortGuard } from '../layer2/port-guard.ts';
import { type PortHardening, portHardening } from '../layer2/port-hardening.ts';
import { ATTACK_NAMES, ATTACKS, type Attack } from './attacks.ts';

/** What can stop an attack: the IP rules of both families, the layer-2 rules, a flag of the bridge's port, a kernel setting. */
export type Layer = 'iptables' | 'layer-2' | 'bridge' | 'sysctl';

interface MatrixRow {
  readonly attack: Attack;
  readonly sentence: string;
  /** Every layer that stops it by itself; empty: nothing does. */
  readonly stoppedBy: readonly Layer[];
}

/** All attacks at one port, with the guest behind it as the attacker, or at a NIC anybody outside. */
export interface PortMatrix {
  readonly host: Id;
  readonly port: Id;
  /** Missing at a NIC. */
  readonly guest?: Id;
  readonly rows: readonly MatrixRow[];
}

/** What the rows are judged by. */
interface Facts {
  readonly protect: Protect;
  readonly guard: PortGuard;
  readonly hardening: PortHardening;
  /** The bridge speaks STP: it takes its messages in before any rule. */
  readonly stp: boolean;
  /** The guest, or at a NIC anybody inside, speaks the family: otherwise no packet of it passes. */
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  readonly nftables: boolean;
  /** Connections are not tracked: every packet is held against the rules. */
  readonly stateless: boolean;
  /** One tag does not hide a packet from the IP rules (bridge-nf-filter-vlan-tagged). */
  readonly tagsFiltered: boolean;
  /** The port's bridge has no address: the kernel answers and takes nothing there. */
  readonly silent: boolean;
  /** Every MAC that could be stolen from here is one that the layer-2 rules know. */
  readonly knownMacs: boolean;
  /** Every MAC that could be stolen from here has an entry in the bridge's table that does not move. */
  readonly heldMacs: boolean;
}

/**
 * For each guest port and NIC, which layer stops which attack. It speaks of what the drawing and its switches come to, not of
 * the user's rules: whom a rule lets talk is no attack. Isolation is not counted: it ends at the bridge, and the victims beyond
 * a border port remain. Anything read from the machine is out of reach of this function.
 */
export function bypassMatrix(document: Document): PortMatrix[] {
  const topology = resolveTopology(document);
  return document.hosts.flatMap((host) =>
    host.ports.flatMap((port) => {
      const at = topology.ports.get(port.id);
      return at === undefined ? [] : (portMatrix(topology, host, at) ?? []);
    }),
  );
}

/** The matrix of one port; `undefined` where there is nobody to attack from it that the port is guarded against. */
export function portMatrix(topology: Topology, host: Host, at: TopologyPort): PortMatrix | undefined {
  const guard = guardOf(topology, at);
  if (guard === undefined || guard.kind === 'unused') return undefined;
  const facts = factsOf(topology, host, at, guard);
  const rows = ATTACK_NAMES.filter((attack) => applies(attack, facts)).map(
    (attack): MatrixRow => ({ attack, sentence: sentenceOf(attack, guard), stoppedBy: layers(STOPPED[attack](facts)) }),
  );
  return { host: host.id, port: at.port.id, ...(at.guest ? { guest: at.guest.guest.id } : {}), rows };
}

function factsOf(topology: Topology, host: Host, at: TopologyPort, guard: PortGuard): Facts {
  const speaks = (family: 4 | 6) =>
    (at.guest ? [at.guest.station] : [...at.inside.stations]).some((station) => rangesOf(station, family).length > 0);
  const { tagsFiltered, silent, held } = bridgeFacts(topology, host, at);
  return {
    guard,
    protect: at.port.protect ?? {},
    hardening: portHardening(at),
    stp: at.bridge.stp === true,
    ipv4: speaks(4),
    ipv6: speaks(6),
    nftables: host.settings?.backend === 'nftables',
    stateless: host.settings?.established === 'none',
    tagsFiltered,
    silent,
    ...(at.guest ? macsAround(topology, at, held) : macsInside(topology, at, held)),
  };
}

interface BridgeFacts {
  readonly tagsFiltered: boolean;
  readonly silent: boolean;
  /** The guests whose entries in the bridge's forwarding table are static. */
  readonly held: ReadonlySet<Station>;
}

/** What all ports of a bridge share is worked out once: a thousand guests must not cost a million looks. */
const known = new WeakMap<TopologyBridge, BridgeFacts>();

function bridgeFacts(topology: Topology, host: Host, { bridge }: TopologyPort): BridgeFacts {
  const key = topology.bridges.get(bridge.id);
  const found = key && known.get(key);
  if (found) return found;
  const settings = kernelSettings(topology, host);
  const facts: BridgeFacts = {
    tagsFiltered: settings.some(({ path, value }) => path.endsWith('filter-vlan-tagged') && value === '1'),
    silent: settings.some(({ path }) => path === `net/ipv4/conf/${bridge.name}/rp_filter`),
    held: new Set(
      key?.ports.flatMap((port) =>
        port.guest && portHardening(port).staticMac !== undefined ? [port.guest.station] : [],
      ),
    ),
  };
  if (key) known.set(key, facts);
  return facts;
}

type Macs = Pick<Facts, 'knownMacs' | 'heldMacs'>;

/** A guest is held to its own MAC where that is drawn; whom it could steal from is everybody on its segment. */
function macsAround(topology: Topology, { bridge, guest, segment }: TopologyPort, held: ReadonlySet<Station>): Macs {
  const { ports = [], device } = topology.bridges.get(bridge.id) ?? {};
  const nobodyBeyond = ports.every(({ role }) => role !== 'border');
  // The entry of the bridge's own device never moves.
  const others = segment.stations.size - 1 - (device ? 1 : 0);
  const heldOthers = held.size - (guest && held.has(guest.station) ? 1 : 0);
  return { knownMacs: true, heldMacs: nobodyBeyond && others > 0 && heldOthers === others };
}

/** What comes by a NIC is kept from being taken for a guest inside; of the host's own interfaces no MAC is drawn. */
function macsInside(topology: Topology, { inside }: TopologyPort, held: ReadonlySet<Station>): Macs {
  const guests = [...inside.stations].filter(({ kind }) => kind === 'guest');
  const drawn = new Set(
    [...topology.ports.values()].flatMap(({ guest }) => (guest?.nic.mac === undefined ? [] : [guest.station])),
  );
  return {
    knownMacs: guests.every((station) => drawn.has(station)),
    heldMacs: guests.length > 0 && guests.every((station) => held.has(station)),
  };
}

/** A switch beyond a NIC may well be the root of the spanning tree. */
function applies(attack: Attack, { guard, stp }: Facts): boolean {
  return !(attack === 'bpdu' && stp && guard.kind === 'nic');
}

function sentenceOf(attack: Attack, { kind }: PortGuard): string {
  if (kind !== 'nic') return ATTACKS[attack];
  if (attack === 'mac-theft')
    return "A frame from a guest's MAC address: the bridge then sends that guest's frames outside.";
  return ATTACKS[attack].replaceAll('this guest', 'a station outside');
}

type Answers = Partial<Record<Layer, boolean>>;

const inArp = ({ guard, protect }: Facts): Answers => ({
  'layer-2': guard.kind === 'nic' ? protect.arp !== false : guard.arp !== undefined,
});
const inOtherEthertype = ({ guard }: Facts): Answers => ({ 'layer-2': guard.ethertypes });
const redirected = ({ protect }: Facts): Answers => ({ iptables: protect.spoofing !== false });
/** At the port of a guest that does not speak a family the denial of all of it does it too. */
const inFamily = (family: 'ipv4' | 'ipv6', facts: Facts, answers: Answers): Answers =>
  facts[family] || facts.protect.spoofing === false ? answers : { ...answers, iptables: true };

const inNeighbours = (facts: Facts): Answers =>
  inFamily('ipv6', facts, {
    [facts.nftables ? 'layer-2' : 'iptables']:
      facts.ipv6 && (facts.guard.kind === 'nic' ? facts.protect.arp !== false : facts.guard.neighbours !== undefined),
  });

/** Each attack's layers. One entry for every attack: one without does not compile. */
const STOPPED: Readonly<Record<Attack, (facts: Facts) => Answers>> = {
  // Acceptances name the guest's own addresses, so this one fails even where the denial is switched off. At a NIC they
  // name whoever may be outside.
  'forged-source': (facts) => (facts.guard.kind === 'nic' ? redirected(facts) : { iptables: true }),
  'poisoned-unicast': redirected,
  'unknown-unicast-flood': (facts) => ({
    ...redirected(facts),
    'layer-2': facts.guard.mac !== undefined,
    bridge: facts.hardening.floodOff,
  }),
  // Established connections are let on: without the denial in front nothing tells the hijacker apart. Where none are, each
  // packet is held against the acceptances, as a forged one is.
  'hijacked-flow': (facts) =>
    facts.stateless && facts.guard.kind === 'guest' ? { iptables: true } : redirected(facts),
  'mac-theft': ({ guard, protect, hardening, knownMacs, heldMacs }) => ({
    'layer-2': guard.kind === 'nic' ? protect.mac !== false && knownMacs : guard.mac !== undefined,
    bridge: hardening.learningOff || heldMacs,
  }),
  'arp-reply': inArp,
  'arp-request': inArp,
  'gratuitous-arp': inArp,
  'arp-probe-squat': inArp,
  'vlan0-spoof': ({ tagsFiltered }) => ({ 'layer-2': true, sysctl: tagsFiltered }),
  'double-tag-spoof': () => ({ 'layer-2': true }),
  'vlan-hop': ({ guard }) => ({ 'layer-2': !guard.trunk }),
  'llc-snap-spoof': inOtherEthertype,
  // With STP no rule sees it; without, the bridge passes it on like any other frame.
  bpdu: (facts) => (facts.stp ? { bridge: facts.hardening.rootBlock } : inOtherEthertype(facts)),
  lldp: inOtherEthertype,
  'rogue-dhcpv4': (facts) => inFamily('ipv4', facts, { 'layer-2': !facts.guard.dhcpServer }),
  'rogue-dhcpv6': (facts) => inFamily('ipv6', facts, { 'layer-2': !facts.guard.dhcpServer }),
  'router-advertisement': (facts) => inFamily('ipv6', facts, { 'layer-2': !facts.guard.routerAdvertisement }),
  redirect: (facts) => inFamily('ipv6', facts, { 'layer-2': !facts.guard.routerAdvertisement }),
  'neighbour-advertisement': inNeighbours,
  'dad-squat': inNeighbours,
  'link-local-group': () => ({ iptables: true }),
  'silent-bridge': ({ silent }) => ({ iptables: true, sysctl: silent }),
};

const ORDER: readonly Layer[] = ['iptables', 'layer-2', 'bridge', 'sysctl'];

function layers(answers: Answers): Layer[] {
  return ORDER.filter((layer) => answers[layer] === true);
}
