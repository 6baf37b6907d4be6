import { parseArgs } from 'node:util';

/** What of the benchmark runs. */
export interface BenchOptions {
  /** Sizes at which the peer runs too, with how many pairs. */
  readonly pairs: readonly { readonly guests: number; readonly rounds: number }[];
  readonly sizes: readonly number[];
  /** Instead of all that: a push to thirty hosts beside one to one. */
  readonly push: boolean;
}

export const USAGE = `npm run bench -- [--quick | --full | --push]
  --quick  Firewall Builder at 10 and 100 guests only
  --full   Firewall Builder at 1000 guests too: about 13 minutes and 12.5 GiB of memory
  --push   only a push to 30 hosts in namespaces beside one to a single host (as root): about a minute`;

const SIZES = [10, 100, 300, 1000];

/** Throws with the usage on anything it does not know. */
export function benchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      push: { type: 'boolean', default: false },
    },
  });
  const pairs = [
    { guests: 10, rounds: 5 },
    { guests: 100, rounds: 5 },
    ...(values.quick ? [] : [{ guests: 300, rounds: 3 }]),
    ...(values.full ? [{ guests: 1000, rounds: 1 }] : []),
  ];
  return { pairs, sizes: SIZES, push: values.push };
}
