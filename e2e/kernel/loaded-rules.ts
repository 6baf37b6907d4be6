import type { Document, Profile, ScriptStyle } from '../../shared/document/document.ts';
import type { World } from '../world/world.ts';
import { savedRules } from './saved-rules.ts';
import { withRelease } from './with-release.ts';

/** What the kernel of a world's host holds after the start of a document's release, in one style. */
export function loadedRules(
  world: World,
  document: Document,
  form: { readonly style: ScriptStyle; readonly profile?: Profile },
): Promise<string> {
  return withRelease(
    world,
    document,
    async (release) => {
      const rules = await savedRules(world);
      await release.runOrThrow(world, 'stop');
      return rules;
    },
    form,
  );
}
