import { describe, expect, it } from 'vitest';
import { DOCUMENTS } from './documents.ts';
import { proveDocument } from './prove-document.ts';

describe.each(DOCUMENTS)('%s', (_name, document) => {
  it.each(['restore', 'commands'] as const)('holds the invariants in style %s', async (style) => {
    const stages = await proveDocument(document, style);
    // A proof that sent nothing proves nothing; which further stages there are depends on what is drawn.
    for (const stage of ['first packets', 'replies', 'forged', 'redirected', 'flooded']) {
      expect(stages.find((each) => each.stage === stage)?.sent, stage).toBeGreaterThan(0);
    }
    const accepted = stages[0]?.probes.filter((probe) => probe.required.length > 0) ?? [];
    expect(accepted.length, 'packets that the rules let through').toBeGreaterThan(0);
    for (const { stage, wrong } of stages) expect(wrong, stage).toEqual([]);
  });
});
