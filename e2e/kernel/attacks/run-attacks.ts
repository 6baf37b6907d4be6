import { ATTACK_NAMES, type Attack } from '../../../shared/compiler/bypass/attacks.ts';
import type { FrameAgent, Send } from '../../world/frame-agent.ts';
import { sentinelsOf } from '../../world/sentinels.ts';
import type { World } from '../../world/world.ts';
import { ATTACKER } from './attack-document.ts';
import { ATTEMPTS, type Scene } from './attack-frames.ts';
import { ADDRESSES } from './disguises.ts';
import type { Party } from './messages.ts';

let serial = 0;

/** The parties of the attack document as this world has built them; the attacker is its guest, or stands outside. */
function sceneOf(world: World, attacker: string = ATTACKER): Scene {
  serial += 1;
  const bridgeMac = world.plan.bridgeMacs.get('virbr6');
  if (bridgeMac === undefined) throw new Error('the attack document has changed');
  const [other, host] = [partyOf(world, 'kali5'), partyOf(world, 'vmh2')];
  return {
    attacker: partyOf(world, attacker),
    victim: partyOf(world, 'kali3'),
    other,
    host,
    // What is not drawn cannot be kept from being claimed outside: the MAC of the host's interface is not.
    robbed: attacker === ATTACKER ? host : other,
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
  const sentinels = sentinelsOf(world.plan);
  const result = await agent.exchange({ sends, sentinels });
  if (result.missing.length > 0) throw new Error(`honest ARP lost: ${JSON.stringify(result.missing)}`);
  return result.captured;
}

/** Sends every attack, one after the other, in a disguise where one is given; gives those that arrived. */
export async function deliveredAttacks(
  world: World,
  agent: FrameAgent,
  disguise: (frame: Buffer) => Buffer = (frame) => frame,
  attacker: string = ATTACKER,
): Promise<Attack[]> {
  const delivered: Attack[] = [];
  for (const attack of ATTACK_NAMES) if (await arrives(attack)) delivered.push(attack);
  return delivered;

  async function arrives(attack: Attack, triesLeft = TRIES): Promise<boolean> {
    // Every bridge knows again where everybody is: the attack before may have moved an entry.
    await exchange(world, agent, []);
    const { before = [], send, after, token, at } = ATTEMPTS[attack](sceneOf(world, attacker));
    for (const honest of before) await exchange(world, agent, [honest]);
    const sent: Send = { ...send, octets: disguise(send.octets) };
    // What follows an attack goes before the announcements that put everybody in its place again.
    if (after) await agent.exchange({ sends: [sent], sentinels: [] });
    const captured = await exchange(world, agent, [after ?? sent]);
    // The mark of a whole frame begins behind its header, which a disguise changes.
    const mark = token.equals(send.octets) ? token.subarray(ADDRESSES + 2) : token;
    if (captured.some(({ key, octets }) => at.includes(key) && octets.includes(mark))) return true;
    return after !== undefined && triesLeft > 1 && arrives(attack, triesLeft - 1);
  }
}

/** A stolen place is taken back by the next frame of its owner, whose kernel speaks when it likes: the thief tries again, as he would. */
const TRIES = 4;
