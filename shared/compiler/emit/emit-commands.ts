import { type Chain, HOOKS, type Program } from '../ir/program.ts';
import { quoteComment, quoteShell } from '../quote.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { linesByRule } from './lines-by-rule.ts';
import { ListingBuilder } from './listing.ts';
import { matchesArguments, targetArguments } from './match-arguments.ts';
import { SectionHeadings } from './section-heading.ts';

/**
 * The rule set as Firewall Builder writes it: one `$IPTABLES -A ...` a line, and for each rule a comment block and an echo.
 * `tool` is the shell variable that stands for the command. `RULE` tells `firewall.sh` which rule a refused line belongs to.
 */
export function emitCommands(
  program: Program,
  rules: readonly NumberedRule[],
  tool: 'IPTABLES' | 'IP6TABLES',
): Listing {
  const listing = new ListingBuilder();
  const headings = new SectionHeadings();
  const byNumber = new Map(rules.map((rule) => [rule.number, rule]));
  for (const hook of HOOKS) listing.add(`$${tool} -N ${quoteShell(program.entries[hook].name)}`);
  const pending = new Map<number | undefined, Chain[]>();
  for (const chain of program.chains) pending.set(chain.rule, [...(pending.get(chain.rule) ?? []), chain]);
  // Chains of branch policies belong to no rule: they must be there before the first rule that jumps to them.
  for (const chain of pending.get(undefined) ?? []) listing.add(`$${tool} -N ${quoteShell(chain.name)}`);
  for (const { chain, line, first } of linesByRule(program)) {
    if (first) {
      const rule = byNumber.get(line.rule);
      headings.before(rule, listing);
      const title = `Rule ${line.rule} (${quoteComment(rule?.label ?? '')})`;
      listing.add(`#\n# ${title}\n#`, line.rule);
      listing.add(`RULE=${quoteShell(title)}\necho ${quoteShell(title)}`, line.rule);
      listing.add(`# ${quoteComment(rule?.origin.reason ?? '')}`, line.rule);
      for (const own of pending.get(line.rule) ?? []) listing.add(`$${tool} -N ${quoteShell(own.name)}`, line.rule);
    }
    const words = ['-A', chain, ...matchesArguments(line.matches), ...targetArguments(line.target)];
    listing.add(`$${tool} ${words.map(quoteShell).join(' ')}`, line.rule, line.objects);
  }
  return listing.build();
}
