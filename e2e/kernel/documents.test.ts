import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document, ScriptStyle } from '../../shared/document/document.ts';
import { proveWorld, type StageReport } from '../world/prove-world.ts';
import { buildWorld } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { Release } from './release.ts';

const FIXTURES = readdirSync(new URL('./documents/', import.meta.url))
  .filter((name) => name.endsWith('.bridgewarden.json'))
  .map((name) => name.replace('.bridgewarden.json', ''));

const DOCUMENTS: [string, Document][] = [
  ['two-bridges', readExample('two-bridges')],
  ...FIXTURES.map((name): [string, Document] => [name, readFixture(name)]),
];

/** Builds what is drawn, loads what is compiled, and sends every probe. */
async function prove(document: Document, style: ScriptStyle): Promise<StageReport[]> {
  const [host] = document.hosts;
  if (host === undefined) throw new Error('the document has no host');
  const release = await Release.write(document, host.id, style);
  const world = await buildWorld(document, host.id, { mute: true });
  try {
    await release.runOrThrow(world, 'start');
    return await proveWorld(world, await world.frames());
  } finally {
    await world.destroy();
    await release.remove();
  }
}

describe.each(DOCUMENTS)('%s', (_name, document) => {
  it.each(['restore', 'commands'] as const)('holds the invariants in style %s', async (style) => {
    const stages = await prove(document, style);
    // A proof that sent nothing proves nothing; which stages a document can have depends on what it draws.
    for (const stage of ['first packets', 'forged', 'redirected', 'flooded']) {
      expect(stages.find((each) => each.stage === stage)?.sent, stage).toBeGreaterThan(0);
    }
    const accepted = stages[0]?.probes.filter((probe) => probe.required.length > 0) ?? [];
    expect(accepted.length, 'packets that the rules let through').toBeGreaterThan(0);
    for (const { stage, wrong } of stages) expect(wrong, stage).toEqual([]);
  });
});
