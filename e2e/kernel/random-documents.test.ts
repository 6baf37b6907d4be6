import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutImpossibleRules } from './compilable.ts';
import { proveDocument } from './prove-document.ts';
import { randomDocument } from './random-document.ts';

// BW_RANDOM_RUNS and BW_RANDOM_SEED repeat or widen a run. The seed is fixed by default, so that a red run is red again.
const RUNS = Number(process.env.BW_RANDOM_RUNS ?? 40);
const SEED = Number(process.env.BW_RANDOM_SEED ?? 20160223);

it(`the kernel and the oracle agree on ${RUNS} random documents`, async () => {
  let sent = 0;
  let delivered = 0;
  await fc.assert(
    fc.asyncProperty(randomDocument, fc.constantFrom('restore', 'commands'), async (document, style) => {
      const stages = await proveDocument(withoutImpossibleRules(document), style);
      sent += stages.reduce((sum, stage) => sum + stage.sent, 0);
      delivered += stages.flatMap(({ seen }) => seen).filter((keys) => keys.size > 0).length;
      expect(stages.flatMap(({ wrong }) => wrong)).toEqual([]);
    }),
    { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: true },
  );
  console.log(`${RUNS} documents (seed ${SEED}): ${sent} frames sent, ${delivered} of them delivered`);
  expect(sent).toBeGreaterThan(RUNS * 10);
  expect(delivered).toBeGreaterThan(RUNS);
}, 300_000);
