import type { FrameAgent } from '../../world/frame-agent.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import type { World } from '../../world/world.ts';
import { exchange } from './run-attacks.ts';

interface Theft {
  /** Whose MAC is claimed. */
  readonly mac: string;
  /** The device that the thief sends by. */
  readonly device: string;
  readonly destination: string;
  readonly ethertype?: number;
}

/** The port at which the attacked bridge believes a MAC to be, after somebody else has sent a frame with it. */
export async function placeAfterTheft(world: World, agent: FrameAgent, theft: Theft): Promise<string> {
  const { mac, device, destination, ethertype = ETHERTYPE.localExperiment } = theft;
  await exchange(world, agent, []);
  const octets = ethernetFrame({ destination, source: mac, ethertype, payload: Buffer.alloc(46) });
  await agent.exchange({ sends: [{ device, octets }], sentinels: [] });
  return placeOf(world, mac);
}

/** The port at which the attacked bridge believes a MAC to be. */
export async function placeOf(world: World, mac: string): Promise<string> {
  const entries = await world.onHost(['bridge', 'fdb', 'show', 'br', 'virbr6']);
  return new RegExp(`^${mac} dev (\\S+)`, 'm').exec(entries)?.[1] ?? '';
}
