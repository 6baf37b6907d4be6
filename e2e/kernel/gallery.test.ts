import { afterAll, describe, expect, it } from 'vitest';
import type { Document, ScriptStyle } from '../../shared/document/document.ts';
import { normaliseRules } from '../world/normalise-rules.ts';
import { buildWorld, type World } from '../world/world.ts';
import { SHIPPED } from './documents.ts';
import { Release } from './release.ts';
import { savedRules } from './saved-rules.ts';
import { withKnownUsers } from './variants.ts';

/** What the kernel holds after a start. */
async function loaded(world: World, document: Document, style: ScriptStyle): Promise<string> {
  const release = await Release.write(document, world.plan.network.host.id, style);
  try {
    await release.runOrThrow(world, 'start');
    const rules = await savedRules(world);
    await release.runOrThrow(world, 'stop');
    return rules;
  } finally {
    await release.remove();
  }
}

// Lighter than the documents that are proved packet by packet: the kernel takes what people open first, in both styles.
describe('the gallery and the golden cases', () => {
  let compared = 0;
  afterAll(() => expect(compared).toBe(SHIPPED.length));

  it.each(SHIPPED)('%s loads in both styles and leaves the same rules', async (_name, drawn) => {
    const document = withKnownUsers(drawn);
    const [host] = document.hosts;
    if (host === undefined) throw new Error('the example has no host');
    const world = await buildWorld(document, host.id, { mute: true });
    try {
      const restore = await loaded(world, document, 'restore');
      const commands = await loaded(world, document, 'commands');
      expect(restore.match(/^-A /gm)?.length).toBeGreaterThan(20);
      expect(normaliseRules(commands)).toBe(normaliseRules(restore));
      compared += 1;
    } finally {
      await world.destroy();
    }
  });
});
