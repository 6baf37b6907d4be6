import { flooded, forged, hijacked, redirected, wrongDoors } from './attack-probes.ts';
import type { DrawnNic } from './drawn-network.ts';
import type { FrameAgent } from './frame-agent.ts';
import { conversations, followUps, replies, requests } from './honest-probes.ts';
import type { Probe } from './probe.ts';
import { ProbeFactory } from './probe-factory.ts';
import { announceAll, type ProbeReport, sendProbes } from './send-probes.ts';
import { strangers } from './stranger-probes.ts';
import type { World } from './world.ts';

/** What was sent in one stage of a proof, and what was wrong. */
export interface StageReport extends ProbeReport {
  readonly stage: string;
  readonly probes: readonly Probe[];
}

/**
 * Holds the rules that a world's host has loaded against invariants 1 to 4 and 7 for every ordered pair of its stations, or of those
 * that `speaks` chooses: the others are there and may get nothing. The stages follow each other: an answer is only one after its
 * question.
 */
export async function proveWorld(
  world: World,
  agent: FrameAgent,
  speaks: (nic: DrawnNic) => boolean = () => true,
): Promise<StageReport[]> {
  const { network } = world.plan;
  const factory = new ProbeFactory({ ...network, nics: network.nics.filter(speaks) });
  const all = conversations(factory);
  const stages: [string, readonly Probe[]][] = [
    ['first packets', requests(factory, all)],
    ['replies', replies(factory, all)],
    ['next packets', followUps(factory, all)],
    ['hijacked', hijacked(factory, all)],
    ['forged', forged(factory)],
    ['redirected', redirected(factory)],
    ['flooded', flooded(factory)],
    ['strangers', strangers(factory)],
    ['wrong doors', wrongDoors(factory, world.plan.bridgeMacs)],
  ];
  await announceAll(world, agent);
  const reports: StageReport[] = [];
  for (const [stage, probes] of stages) {
    reports.push({ stage, probes, ...(await sendProbes(world, agent, probes)) });
  }
  return reports;
}
