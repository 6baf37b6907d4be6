import { mergeToCidrs } from '../../net/cidrs.ts';
import { type AddressRange, parseRange } from '../../net/range.ts';
import type { Match, Target } from '../ir/match.ts';
import type { Chain, ChainRule, Program } from '../ir/program.ts';
import { groupNetworks } from './network-tree.ts';

/** Lists up to this length are walked through; longer ones become trees with at most so many branches at each level. */
const BRANCHES = 6;

/** A chain that does one thing for every address of a list and, where it has a last line, another for all the rest. */
interface ListChain {
  readonly side: 'source' | 'destination';
  readonly ranges: readonly AddressRange[];
  readonly listed: Target;
  readonly rest?: Target;
  readonly rule: number;
}

/**
 * Shortens the walk through lists of addresses: neighbours become one network where they are one, and what is still long
 * becomes a tree of networks, each in a chain of its own. It does the same to every packet.
 */
export function splitLists(program: Program): Program {
  return {
    ...program,
    chains: program.chains.flatMap((chain) => {
      const list = chain.rules.length > BRANCHES ? listOf(chain) : undefined;
      return list ? new ListWriter(chain, list).write() : [chain];
    }),
  };
}

function listOf({ rules }: Chain): ListChain | undefined {
  const [first] = rules;
  const last = rules.at(-1);
  if (!first || !last) return undefined;
  const rest = last.matches.length === 0 ? last.target : undefined;
  const ranges: AddressRange[] = [];
  const side = first.matches[0]?.kind;
  if (side !== 'source' && side !== 'destination') return undefined;
  for (const { matches, target, rule } of rest ? rules.slice(0, -1) : rules) {
    const [match] = matches;
    if (matches.length !== 1 || match?.kind !== side || match.negated) return undefined;
    if (!sameTarget(target, first.target) || rule !== first.rule) return undefined;
    ranges.push(match.range);
  }
  // A chain that returns for some and ends for all others has nothing to say.
  if (last.rule !== first.rule || (first.target.kind === 'return') !== (rest !== undefined)) return undefined;
  return { side, ranges, listed: first.target, rule: first.rule, ...(rest ? { rest } : {}) };
}

function sameTarget(a: Target, b: Target): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

class ListWriter {
  readonly #chain: Chain;
  readonly #list: ListChain;
  readonly #written: Chain[] = [];
  #count = 0;

  constructor(chain: Chain, list: ListChain) {
    this.#chain = chain;
    this.#list = list;
  }

  write(): Chain[] {
    const networks = mergeToCidrs(this.#list.ranges).flatMap((cidr) => parseRange(cidr) ?? []);
    const rules = this.#level(networks);
    return [{ ...this.#chain, rules }, ...this.#written];
  }

  #level(networks: readonly AddressRange[]): ChainRule[] {
    const { listed, rest } = this.#list;
    const lines = groupNetworks(networks, BRANCHES).flatMap(({ network, members }): ChainRule[] => {
      if (members.length === 1) return [this.#line([this.#match(network)], listed)];
      const chain = this.#branch(members);
      return [
        this.#line([this.#match(network)], { kind: 'jump', chain }),
        // Its branch has seen to the rest of this network: on to the next one would be the rest's target once more.
        ...(rest ? [this.#line([this.#match(network)], { kind: 'return' })] : []),
      ];
    });
    return rest ? [...lines, this.#line([], rest)] : lines;
  }

  #branch(members: readonly AddressRange[]): string {
    this.#count += 1;
    const name = `${this.#chain.name}_${this.#count}`;
    const rules = this.#level(members);
    this.#written.push({ ...this.#chain, name, rules });
    return name;
  }

  #match(range: AddressRange): Match {
    return { kind: this.#list.side, range, negated: false };
  }

  #line(matches: readonly Match[], target: Target): ChainRule {
    return { matches, target, rule: this.#list.rule };
  }
}
