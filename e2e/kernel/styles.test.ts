import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normaliseRules } from '../world/normalise-rules.ts';
import { buildWorld, type World } from '../world/world.ts';
import { DOCUMENTS } from './documents.ts';
import { Release } from './release.ts';
import { savedRules } from './saved-rules.ts';

const CASES = DOCUMENTS.flatMap(([name, document]) =>
  (['readable', 'scaled'] as const).map((profile) => [name, profile, document] as const),
);

describe.each(CASES)('the two script styles of %s (%s)', (_name, profile, document) => {
  const [host] = document.hosts;
  let world: World;

  beforeAll(async () => {
    if (host === undefined) throw new Error('the document has no host');
    world = await buildWorld(document, host.id, { mute: true, unsettled: true });
  });
  afterAll(() => world.destroy());

  async function loaded(style: 'restore' | 'commands'): Promise<string> {
    const release = await Release.write(document, world.plan.network.host.id, style, profile);
    try {
      await release.runOrThrow(world, 'start');
      const saved = await savedRules(world);
      await release.runOrThrow(world, 'stop');
      return saved;
    } finally {
      await release.remove();
    }
  }

  it('give the kernel the same rules', async () => {
    const restore = await loaded('restore');
    const commands = await loaded('commands');
    expect(restore.match(/^-A /gm)?.length).toBeGreaterThan(20);
    expect(normaliseRules(commands)).toBe(normaliseRules(restore));
  });
});
