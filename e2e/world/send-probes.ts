import type { FrameAgent, Send } from './frame-agent.ts';
import { judge, type Verdict } from './judge.ts';
import { type Probe, probeOctets } from './probe.ts';
import { sentinelsOf } from './sentinels.ts';
import type { World } from './world.ts';

/** What became of some probes, and how many were sent. */
export interface ProbeReport extends Verdict {
  readonly sent: number;
}

/** Puts the probes on the wire, all at once, and judges what was seen. */
export async function sendProbes(world: World, agent: FrameAgent, probes: readonly Probe[]): Promise<ProbeReport> {
  const sentinels = sentinelsOf(world.plan);
  const sends = probes.map((probe, number): Send => {
    const octets = probeOctets(probe, number);
    return probe.destinationMac === undefined ? { octets } : { device: probe.sender.key, octets };
  });
  const result = await agent.exchange({ sends, sentinels });
  return { sent: sends.length, ...judge(world.plan, probes, result) };
}

/** Lets every bridge learn where every station is, so that nothing honest is flooded. */
export async function announceAll(world: World, agent: FrameAgent): Promise<void> {
  await sendProbes(world, agent, []);
}
