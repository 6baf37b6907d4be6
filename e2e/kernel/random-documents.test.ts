import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutImpossibleRules } from './compilable.ts';
import { proveDocument } from './prove-document.ts';
import { randomDocument } from './random-document.ts';
import { withoutLayer2, withoutTracking } from './variants.ts';

// BW_RANDOM_RUNS and BW_RANDOM_SEED repeat or widen a run. The seed is fixed by default, so that a red run is red again.
const RUNS = Number(process.env.BW_RANDOM_RUNS ?? 200);
const SEED = Number(process.env.BW_RANDOM_SEED ?? 20160223);
/** A slow machine proves fewer documents; it does not fail for being slow. */
const MILLISECONDS = Number(process.env.BW_RANDOM_SECONDS ?? 480) * 1000;
const FEWEST = 5;

const VARIANTS = { 'as drawn': (document) => document, withoutLayer2, withoutTracking } satisfies Record<
  string,
  typeof withoutLayer2
>;

it(`the kernel and the oracle agree on up to ${RUNS} random documents`, { timeout: MILLISECONDS * 3 }, async () => {
  let proved = 0;
  let sent = 0;
  let delivered = 0;
  await fc.assert(
    fc.asyncProperty(
      randomDocument,
      fc.constantFrom('restore', 'commands'),
      fc.constantFrom('as drawn', 'withoutLayer2', 'withoutTracking'),
      fc.constantFrom('readable', 'scaled'),
      async (document, style, variant, profile) => {
        const compilable = withoutImpossibleRules(VARIANTS[variant](document));
        const stages = await proveDocument(compilable, style, profile);
        proved += 1;
        sent += stages.reduce((sum, stage) => sum + stage.sent, 0);
        delivered += stages.flatMap(({ seen }) => seen).filter((keys) => keys.size > 0).length;
        expect(stages.flatMap(({ wrong }) => wrong)).toEqual([]);
      },
    ),
    { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: MILLISECONDS },
  );
  console.log(`${proved} documents (seed ${SEED}): ${sent} frames sent, ${delivered} of them delivered`);
  expect(proved).toBeGreaterThanOrEqual(Math.min(RUNS, FEWEST));
  expect(delivered).toBeGreaterThan(0);
});
