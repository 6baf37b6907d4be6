import type { FrameAgent } from './frame-agent.ts';
import { type Layer2Probe, layer2Probes } from './layer2-probes.ts';
import { mark, markedNumber } from './mark.ts';
import type { StageReport } from './prove-world.ts';
import { announceAll } from './send-probes.ts';
import { sentinelsOf } from './sentinels.ts';
import type { World } from './world.ts';

/** What became of the frames below IP. */
export interface Layer2Report extends Pick<StageReport, 'sent' | 'wrong' | 'seen'> {
  readonly probes: readonly Layer2Probe[];
}

/** Holds what guards a world's host on layer 2 against invariants 5 and 6. */
export async function proveLayer2(world: World, agent: FrameAgent): Promise<Layer2Report> {
  const { network } = world.plan;
  const probes = layer2Probes(network);
  const seen = probes.map(() => new Set<string>());
  const keys = new Set(network.nics.map((nic) => nic.key));
  const wrong: string[] = [];
  // One at a time, and everybody announces itself in between: a frame with a stolen MAC address would lead later ones astray.
  for (const [index, probe] of probes.entries()) {
    if (index === 0) await announceAll(world, agent);
    const sentinels = sentinelsOf(world.plan);
    const sends = [{ device: probe.sender.key, octets: probe.octets(mark(index)) }];
    const { captured, missing } = await agent.exchange({ sends, sentinels, rounds: 1 });
    for (const { key, octets } of captured) if (keys.has(key) && markedNumber(octets) === index) seen[index]?.add(key);
    wrong.push(...missing.map(([from, to]) => `the honest announcement of ${from} did not reach ${to}`));
    wrong.push(...verdict(probe, seen[index] ?? new Set()));
  }
  return { probes, sent: probes.length, seen, wrong };
}

function verdict(probe: Layer2Probe, seen: ReadonlySet<string>): string[] {
  const missing = probe.required.filter((key) => !seen.has(key));
  const surplus = [...seen].filter((key) => !probe.required.includes(key));
  const lines: string[] = [];
  if (missing.length > 0) lines.push(`[${probe.what}] sent by ${probe.sender.key} did not reach ${missing.join(', ')}`);
  if (surplus.length > 0)
    lines.push(`[${probe.what}] sent by ${probe.sender.key} was delivered to ${surplus.join(', ')}`);
  return lines;
}
