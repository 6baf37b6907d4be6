import type { DrawnNic } from './drawn-network.ts';
import { ethernetFrame } from './frames/ethernet.ts';
import { ethertypeOf, ipPacket } from './frames/ip.ts';
import { type Ends, echoSegment, type Segment, TCP_FLAG, tcpSegment, udpSegment } from './frames/transport.ts';
import { MARK_LENGTH, mark } from './mark.ts';
import { type ProbedService, turnedRound } from './rule-match.ts';

/** What one address says to another. Every flow has its own source port (its echo identifier), so none is another's. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly service: ProbedService;
  readonly sourcePort: number;
}

/** The flow as its answers go. */
export function answered(flow: Flow): Flow {
  return { ...flow, ...turnedRound(flow) };
}

/** The first packet of a flow, its answer, and the next packet of the asker. */
export type Stage = 'request' | 'reply' | 'next';

/** Stands for the host itself as receiver: a packet that its INPUT chain let through. */
export const HOST_LOCAL = 'host';

/** One frame with what must become of it. */
export interface Probe {
  readonly what: string;
  readonly flow: Flow;
  readonly stage: Stage;
  /** Who puts it on the wire. */
  readonly sender: DrawnNic;
  /** Missing for a packet that the host's own kernel sends. */
  readonly destinationMac?: string;
  /** NIC keys (or HOST_LOCAL) at which it must be seen. */
  readonly required: readonly string[];
  /** Where it may be seen besides. */
  readonly allowed: readonly string[];
  /** The host's kernel must be heard to answer it. */
  readonly answered?: boolean;
}

const CLIENT_SEQUENCE = 1000;
const SERVER_SEQUENCE = 5000;

/** The octets of a probe, marked with its number. */
export function probeOctets(probe: Probe, number: number): Buffer {
  const { from, to } = probe.flow;
  const ends: Ends = probe.stage === 'reply' ? { from: to, to: from } : { from, to };
  const packet = ipPacket(ends, segmentOf(probe.flow, probe.stage, ends, mark(number)));
  if (probe.destinationMac === undefined) return packet;
  return ethernetFrame({
    destination: probe.destinationMac,
    source: probe.sender.mac,
    ethertype: ethertypeOf(to),
    payload: packet,
  });
}

function segmentOf(flow: Flow, stage: Stage, ends: Ends, payload: Buffer): Segment {
  const reply = stage === 'reply';
  const { service, sourcePort } = flow;
  if (service.protocol === 'icmp') {
    return echoSegment(ends, { reply, identifier: sourcePort, sequence: stage === 'next' ? 2 : 1, payload });
  }
  const ports = reply
    ? { sourcePort: service.port, destinationPort: sourcePort }
    : { sourcePort, destinationPort: service.port };
  if (service.protocol === 'udp') return udpSegment(ends, { ...ports, payload });
  // The handshake carries the mark as data; that is unusual but lawful, and connection tracking follows it.
  const handshake = {
    request: { sequence: CLIENT_SEQUENCE, flags: TCP_FLAG.syn },
    reply: {
      sequence: SERVER_SEQUENCE,
      acknowledgement: CLIENT_SEQUENCE + 1 + MARK_LENGTH,
      flags: TCP_FLAG.syn | TCP_FLAG.ack,
    },
    next: {
      sequence: CLIENT_SEQUENCE + 1 + MARK_LENGTH,
      acknowledgement: SERVER_SEQUENCE + 1 + MARK_LENGTH,
      flags: TCP_FLAG.ack | TCP_FLAG.psh,
    },
  };
  return tcpSegment(ends, { ...ports, ...handshake[stage], payload });
}
