import { parseDocument } from '../../../shared/document/parse.ts';
import { resolveTopology } from '../../../shared/topology/resolve-topology.ts';
import { backend } from '../../backend/backend-store.ts';
import { layoutCanvas } from '../../layout/layout-canvas.ts';
import { type Scene, sceneOf } from '../paint/scene.ts';

const scenes = new Map<string, Promise<Scene | undefined>>();

/**
 * The drawing of an example as plain shapes, read once for all its pictures. `undefined` when it cannot be read: whoever opens it
 * is told why, a picture only stays away.
 */
export function exampleScene(id: string): Promise<Scene | undefined> {
  const known = scenes.get(id);
  if (known) return known;
  const asked = readScene(id).catch(() => {
    // The next picture asks again: the backend may be back by then.
    scenes.delete(id);
    return undefined;
  });
  scenes.set(id, asked);
  return asked;
}

async function readScene(id: string): Promise<Scene | undefined> {
  const { text } = await backend().call('files.example', { id });
  const { document } = parseDocument(text);
  return document && sceneOf(document, layoutCanvas(document, resolveTopology(document)));
}
