import type { Document, Id } from '../../shared/document/document.ts';
import { type DrawnNetwork, type DrawnNic, drawnNetwork } from './drawn-network.ts';
import { nicsAround } from './drawn-sides.ts';
import { isIpv6 } from './frames/octets.ts';
import { withPrefix } from './with-prefix.ts';

/** A place where frames are sent and seen: a device in a network namespace. */
export interface Point {
  readonly key: string;
  readonly namespace: string;
  readonly device: string;
}

/** What has to be made, as lines for `ip -batch`; nothing is done yet. */
export interface WorldPlan {
  readonly network: DrawnNetwork;
  readonly hostNamespace: string;
  /** In the namespace of the tests: namespaces and the links between them. */
  readonly links: readonly string[];
  /** Per namespace. */
  readonly inside: ReadonlyMap<string, readonly string[]>;
  /** By NIC key. */
  readonly nicPoints: ReadonlyMap<string, Point>;
  /** By port id: whatever is seen there has left the bridge through that port. */
  readonly crossingPoints: ReadonlyMap<Id, Point>;
  /** By bridge id: the MAC address of the bridge's own device. */
  readonly bridgeMacs: ReadonlyMap<Id, string>;
}

export interface PlanOptions {
  /** Starts every namespace's name. */
  readonly prefix: string;
  /**
   * Guests and externals have no addresses of their own, so that their kernels answer nothing and every frame of theirs is one
   * a test has sent. The host, whose kernel does answer, is told their MAC addresses.
   */
  readonly mute?: boolean;
}

export function planWorld(document: Document, hostId: Id, options: PlanOptions): WorldPlan {
  return new Planner(drawnNetwork(document, hostId), options).plan();
}

class Planner {
  readonly #network: DrawnNetwork;
  readonly #options: PlanOptions;
  readonly #hostNamespace: string;
  readonly #links: string[] = [];
  readonly #inside = new Map<string, string[]>();
  readonly #nicPoints = new Map<string, Point>();
  readonly #crossingPoints = new Map<Id, Point>();
  readonly #bridgeMacs = new Map<Id, string>();

  constructor(network: DrawnNetwork, options: PlanOptions) {
    this.#network = network;
    this.#options = options;
    this.#hostNamespace = this.#namespace('host');
  }

  plan(): WorldPlan {
    this.#bridges();
    for (const guest of this.#network.document.guests) this.#guest(guest.id);
    for (const port of this.#network.host.ports) if (port.kind === 'nic') this.#segment(port.name, port.id);
    for (const nic of this.#network.nics) if (nic.kind === 'interface') this.#hostInterface(nic);
    this.#portLinks();
    for (const port of this.#network.host.ports) {
      this.#in(
        this.#hostNamespace,
        `link set ${port.name} master ${this.#bridgeName(port.bridge)} addrgenmode none up`,
      );
    }
    if (this.#options.mute) this.#tellNeighbours();
    return {
      network: this.#network,
      hostNamespace: this.#hostNamespace,
      links: this.#links,
      inside: this.#inside,
      nicPoints: this.#nicPoints,
      crossingPoints: this.#crossingPoints,
      bridgeMacs: this.#bridgeMacs,
    };
  }

  #bridges(): void {
    for (const [index, bridge] of this.#network.host.bridges.entries()) {
      const mac = `02:bb:00:00:00:${index.toString(16).padStart(2, '0')}`;
      // As short as the kernel allows with STP, where a port says nothing for twice this time.
      const delay = bridge.stp ? ' forward_delay 200' : '';
      const ageing = bridge.ageing === undefined ? '' : ` ageing_time ${bridge.ageing * 100}`;
      this.#bridgeMacs.set(bridge.id, mac);
      this.#in(
        this.#hostNamespace,
        `link add ${bridge.name} address ${mac} type bridge stp_state ${bridge.stp ? 1 : 0}${delay}${ageing}`,
      );
      this.#in(this.#hostNamespace, `link set ${bridge.name} addrgenmode none up`);
    }
  }

  #guest(guest: Id): void {
    const nics = this.#network.nics.filter((nic) => nic.kind === 'guest' && nic.station === guest);
    if (nics.length === 0) return;
    const namespace = this.#namespace(guest);
    for (const [index, nic] of nics.entries()) {
      if (nic.port === undefined) continue;
      this.#link(this.#hostNamespace, nic.port.name, namespace, `eth${index}`, nic.mac);
      this.#bringUp(nic, namespace, `eth${index}`, this.#options.mute !== true);
      this.#crossing(nic.port.id, namespace, `eth${index}`);
    }
  }

  /** An Ethernet segment beyond the machine: a switch, and behind it the externals that stand there. */
  #segment(hostDevice: string, port: Id | undefined, hostMac?: string): void {
    const namespace = this.#namespace(`segment-${hostDevice}`);
    this.#link(namespace, 'uplink', this.#hostNamespace, hostDevice, hostMac);
    this.#in(
      namespace,
      'link add sw type bridge',
      'link set sw addrgenmode none up',
      'link set uplink master sw addrgenmode none up',
    );
    if (port !== undefined) this.#crossing(port, namespace, 'uplink');
    for (const [index, nic] of this.#network.nics.entries()) {
      if (nic.kind !== 'external' || nic.port?.id !== port) continue;
      const own = this.#namespace(nic.station);
      this.#link(namespace, `p${index}`, own, 'eth0', nic.mac);
      this.#in(namespace, `link set p${index} master sw addrgenmode none up`);
      this.#bringUp(nic, own, 'eth0', this.#options.mute !== true);
    }
  }

  #hostInterface(nic: DrawnNic): void {
    const each = nic.interface;
    if (each === undefined) return;
    if (nic.ownDevice) this.#in(this.#hostNamespace, `link set ${each.name} address ${nic.mac}`);
    else if (nic.port !== undefined) {
      this.#link(this.#hostNamespace, nic.port.name, this.#hostNamespace, each.name, nic.mac);
      this.#crossing(nic.port.id, this.#hostNamespace, each.name);
    } else if (!this.#madeSegment) {
      // Externals without a port stand beyond the first interface that leads nowhere else.
      this.#segment(each.name, undefined, nic.mac);
      this.#madeSegment = true;
    } else this.#dangling(each.name, nic.mac);
    if (nic.ownDevice && nic.bridge !== undefined) this.#bridgeMacs.set(nic.bridge, nic.mac);
    this.#bringUp(nic, this.#hostNamespace, each.name, true);
  }

  #madeSegment = false;

  #portLinks(): void {
    const ports = this.#network.host.ports;
    const linked = new Set(this.#crossingPoints.keys());
    for (const port of ports) {
      if (linked.has(port.id)) continue;
      const peer = ports.find((each) => each.id === port.peer);
      linked.add(port.id);
      if (peer === undefined || linked.has(peer.id)) {
        this.#crossing(port.id, ...this.#dangling(port.name));
        continue;
      }
      linked.add(peer.id);
      this.#link(this.#hostNamespace, port.name, this.#hostNamespace, peer.name);
      this.#crossing(port.id, this.#hostNamespace, peer.name);
      this.#crossing(peer.id, this.#hostNamespace, port.name);
    }
  }

  /** A device of the host behind which nothing is drawn. */
  #dangling(device: string, mac?: string): [namespace: string, device: string] {
    const namespace = this.#namespace('nobody');
    const far = `n${this.#links.length}`;
    this.#link(namespace, far, this.#hostNamespace, device, mac);
    this.#in(namespace, `link set ${far} addrgenmode none up`);
    return [namespace, far];
  }

  #tellNeighbours(): void {
    for (const nic of this.#network.nics) {
      if (nic.kind !== 'interface' || nic.bridge === undefined || nic.interface === undefined) continue;
      for (const other of nicsAround(this.#network, nic.bridge)) {
        if (other.kind === 'interface') continue;
        for (const address of other.addresses) {
          const to = `dev ${nic.interface.name} lladdr ${other.mac} nud permanent`;
          this.#in(this.#hostNamespace, `neigh replace ${address} ${to}`);
        }
      }
    }
  }

  #bringUp(nic: DrawnNic, namespace: string, device: string, withAddresses: boolean): void {
    this.#nicPoints.set(nic.key, { key: nic.key, namespace, device });
    // Without a link-local address the kernel sends no router solicitations and multicast reports of its own.
    const generate = withAddresses && nic.addresses.some(isIpv6) ? 'eui64' : 'none';
    this.#in(namespace, `link set ${device} addrgenmode ${generate}`);
    if (withAddresses) {
      for (const address of nic.drawnAddresses) {
        const nodad = isIpv6(address) ? ' nodad' : '';
        this.#in(namespace, `addr add ${withPrefix(this.#network, address)} dev ${device}${nodad}`);
      }
    }
    this.#in(namespace, `link set ${device} up`);
  }

  #link(oneNamespace: string, one: string, otherNamespace: string, other: string, otherMac?: string): void {
    const mac = otherMac === undefined ? '' : ` address ${otherMac}`;
    this.#links.push(
      `link add ${one} netns ${oneNamespace} type veth peer name ${other} netns ${otherNamespace}${mac}`,
    );
  }

  #crossing(port: Id, namespace: string, device: string): void {
    const nic = this.#network.nics.find((each) => each.port?.id === port && each.kind !== 'external');
    this.#crossingPoints.set(port, { key: nic?.key ?? `crossing:${port}`, namespace, device });
  }

  #bridgeName(id: Id): string {
    const bridge = this.#network.host.bridges.find((each) => each.id === id);
    if (bridge === undefined) throw new RangeError(`the document has no bridge ${id}`);
    return bridge.name;
  }

  #namespace(station: string): string {
    const name = `${this.#options.prefix}-${station}`;
    if (!this.#inside.has(name)) {
      this.#links.push(`netns add ${name}`);
      this.#inside.set(name, ['link set lo up']);
    }
    return name;
  }

  #in(namespace: string, ...lines: readonly string[]): void {
    this.#inside.get(namespace)?.push(...lines);
  }
}
