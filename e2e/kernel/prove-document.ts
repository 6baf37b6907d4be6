import type { Document, Profile, ScriptStyle } from '../../shared/document/document.ts';
import type { DrawnNic } from '../world/drawn-network.ts';
import { proveWorld, type StageReport } from '../world/prove-world.ts';
import { buildWorld } from '../world/world.ts';
import { Release } from './release.ts';

/** Builds what the document draws of its first host, loads what is compiled from it, and sends every probe, or those of some stations. */
export async function proveDocument(
  document: Document,
  style: ScriptStyle,
  profile?: Profile,
  speaks?: (nic: DrawnNic) => boolean,
): Promise<StageReport[]> {
  const [host] = document.hosts;
  if (host === undefined) throw new Error('the document has no host');
  const release = await Release.write(document, host.id, style, profile);
  const world = await buildWorld(document, host.id, { mute: true });
  try {
    await release.runOrThrow(world, 'start');
    return await proveWorld(world, await world.frames(), speaks);
  } finally {
    await world.destroy();
    await release.remove();
  }
}
