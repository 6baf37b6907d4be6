import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normaliseRules } from '../world/normalise-rules.ts';
import { buildWorld, type World } from '../world/world.ts';
import { DOCUMENTS } from './documents.ts';
import { loadedRules } from './loaded-rules.ts';

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

  it('give the kernel the same rules', async () => {
    const restore = await loadedRules(world, document, { style: 'restore', profile });
    const commands = await loadedRules(world, document, { style: 'commands', profile });
    expect(restore.match(/^-A /gm)?.length).toBeGreaterThan(20);
    expect(normaliseRules(commands)).toBe(normaliseRules(restore));
  });
});
