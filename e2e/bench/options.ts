import { parseArgs } from 'node:util';

/** What of the benchmark runs. */
export interface BenchOptions {
  /** Sizes at which the peer runs too, with how many pairs. */
  readonly pairs: readonly { readonly guests: number; readonly rounds: number }[];
  readonly sizes: readonly number[];
}

export const USAGE = `npm run bench -- [--quick | --full]
  --quick  Firewall Builder at 10 and 100 guests only
  --full   Firewall Builder at 1000 guests too: about 13 minutes and 12.5 GiB of memory`;

const SIZES = [10, 100, 300, 1000];

/** Throws with the usage on anything it does not know. */
export function benchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: { quick: { type: 'boolean', default: false }, full: { type: 'boolean', default: false } },
  });
  const pairs = [
    { guests: 10, rounds: 5 },
    { guests: 100, rounds: 5 },
    ...(values.quick ? [] : [{ guests: 300, rounds: 1 }]),
    ...(values.full ? [{ guests: 1000, rounds: 1 }] : []),
  ];
  return { pairs, sizes: SIZES };
}
