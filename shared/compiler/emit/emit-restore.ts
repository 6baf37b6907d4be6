import type { Target } from '../ir/match.ts';
import { allChains, OWN_PREFIX, type Program } from '../ir/program.ts';
import { quoteComment, quoteRestore } from '../quote.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { ListingBuilder } from './listing.ts';
import { matchesArguments, targetArguments } from './match-arguments.ts';

/** The name a chain has in the restore style: everything of ours starts with `BW_`. */
export function restoreChainName(name: string): string {
  return name.startsWith(OWN_PREFIX) ? name : `${OWN_PREFIX}${name}`;
}

/**
 * The rule set as an `iptables-restore` payload. Loaded with `--noflush` it replaces chains of these names and touches no
 * others; `firewall.sh` puts the hooks and the removal of earlier chains into the same transaction.
 */
export function emitRestore(program: Program, rules: readonly NumberedRule[]): Listing {
  const listing = new ListingBuilder();
  const labels = new Map(rules.map((rule) => [rule.number, rule]));
  listing.add('*filter');
  for (const chain of allChains(program)) listing.add(`:${restoreChainName(chain.name)} - [0:0]`, chain.rule);
  for (const { chain, line } of linesByRule(program)) {
    if (line.first) {
      const rule = labels.get(line.rule);
      listing.add(
        `# Rule ${line.rule} (${quoteComment(rule?.label ?? '')}): ${quoteComment(rule?.origin.reason ?? '')}`,
        line.rule,
      );
    }
    const words = [
      '-A',
      restoreChainName(chain),
      ...matchesArguments(line.matches),
      ...targetArguments(renamed(line.target)),
    ];
    listing.add(words.map(quoteRestore).join(' '), line.rule, line.objects);
  }
  return listing.add('COMMIT').build();
}

function renamed(target: Target): Target {
  return target.kind === 'jump' ? { kind: 'jump', chain: restoreChainName(target.chain) } : target;
}

interface ProgramLine {
  readonly chain: string;
  readonly line: Program['chains'][number]['rules'][number] & { readonly first: boolean };
}

/** All lines of a program, rule by rule and not chain by chain, as people read them; within a rule the entries come first. */
export function linesByRule(program: Program): ProgramLine[] {
  const byRule = new Map<number, { chain: string; line: Program['chains'][number]['rules'][number] }[]>();
  for (const chain of allChains(program)) {
    for (const line of chain.rules) {
      const lines = byRule.get(line.rule);
      if (lines) lines.push({ chain: chain.name, line });
      else byRule.set(line.rule, [{ chain: chain.name, line }]);
    }
  }
  return [...byRule]
    .sort(([a], [b]) => a - b)
    .flatMap(([, lines]) => lines.map(({ chain, line }, index) => ({ chain, line: { ...line, first: index === 0 } })));
}
