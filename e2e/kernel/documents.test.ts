import { describe, expect, it } from 'vitest';
import type { StageReport } from '../world/prove-world.ts';
import { DOCUMENTS } from './documents.ts';
import { proveDocument } from './prove-document.ts';
import { acceptingEverything, withoutLayer2, withoutTracking } from './variants.ts';

/** A proof that sent nothing proves nothing; which further stages there are depends on what is drawn. */
const EVERY_DOCUMENT_HAS = ['first packets', 'replies', 'hijacked', 'forged', 'redirected', 'flooded', 'strangers'];

function expectProof(stages: readonly StageReport[]): void {
  for (const stage of EVERY_DOCUMENT_HAS) {
    expect(stages.find((each) => each.stage === stage)?.sent, stage).toBeGreaterThan(0);
  }
  const accepted = stages[0]?.probes.filter((probe) => probe.required.length > 0) ?? [];
  expect(accepted.length, 'packets that the rules let through').toBeGreaterThan(0);
  for (const { stage, wrong } of stages) expect(wrong, stage).toEqual([]);
}

describe.each(DOCUMENTS)('%s holds the invariants', (_name, document) => {
  it('as drawn, in style restore', async () => {
    expectProof(await proveDocument(document, 'restore'));
  });

  it('by the packet filter alone, in style commands', async () => {
    expectProof(await proveDocument(withoutLayer2(document), 'commands'));
  });

  it('by the denials alone, with a policy that accepts everything, in profile scaled', async () => {
    expectProof(await proveDocument(withoutLayer2(acceptingEverything(document)), 'restore', 'scaled'));
  });

  it('without connection tracking, in profile scaled', async () => {
    expectProof(await proveDocument(withoutTracking(document), 'commands', 'scaled'));
  });
});
