import type { Target } from '../ir/match.ts';
import { allChains, OWN_PREFIX, type Program } from '../ir/program.ts';
import { quoteComment, restoreLine } from '../quote.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { linesByRule } from './lines-by-rule.ts';
import { ListingBuilder } from './listing.ts';
import { matchesArguments, targetArguments } from './match-arguments.ts';
import { SectionHeadings } from './section-heading.ts';

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
  const headings = new SectionHeadings();
  const labels = new Map(rules.map((rule) => [rule.number, rule]));
  listing.add('*filter');
  for (const chain of allChains(program)) listing.add(`:${restoreChainName(chain.name)} - [0:0]`, chain.rule);
  for (const { chain, line, first } of linesByRule(program)) {
    if (first) {
      const rule = labels.get(line.rule);
      headings.before(rule, listing);
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
    listing.add(restoreLine(words), line.rule, line.objects);
  }
  return listing.add('COMMIT').build();
}

function renamed(target: Target): Target {
  return target.kind === 'jump' ? { kind: 'jump', chain: restoreChainName(target.chain) } : target;
}
