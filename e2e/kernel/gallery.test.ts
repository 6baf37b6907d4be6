import { afterAll, describe, expect, it } from 'vitest';
import { normaliseRules } from '../world/normalise-rules.ts';
import { SHIPPED } from './documents.ts';
import { loadedRules } from './loaded-rules.ts';
import { withKnownUsers } from './variants.ts';
import { withWorld } from './with-release.ts';

// Lighter than the documents that are proved packet by packet: the kernel takes what people open first, in both styles.
describe('the gallery and the golden cases', () => {
  let compared = 0;
  afterAll(() => expect(compared).toBe(SHIPPED.length));

  it.each(SHIPPED)('%s loads in both styles and leaves the same rules', async (_name, drawn) => {
    const document = withKnownUsers(drawn);
    const [host] = document.hosts;
    if (host === undefined) throw new Error('the example has no host');
    await withWorld(
      document,
      host.id,
      async (world) => {
        const restore = await loadedRules(world, document, { style: 'restore' });
        const commands = await loadedRules(world, document, { style: 'commands' });
        expect(restore.match(/^-A /gm)?.length).toBeGreaterThan(20);
        expect(normaliseRules(commands)).toBe(normaliseRules(restore));
      },
      { mute: true },
    );
    compared += 1;
  });
});
