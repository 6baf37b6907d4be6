import type { Port } from '../../shared/document/document.ts';
import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';
import { sidesOf } from './drawn-sides.ts';
import type { Captured, ExchangeResult } from './frame-agent.ts';
import { canonicalAddress } from './frames/octets.ts';
import { type IpReading, readFrame, readPacket } from './frames/read-frame.ts';
import { markedNumber } from './mark.ts';
import type { WorldPlan } from './plan-world.ts';
import { HOST_LOCAL, type Probe } from './probe.ts';
import { contains } from './rule-match.ts';

/** What became of some probes. */
export interface Verdict {
  /** One line for each thing that is wrong. */
  readonly wrong: readonly string[];
  /** For each probe: the NICs at which it was seen, and HOST_LOCAL when it got into the host. */
  readonly seen: readonly ReadonlySet<string>[];
}

/** What was seen of a probe: the frame itself, or an answer to it. */
interface Sighting {
  readonly key: string;
  readonly ip: IpReading;
}

interface Marked extends Sighting {
  readonly number: number | undefined;
}

/**
 * Holds what was captured against what the probes may and must do, and every captured packet, whoever sent it, against
 * the invariants of the ports it crossed.
 */
export function judge(plan: WorldPlan, probes: readonly Probe[], result: ExchangeResult): Verdict {
  const sightings = result.captured.map((each) => sighting(each)).filter((each) => each !== undefined);
  const { seen, answered } = sortByProbe(plan.network, probes, sightings);
  const wrong = [
    ...result.missing.map(([from, to]) => `the honest announcement of ${from} did not reach ${to}`),
    ...probes.flatMap((probe, index) =>
      judgeProbe(probe, seen[index] ?? new Set(), answered[index] ?? new Set(), result.refused.get(index)),
    ),
    ...judgeCrossings(plan, sightings),
  ];
  return { wrong, seen };
}

function sighting(captured: Captured): Marked | undefined {
  const number = markedNumber(captured.octets);
  if (captured.key === 'local4') return local(readPacket(captured.octets), number);
  // A raw IPv6 socket shows no IP header; the mark is all there is.
  if (captured.key === 'local6') return local({ from: '', to: '', protocol: 0 }, number);
  const { ip } = readFrame(captured.octets);
  return ip === undefined ? undefined : { key: captured.key, ip, number };
}

function local(ip: IpReading | undefined, number: number | undefined): Marked | undefined {
  return ip === undefined ? undefined : { key: HOST_LOCAL, ip, number };
}

/** For each probe, where it was itself seen and where an answer to it was. */
function sortByProbe(network: DrawnNetwork, probes: readonly Probe[], sightings: readonly Marked[]) {
  const seen = probes.map(() => new Set<string>());
  const answered = probes.map(() => new Set<string>());
  const byPorts = new Map(probes.map((probe, index) => [portsKey(answerOf(probe)), index]));
  for (const { key, ip, number } of sightings) {
    // An answer without ports carries the mark of what it answers: without one it is neighbour discovery.
    const index = number ?? (ip.sourcePort === undefined ? undefined : byPorts.get(portsKey(ip)));
    const probe = index === undefined ? undefined : probes[index];
    if (index === undefined || probe === undefined) continue;
    // The marks alone speak for what a raw IPv6 socket shows; what the host has sent itself comes back to it in errors only.
    const ofHost = probe.sender.kind === 'interface';
    const itself = number !== undefined && (ip.from === '' ? !ofHost : isItself(probe, ip));
    (itself ? seen : answered)[index]?.add(key);
  }
  return { seen: seen.map((keys) => nicsOnly(network, keys)), answered };
}

function judgeProbe(
  probe: Probe,
  seen: ReadonlySet<string>,
  answered: ReadonlySet<string>,
  refusal: string | undefined,
): string[] {
  const missing = probe.required.filter((key) => !seen.has(key));
  const surplus = [...seen].filter((key) => !probe.required.includes(key) && !probe.allowed.includes(key));
  const note = refusal === undefined ? '' : ` (the host's kernel refused to send it: ${refusal})`;
  const lines: string[] = [];
  if (missing.length > 0) lines.push(`${describe(probe)} did not reach ${missing.join(', ')}${note}`);
  if (surplus.length > 0) lines.push(`${describe(probe)} was delivered to ${surplus.join(', ')}`);
  if (probe.answered && !answered.has(probe.sender.key)) {
    lines.push(`the host's answer to ${describe(probe)} did not come back`);
  }
  return lines;
}

/** Only NICs and the host count as receivers; a bridge's own device shows frames before the host has judged them. */
function nicsOnly(network: DrawnNetwork, keys: ReadonlySet<string>): Set<string> {
  const receivers = new Set(network.nics.filter((nic) => !nic.ownDevice).map((nic) => nic.key));
  return new Set([...keys].filter((key) => key === HOST_LOCAL || receivers.has(key)));
}

/** Invariants 1 and 4 for everything seen beyond a port, and nothing at all beyond a port where nothing is drawn. */
function judgeCrossings(plan: WorldPlan, sightings: readonly Sighting[]): string[] {
  const wrong = new Set<string>();
  for (const port of plan.network.host.ports) {
    const point = plan.crossingPoints.get(port.id);
    const check = crossingCheck(plan.network, port);
    for (const { key, ip } of sightings) {
      if (key !== point?.key) continue;
      const fault = isUnicast(ip.to) ? check(ip) : undefined;
      if (fault !== undefined) wrong.add(`${ip.from} -> ${ip.to} left through ${port.name}: ${fault}`);
    }
  }
  return [...wrong];
}

function crossingCheck(network: DrawnNetwork, port: Port): (ip: IpReading) => string | undefined {
  const { inside, outside } = sidesOf(network, port);
  const guest = [...outside].find((nic) => nic.kind === 'guest' && nic.port?.id === port.id);
  const own = guest === undefined ? [] : ownRanges(network, guest);
  const owns = (nics: ReadonlySet<DrawnNic>, address: string) =>
    [...nics].some((nic) => nic.addresses.includes(address) || nic.routed.includes(address));
  const onlyIn = (one: Set<DrawnNic>, other: Set<DrawnNic>, address: string) =>
    owns(one, address) && !owns(other, address);
  const ownDeviceInside = [...inside].some((nic) => nic.ownDevice);
  const ofHost = new Set(network.nics.flatMap((nic) => (nic.kind === 'interface' ? nic.addresses : [])));
  return (ip) => {
    const to = canonicalAddress(ip.to);
    const from = canonicalAddress(ip.from);
    if (guest !== undefined) {
      if (!own.some((range) => contains(range, to))) return 'that is not an address of the guest there';
      return own.some((range) => contains(range, from)) ? 'the guest there is its sender' : undefined;
    }
    if (outside.size === 0 && port.kind !== 'nic' && port.peer === undefined) return 'nobody is drawn there';
    if (onlyIn(inside, outside, to)) return 'its destination is inside';
    // By a bridge's own device the host's kernel sends from whichever of its addresses it likes, and no port is known where rules are asked.
    if (ownDeviceInside && ofHost.has(from)) return undefined;
    return onlyIn(outside, inside, from) ? 'its source is outside' : undefined;
  };
}

function ownRanges(network: DrawnNetwork, nic: DrawnNic): string[] {
  const guest = network.document.guests.find((each) => each.id === nic.station);
  const drawn = guest?.nics.find((each) => each.port === nic.port?.id);
  return [...nic.addresses, ...(drawn?.routes ?? [])];
}

function isUnicast(address: string): boolean {
  if (address.includes(':')) return !address.startsWith('ff');
  const first = Number(address.split('.')[0]);
  return first < 224;
}

function ends(probe: Probe): { from: string; to: string } {
  const { from, to } = probe.flow;
  return probe.stage === 'reply' ? { from: to, to: from } : { from, to };
}

function isItself(probe: Probe, ip: IpReading): boolean {
  const { from, to } = ends(probe);
  return ip.from === from && ip.to === to;
}

/** How the kernel's own answer to a probe would look: a TCP reset carries no mark, but the ports tell. */
function answerOf(probe: Probe): IpReading {
  const { from, to } = ends(probe);
  const { service, sourcePort } = probe.flow;
  const ports = service.protocol === 'icmp' ? {} : { sourcePort: service.port, destinationPort: sourcePort };
  return { from: to, to: from, protocol: 0, ...ports };
}

function portsKey(ip: IpReading): string {
  return ip.sourcePort === undefined ? 'none' : `${ip.from} ${ip.sourcePort} ${ip.to} ${ip.destinationPort}`;
}

function describe(probe: Probe): string {
  const { from, to } = ends(probe);
  const { service } = probe.flow;
  const name = service.protocol === 'icmp' ? 'icmp' : `${service.protocol}/${service.port}`;
  const via = probe.destinationMac === undefined ? '' : ` to MAC ${probe.destinationMac}`;
  return `[${probe.what}] ${name} ${from} -> ${to}, sent by ${probe.sender.key}${via},`;
}
