import { countWords } from '../../shared/document/describe.ts';
import type { Id, Policy } from '../../shared/document/document.ts';
import type { RuleRef } from '../../shared/document/finding.ts';

/** How a rule is called: by its place in the policy, counted from 1. */
export function ruleNumber(policy: Policy, rule: Id): number {
  return policy.rules.findIndex(({ id }) => id === rule) + 1;
}

/** `rule 3`, `rules 3 and 4`, `5 rules`. */
export function rulesWords(policy: Policy, refs: readonly RuleRef[]): string {
  const numbers = refs.map(({ rule }) => ruleNumber(policy, rule));
  if (numbers.length === 1) return `rule ${numbers[0]}`;
  if (numbers.length === 2) return `rules ${numbers[0]} and ${numbers[1]}`;
  return countWords(numbers.length, 'rule');
}
