import { ATTACK_NAMES, type Attack } from '../../../shared/analyse/attacks.ts';
import type { FrameAgent, Send } from '../../world/frame-agent.ts';
import { sentinelsOf } from '../../world/sentinels.ts';
import type { World } from '../../world/world.ts';
import { ATTACKER } from './attack-document.ts';
import { ATTEMPTS, type Party, type Scene } from './attack-frames.ts';

let serial = 0;

/** The parties of the attack document as this world has built them. */
export function sceneOf(world: World): Scene {
  serial += 1;
  const bridgeMac = world.plan.bridgeMacs.get('virbr6');
  if (bridgeMac === undefined) throw new Error('the attack document has changed');
  return {
    attacker: partyOf(world, ATTACKER),
    victim: partyOf(world, 'kali3'),
    other: partyOf(world, 'kali5'),
    host: partyOf(world, 'vmh2'),
    bridgeMac,
    serial,
  };
}

export function partyOf(world: World, key: string): Party {
  const nic = world.plan.network.nics.find((each) => each.key === key);
  const [ipv4, ipv6] = nic?.addresses ?? [];
  if (nic === undefined || ipv4 === undefined || ipv6 === undefined) throw new Error(`no ${key} in this world`);
  return { key, mac: nic.mac, ipv4, ipv6 };
}

/** Puts frames on the wire and waits until whatever arrives has arrived. Throws when an honest ARP message got lost. */
export async function exchange(world: World, agent: FrameAgent, sends: readonly Send[]) {
  const { sentinels } = sentinelsOf(world.plan);
  const result = await agent.exchange({ sends, sentinels });
  if (result.missing.length > 0) throw new Error(`honest ARP lost: ${JSON.stringify(result.missing)}`);
  return result.captured;
}

/** Sends every attack, one after the other; gives those that arrived. */
export async function deliveredAttacks(world: World, agent: FrameAgent): Promise<Attack[]> {
  const delivered: Attack[] = [];
  for (const attack of ATTACK_NAMES) {
    // Every bridge knows again where everybody is: the attack before may have moved an entry.
    await exchange(world, agent, []);
    const { before = [], send, token, at } = ATTEMPTS[attack](sceneOf(world));
    for (const honest of before) await exchange(world, agent, [honest]);
    const captured = await exchange(world, agent, [send]);
    if (captured.some(({ key, octets }) => at.includes(key) && octets.includes(token))) delivered.push(attack);
  }
  return delivered;
}
