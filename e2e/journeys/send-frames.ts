import { flooded, forged, hijacked, redirected } from '../world/attack-probes.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { conversations, replies, requests } from '../world/honest-probes.ts';
import type { Probe } from '../world/probe.ts';
import { ProbeFactory } from '../world/probe-factory.ts';
import { announceAll, sendProbes } from '../world/send-probes.ts';
import type { World } from '../world/world.ts';

/** What became of one kind of frames. */
export interface Fate {
  readonly sent: number;
  /** Reached somebody whom they were not for. */
  readonly leaked: number;
  /** Reached the one they were for. */
  readonly arrived: number;
}

export type FrameKind = 'redirected' | 'flooded' | 'forged' | 'hijacked' | 'ping' | 'answer';

/** Puts real frames on the wires of a world: attacks of every kind, and honest echoes between guests with their answers. */
export async function sendFrames(world: World, agent: FrameAgent): Promise<Record<FrameKind, Fate>> {
  const factory = new ProbeFactory(world.plan.network);
  const pings = conversations(factory).filter(
    ({ flow, from, to }) => flow.service.protocol === 'icmp' && from.nic.kind === 'guest' && to.nic.kind === 'guest',
  );
  await announceAll(world, agent);
  const fate = async (probes: readonly Probe[]): Promise<Fate> => {
    const { sent, seen } = await sendProbes(world, agent, probes);
    const leaks = (probe: Probe, key: string) => !probe.required.includes(key) && !probe.allowed.includes(key);
    return {
      sent,
      leaked: probes.filter((probe, index) => [...(seen[index] ?? [])].some((key) => leaks(probe, key))).length,
      arrived: probes.filter(
        (probe, index) => probe.required.length > 0 && probe.required.every((key) => seen[index]?.has(key)),
      ).length,
    };
  };
  return {
    // In this order: an answer is one only after its question, and a conversation can be hijacked only once it runs.
    ping: await fate(requests(factory, pings)),
    answer: await fate(replies(factory, pings)),
    hijacked: await fate(hijacked(factory, pings)),
    redirected: await fate(redirected(factory)),
    flooded: await fate(flooded(factory)),
    forged: await fate(forged(factory)),
  };
}
