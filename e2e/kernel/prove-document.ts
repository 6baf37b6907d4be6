import type { Document, Profile, ScriptStyle } from '../../shared/document/document.ts';
import type { DrawnNic } from '../world/drawn-network.ts';
import { proveWorld, type StageReport } from '../world/prove-world.ts';
import { withRunningHost } from './with-release.ts';

/** Builds what the document draws of its first host, loads what is compiled from it, and sends every probe, or those of some stations. */
export async function proveDocument(
  document: Document,
  style: ScriptStyle,
  profile?: Profile,
  speaks?: (nic: DrawnNic) => boolean,
): Promise<StageReport[]> {
  const [host] = document.hosts;
  if (host === undefined) throw new Error('the document has no host');
  return withRunningHost(document, host.id, async (world) => proveWorld(world, await world.frames(), speaks), {
    mute: true,
    style,
    profile,
  });
}
