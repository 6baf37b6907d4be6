import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';
import { sameSegment } from './drawn-sides.ts';
import { type Endpoint, routes } from './endpoints.ts';
import { cutsConnections, type PacketState, passes, passesSomewhere, rejects, tracks } from './oracle.ts';
import { answered, type Flow, HOST_LOCAL, type Probe, type Stage } from './probe.ts';
import type { FirstPacket, ProbedService } from './rule-match.ts';
import { type Stop, wayBetween } from './way.ts';

/** Above every port that the documents name, so that no answer is taken for one of their services. */
const FIRST_SOURCE_PORT = 30_000;
const SOURCE_PORTS = 35_000;

/** Counted over all factories: connection tracking remembers the flows of an earlier one in the same world. */
let flows = 0;

/** Makes the probes of one world: gives every flow a source port of its own and knows what the oracle says of it. */
export class ProbeFactory {
  readonly network: DrawnNetwork;
  readonly #ways = new Map<string, readonly Stop[] | undefined>();

  constructor(network: DrawnNetwork) {
    this.network = network;
  }

  /** A flow of its own, even between the same two addresses. */
  flow(from: string, to: string, service: ProbedService): Flow {
    const sourcePort = FIRST_SOURCE_PORT + (flows % SOURCE_PORTS);
    flows += 1;
    return { from, to, service: service.protocol === 'icmp' ? service : { ...service, sourcePort }, sourcePort };
  }

  /** Whether the user's rules let the first packet of the flow through to a NIC that frames can reach. */
  mayReach(flow: Flow, from: DrawnNic, to: DrawnNic): boolean {
    const way = this.#way(from, to);
    return way !== undefined && passes(this.network, way, flow);
  }

  /**
   * Where a packet from one NIC to another is seen: on the wire of a host's interface even when the host then refuses it. `raw`: it is
   * put on the wire beside the sender's kernel, whose OUTPUT is not asked.
   */
  arrivals(packet: FirstPacket, from: DrawnNic, to: DrawnNic, state: PacketState = 'new', raw = false): string[] {
    const way = this.#way(from, to)?.filter(({ hook }) => !raw || hook !== 'OUTPUT');
    if (way === undefined) return [];
    const onTheWire = passes(
      this.network,
      way.filter(({ hook }) => hook !== 'INPUT'),
      packet,
      state,
    );
    if (!onTheWire) return [];
    return passes(this.network, way, packet, state) ? this.receivers(to) : to.ownDevice ? [] : [to.key];
  }

  /** The first packet of a flow. */
  request(flow: Flow, from: Endpoint, to: Endpoint): Probe {
    const arrivals = this.arrivals(flow, from.nic, to.nic);
    return {
      ...this.#honest('first packet', flow, 'request', from, to, arrivals),
      answered: arrivals.includes(HOST_LOCAL) && this.#hostIsHeard(flow, from.nic, to.nic),
    };
  }

  /**
   * The answer, sent whether or not the first packet was let through. An answer nobody asked for is new to connection tracking with
   * udp, which has no handshake; echo replies and SYN/ACKs out of nowhere are invalid. Where the question came a part of its way,
   * tracking knows it.
   */
  reply(flow: Flow, asker: Endpoint, answerer: Endpoint): Probe {
    const [from, to] = [answerer.nic, asker.nic];
    const back = answered(flow);
    const asked = this.mayReach(flow, asker.nic, answerer.nic);
    const known = this.arrivals(back, from, to, 'established');
    const udp = flow.service.protocol === 'udp';
    const unasked = this.arrivals(back, from, to, udp ? 'new' : 'invalid');
    const what = asked ? 'reply' : 'reply to nothing';
    const probe = (required: readonly string[], allowed: readonly string[] = []) =>
      this.#honest(what, flow, 'reply', answerer, asker, required, allowed);
    if (asked || !this.#tracked) return probe(known);
    if (this.#mayBeKnown(flow, asker.nic, answerer.nic)) return probe([], [...known, ...unasked]);
    return udp ? probe(unasked) : probe([], unasked);
  }

  /** The asker's second packet of a conversation whose first was let through. */
  next(flow: Flow, from: Endpoint, to: Endpoint): Probe {
    const first = this.arrivals(flow, from.nic, to.nic);
    const known = this.arrivals(flow, from.nic, to.nic, 'established');
    const certain = this.arrivals(answered(flow), to.nic, from.nic, 'established').includes(this.#end(from.nic));
    if (!this.#tracked) return this.#honest('next packet', flow, 'next', from, to, known);
    return this.#honest('next packet', flow, 'next', from, to, certain ? known : [], [...first, ...known]);
  }

  /** An honest packet from one endpoint to another, in the flow's own direction or as its answer. */
  #honest(
    what: string,
    flow: Flow,
    stage: Stage,
    from: Endpoint,
    to: Endpoint,
    required: readonly string[],
    allowed: readonly string[] = [],
  ): Probe {
    return {
      what,
      flow,
      stage,
      sender: from.nic,
      // The host's packets take the way through its own kernel, OUTPUT chain and all.
      ...(from.nic.kind !== 'interface' && { destinationMac: to.nic.mac }),
      required,
      allowed: [...allowed, ...this.waysOut(flow, from.nic, to.nic), ...this.#uncontrolled(from.nic, to.nic)],
    };
  }

  /** A frame that nobody may get, apart from those in `allowed`. */
  attack(
    what: string,
    flow: Flow,
    stage: Stage,
    sender: DrawnNic,
    destinationMac: string,
    allowed: readonly string[] = [],
  ): Probe {
    return {
      what,
      flow,
      stage,
      sender,
      destinationMac,
      required: [],
      allowed: [...allowed, ...this.#uncontrolled(sender, sender)],
    };
  }

  /**
   * Where a packet of an accepted flow may be seen when the other end is not on the sender's segment: the wires that lead
   * beyond it, to the host that may route it and to what is behind a NIC. Connection tracking, one for all bridges, takes
   * the answers of such a flow for what they are.
   */
  waysOut(flow: Flow, from: DrawnNic, to: DrawnNic): string[] {
    if (sameSegment(this.network, from, to)) return [];
    if (![flow, answered(flow)].some((packet) => passesSomewhere(this.network, packet))) return [];
    return this.network.nics
      .filter((nic) => nic.kind !== 'guest' && sameSegment(this.network, from, nic))
      .map((nic) => nic.key);
  }

  /** Where a packet for this NIC is seen when it is delivered. */
  receivers(nic: DrawnNic): string[] {
    if (nic.kind !== 'interface') return [nic.key];
    return nic.ownDevice ? [HOST_LOCAL] : [nic.key, HOST_LOCAL];
  }

  get #tracked(): boolean {
    return tracks(this.network);
  }

  /** Where a packet that got all the way to this NIC is seen last. */
  #end(nic: DrawnNic): string {
    return nic.kind === 'interface' ? HOST_LOCAL : nic.key;
  }

  /** True when the first stop of a packet that is refused further on has let it through: tracking knows it from there. */
  #mayBeKnown(flow: Flow, from: DrawnNic, to: DrawnNic): boolean {
    const [first] = this.#way(from, to) ?? [];
    return first !== undefined && passes(this.network, [first], flow);
  }

  /**
   * To udp the host's kernel answers with an ICMP error, which only connection tracking knows for the answer it is; the kernel sends
   * a thousand of them a second at most (icmp_msgs_per_sec), those of rejections included.
   */
  #hostIsHeard(flow: Flow, asker: DrawnNic, host: DrawnNic): boolean {
    if (!routes(host, flow.from)) return false;
    const back = answered(flow);
    const byError = flow.service.protocol === 'udp';
    if (byError && !this.#tracked) return false;
    if (byError && (cutsConnections(this.network) || rejects(this.network))) return false;
    // A SYN/ACK is of whoever listens, an echo reply and a reset are nobody's.
    return [false, true].every(
      (ofKernel) => this.arrivals({ ...back, ofKernel }, host, asker, 'established').length > 0,
    );
  }

  #way(from: DrawnNic, to: DrawnNic): readonly Stop[] | undefined {
    const key = `${from.key} ${to.key}`;
    if (!this.#ways.has(key)) this.#ways.set(key, wayBetween(this.network, from, to));
    return this.#ways.get(key);
  }

  /** Neighbours on the far side of a NIC port: what their switch floods is not ours to stop. */
  #uncontrolled(...ends: readonly DrawnNic[]): string[] {
    const ports = new Set(ends.filter((nic) => nic.kind === 'external').map((nic) => nic.port?.id));
    return this.network.nics.filter((nic) => nic.kind === 'external' && ports.has(nic.port?.id)).map((nic) => nic.key);
  }
}
