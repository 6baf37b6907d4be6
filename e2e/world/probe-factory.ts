import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';
import { sameSegment } from './drawn-sides.ts';
import type { Endpoint } from './endpoints.ts';
import { accepts, type ProbedService, someRule } from './oracle.ts';
import { answered, type Flow, HOST_LOCAL, type Probe, type Stage } from './probe.ts';

/** Above every port that the documents name, so that no answer is taken for one of their services. */
const FIRST_SOURCE_PORT = 30_000;
const SOURCE_PORTS = 35_000;

/** Counted over all factories: connection tracking remembers the flows of an earlier one in the same world. */
let flows = 0;

/** Makes the probes of one world: gives every flow a source port of its own and knows what the oracle says of it. */
export class ProbeFactory {
  readonly network: DrawnNetwork;

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
    return sameSegment(this.network, from, to) && accepts(this.network, flow);
  }

  /** An honest packet from one endpoint to another, in the flow's own direction or as its answer. */
  honest(what: string, flow: Flow, stage: Stage, from: Endpoint, to: Endpoint, delivered: boolean): Probe {
    const certain = delivered && !(stage === 'reply' && this.cutsAnswers(flow));
    const receivers = this.receivers(to.nic);
    const leeway = delivered || this.untrackedLeeway(flow, stage) ? receivers : [];
    return {
      what,
      flow,
      stage,
      sender: from.nic,
      // The host's packets take the way through its own kernel, OUTPUT chain and all.
      ...(from.nic.kind !== 'interface' && { destinationMac: to.nic.mac }),
      required: certain ? receivers : [],
      allowed: [...leeway, ...this.waysOut(flow, from.nic, to.nic), ...this.uncontrolled(from.nic, to.nic)],
      answered: delivered && stage === 'request' && receivers.includes(HOST_LOCAL) && this.hostIsHeard(flow),
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
      allowed: [...allowed, ...this.uncontrolled(sender, sender)],
    };
  }

  /**
   * Where a packet of an accepted flow may be seen when the other end is not on the sender's segment: the wires that lead
   * beyond it, to the host that may route it and to what is behind a NIC. Connection tracking, one for all bridges, takes
   * the answers of such a flow for what they are.
   */
  waysOut(flow: Flow, from: DrawnNic, to: DrawnNic): string[] {
    if (sameSegment(this.network, from, to)) return [];
    const accepted = this.tracked ? accepts(this.network, flow) : someRule(this.network, 'accept', flow);
    if (!accepted && !accepts(this.network, answered(flow))) return [];
    return this.network.nics
      .filter((nic) => nic.kind !== 'guest' && sameSegment(this.network, from, nic))
      .map((nic) => nic.key);
  }

  /** Where a packet for this NIC is seen when it is delivered. */
  receivers(nic: DrawnNic): string[] {
    if (nic.kind !== 'interface') return [nic.key];
    return nic.ownDevice ? [HOST_LOCAL] : [nic.key, HOST_LOCAL];
  }

  private get tracked(): boolean {
    return this.network.host.settings?.established !== 'none';
  }

  /**
   * What a filter without memory cannot tell apart: an answer to nothing from an answer, where a rule accepts the question
   * or the answer itself; and with udp a first packet from the answer of a service that is accepted the other way.
   */
  private untrackedLeeway(flow: Flow, stage: Stage): boolean {
    if (this.tracked) return false;
    const back = someRule(this.network, 'accept', answered(flow));
    if (stage === 'reply') return back || someRule(this.network, 'accept', flow);
    return back && flow.service.protocol === 'udp';
  }

  /** Without memory a user's denial cuts the answers it matches off too. */
  private cutsAnswers(flow: Flow): boolean {
    return !this.tracked && someRule(this.network, 'deny', answered(flow));
  }

  /** To udp the host's kernel answers with an ICMP error, which only connection tracking knows for the answer it is. */
  private hostIsHeard(flow: Flow): boolean {
    return this.tracked || (flow.service.protocol !== 'udp' && !this.cutsAnswers(flow));
  }

  /** Neighbours on the far side of a NIC port: what their switch floods is not ours to stop. */
  private uncontrolled(...ends: readonly DrawnNic[]): string[] {
    const ports = new Set(ends.filter((nic) => nic.kind === 'external').map((nic) => nic.port?.id));
    return this.network.nics.filter((nic) => nic.kind === 'external' && ports.has(nic.port?.id)).map((nic) => nic.key);
  }
}
