import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutRefusedRules } from './compilable.ts';
import { proveDocument } from './prove-document.ts';
import { randomDocument } from './random-document.ts';
import { withKnownUsers, withoutLayer2, withoutTracking } from './variants.ts';

// BW_RANDOM_RUNS and BW_RANDOM_SEED repeat or widen a run. The seed is fixed by default, so that a red run is red again.
const RUNS = Number(process.env.BW_RANDOM_RUNS ?? 200);
const SEED = Number(process.env.BW_RANDOM_SEED ?? 20160223);
/** A machine that does not get through all of them in this time fails; a busy one needs five minutes. */
const MILLISECONDS = Number(process.env.BW_RANDOM_SECONDS ?? 1200) * 1000;

const VARIANTS = { 'as drawn': (document) => document, withoutLayer2, withoutTracking } satisfies Record<
  string,
  typeof withoutLayer2
>;

it(`the kernel and the oracle agree on ${RUNS} random documents`, { timeout: MILLISECONDS * 2 }, async () => {
  let proved = 0;
  let sent = 0;
  let delivered = 0;
  await fc.assert(
    fc.asyncProperty(
      randomDocument,
      fc.constantFrom('restore', 'commands'),
      fc.constantFrom('as drawn', 'as drawn', 'withoutLayer2', 'withoutTracking'),
      fc.constantFrom('readable', 'scaled'),
      async (document, style, variant, profile) => {
        const stages = await proveDocument(
          withoutRefusedRules(withKnownUsers(VARIANTS[variant](document))),
          style,
          profile,
        );
        proved += 1;
        sent += stages.reduce((sum, stage) => sum + stage.sent, 0);
        delivered += stages.flatMap(({ seen }) => seen).filter((keys) => keys.size > 0).length;
        expect(stages.flatMap(({ wrong }) => wrong)).toEqual([]);
      },
    ),
    { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: MILLISECONDS, markInterruptAsFailure: true },
  );
  console.log(`${proved} documents (seed ${SEED}): ${sent} frames sent, ${delivered} of them delivered`);
  expect(proved).toBeGreaterThanOrEqual(RUNS);
  expect(delivered).toBeGreaterThan(0);
});
