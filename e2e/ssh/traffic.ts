import { flooded, forged, redirected } from '../world/attack-probes.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { conversations, requests } from '../world/honest-probes.ts';
import { ProbeFactory } from '../world/probe-factory.ts';
import { announceAll, sendProbes } from '../world/send-probes.ts';
import type { World } from '../world/world.ts';

/** What real frames between the guests come to, in the words of the three states that these tests tell apart. */
export type Traffic =
  /** Forged and redirected frames arrive: no rules of ours run. */
  | 'unguarded'
  /** Nothing arrives anywhere. */
  | 'shut'
  /** No attack arrives, echo requests do: the rules of `twoBridges`. */
  | 'echo'
  /** No attack arrives, echo requests do, and connections from kali3 to a service of kali4: the rules of `otherRules`. */
  | 'echo and console'
  | 'something else';

/** Sends honest and dishonest frames through a world that was built from `otherRules`. */
export async function traffic(world: World, agent: FrameAgent): Promise<Traffic> {
  const factory = new ProbeFactory(world.plan.network);
  const asked = requests(
    factory,
    conversations(factory).filter(({ from, to }) => from.nic.kind === 'guest' && to.nic.kind === 'guest'),
  );
  const attacks = [...forged(factory), ...redirected(factory), ...flooded(factory)];
  await announceAll(world, agent);
  const { sent, seen } = await sendProbes(world, agent, [...asked, ...attacks]);
  if (sent !== asked.length + attacks.length || attacks.length === 0) throw new Error('not all frames were sent');

  const delivered = (index: number) => (seen[index]?.size ?? 0) > 0;
  // A frame to nobody's MAC address is flooded, and the one it is for may have it.
  const attacked = attacks.filter((attack, index) =>
    [...(seen[asked.length + index] ?? [])].some((key) => !attack.allowed.includes(key)),
  ).length;
  const arrived = asked.filter((_, index) => delivered(index));
  const echoes = arrived.filter((probe) => probe.flow.service.protocol === 'icmp').length;
  const others = arrived
    .filter((probe) => probe.flow.service.protocol !== 'icmp')
    .map(({ flow }) => `${flow.from} to ${flow.to}:${'port' in flow.service ? flow.service.port : ''}`);

  if (attacked === attacks.length && arrived.length === asked.length) return 'unguarded';
  if (attacked === 0 && arrived.length === 0) return 'shut';
  if (attacked > 0 || echoes !== 12) return 'something else';
  if (others.length === 0) return 'echo';
  return others.join() === '192.168.50.13 to 192.168.50.14:8022' ? 'echo and console' : 'something else';
}
