import { rangesOf } from '../compiler/ir/host-view.ts';
import { kernelSettings } from '../compiler/layer2/kernel-settings.ts';
import { type PortGuard, portGuards } from '../compiler/layer2/port-guard.ts';
import { type PortHardening, portHardening } from '../compiler/layer2/port-hardening.ts';
import type { Document, Host, Id, Protect } from '../document/document.ts';
import { resolveTopology } from '../topology/resolve-topology.ts';
import type { Topology, TopologyPort } from '../topology/topology.ts';
import { ATTACK_NAMES, ATTACKS, type Attack } from './attacks.ts';

/** What can stop an attack: the IP rules of both families, the layer-2 rules, a flag of the bridge's port, a kernel setting. */
export type Layer = 'iptables' | 'layer-2' | 'bridge' | 'sysctl';

export interface MatrixRow {
  readonly attack: Attack;
  readonly sentence: string;
  /** Every layer that stops it by itself; empty: nothing does. */
  readonly stoppedBy: readonly Layer[];
}

/** All attacks at one guest port, with the guest behind it as the attacker. */
export interface PortMatrix {
  readonly host: Id;
  readonly port: Id;
  readonly guest: Id;
  readonly rows: readonly MatrixRow[];
}

/** What the rows are judged by. */
interface Facts {
  readonly protect: Protect;
  readonly guard: PortGuard;
  readonly hardening: PortHardening;
  /** The bridge speaks STP: it takes its messages in before any rule. */
  readonly stp: boolean;
  /** The guest speaks IPv6: otherwise no packet of that family passes its port. */
  readonly ipv6: boolean;
  readonly nftables: boolean;
  /** One tag does not hide a packet from the IP rules (bridge-nf-filter-vlan-tagged). */
  readonly tagsFiltered: boolean;
  readonly silentBridges: boolean;
}

/**
 * For each guest port, which layer stops which attack. It speaks of what the drawing and its switches come to, not of the
 * user's rules: whom a rule lets talk is no attack. Isolation is not counted: it ends at the bridge, and the victims beyond
 * a border port remain. Anything read from the machine is out of reach of this function.
 */
export function bypassMatrix(document: Document): PortMatrix[] {
  const topology = resolveTopology(document);
  return document.hosts.flatMap((host) => hostMatrix(topology, host));
}

function hostMatrix(topology: Topology, host: Host): PortMatrix[] {
  const guards = new Map(portGuards(topology, host).map((guard) => [guard.port, guard]));
  const settings = kernelSettings(topology, host);
  const shared = {
    nftables: host.settings?.backend === 'nftables',
    tagsFiltered: settings.some(({ path, value }) => path.endsWith('filter-vlan-tagged') && value === '1'),
    silentBridges: settings.some(({ path }) => path.endsWith('/rp_filter')),
  };
  return host.ports.flatMap((port): PortMatrix[] => {
    const at = topology.ports.get(port.id);
    const guard = guards.get(port.name);
    if (!at?.guest || !guard) return [];
    const facts: Facts = {
      ...shared,
      guard,
      protect: port.protect ?? {},
      ipv6: speaksIpv6(at),
      hardening: portHardening(at),
      stp: at.bridge.stp === true,
    };
    const rows = ATTACK_NAMES.map(
      (attack): MatrixRow => ({ attack, sentence: ATTACKS[attack], stoppedBy: layers(STOPPED[attack](facts)) }),
    );
    return [{ host: host.id, port: port.id, guest: at.guest.guest.id, rows }];
  });
}

type Answers = Partial<Record<Layer, boolean>>;

const inArp = ({ guard }: Facts): Answers => ({ 'layer-2': guard.arp !== undefined });
const inOtherEthertype = ({ guard }: Facts): Answers => ({ 'layer-2': guard.ethertypes });
const redirected = ({ protect }: Facts): Answers => ({ iptables: protect.spoofing !== false });
/** At the port of a guest without IPv6 the denial of all IPv6 does it too. */
const inIpv6 = (facts: Facts, answers: Answers): Answers =>
  facts.ipv6 || facts.protect.spoofing === false ? answers : { ...answers, iptables: true };

/** Each attack's layers. One entry for every attack: one without does not compile. */
const STOPPED: Readonly<Record<Attack, (facts: Facts) => Answers>> = {
  // Acceptances name the guest's own addresses, so this one fails even where the denial is switched off.
  'forged-source': () => ({ iptables: true }),
  'poisoned-unicast': redirected,
  'unknown-unicast-flood': (facts) => ({
    ...redirected(facts),
    'layer-2': facts.guard.mac !== undefined,
    bridge: facts.hardening.floodOff,
  }),
  // Established connections are let on: without the denial in front nothing tells the hijacker apart.
  'hijacked-flow': redirected,
  'mac-theft': ({ guard }) => ({ 'layer-2': guard.mac !== undefined }),
  'arp-reply': inArp,
  'arp-request': inArp,
  'gratuitous-arp': inArp,
  'arp-probe-squat': inArp,
  'vlan0-spoof': ({ guard, tagsFiltered }) => ({ 'layer-2': guard.ethertypes && !guard.trunk, sysctl: tagsFiltered }),
  'double-tag-spoof': ({ guard }) => ({ 'layer-2': guard.ethertypes && !guard.trunk }),
  'llc-snap-spoof': inOtherEthertype,
  // With STP no rule sees it; without, the bridge passes it on like any other frame.
  bpdu: (facts) => (facts.stp ? { bridge: facts.hardening.rootBlock } : inOtherEthertype(facts)),
  lldp: inOtherEthertype,
  'rogue-dhcpv4': ({ guard }) => ({ 'layer-2': !guard.dhcpServer }),
  'rogue-dhcpv6': (facts) => inIpv6(facts, { 'layer-2': !facts.guard.dhcpServer }),
  'router-advertisement': (facts) => inIpv6(facts, { 'layer-2': !facts.guard.routerAdvertisement }),
  redirect: (facts) => inIpv6(facts, { 'layer-2': !facts.guard.routerAdvertisement }),
  'neighbour-advertisement': (facts) =>
    inIpv6(facts, {
      [facts.nftables ? 'layer-2' : 'iptables']: facts.ipv6 && facts.guard.neighbours !== undefined,
    }),
  'silent-bridge': ({ silentBridges }) => ({ iptables: true, sysctl: silentBridges }),
};

const ORDER: readonly Layer[] = ['iptables', 'layer-2', 'bridge', 'sysctl'];

function layers(answers: Answers): Layer[] {
  return ORDER.filter((layer) => answers[layer] === true);
}

function speaksIpv6({ guest }: TopologyPort): boolean {
  return guest !== undefined && rangesOf(guest.station, 6).length > 0;
}
