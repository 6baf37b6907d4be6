import { allChains, type ChainRule, type Program } from '../ir/program.ts';

export interface ProgramLine {
  readonly chain: string;
  readonly line: ChainRule;
  /** The first line of its rule. */
  readonly first: boolean;
}

/** All lines of a program, rule by rule and not chain by chain, as people read them; within a rule the entries come first. */
export function linesByRule(program: Program): ProgramLine[] {
  const byRule = new Map<number, { chain: string; line: ChainRule }[]>();
  for (const chain of allChains(program)) {
    for (const line of chain.rules) {
      const lines = byRule.get(line.rule);
      if (lines) lines.push({ chain: chain.name, line });
      else byRule.set(line.rule, [{ chain: chain.name, line }]);
    }
  }
  return [...byRule]
    .sort(([a], [b]) => a - b)
    .flatMap(([, lines]) => lines.map(({ chain, line }, index) => ({ chain, line, first: index === 0 })));
}
