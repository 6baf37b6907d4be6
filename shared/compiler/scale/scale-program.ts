import type { Program } from '../ir/program.ts';
import type { OrderedRule } from '../ir/section-rule.ts';
import { dispatchPorts } from './dispatch-ports.ts';
import { splitLists } from './split-lists.ts';

/**
 * The profile `scaled`: the same rules with the same numbers, arranged so that a packet walks tens of lines on a host with
 * hundreds of guests, not hundreds (docs/decisions/0013-the-scaled-profile.md).
 */
export function scaleProgram(program: Program, rules: readonly OrderedRule[]): Program {
  const byNumber = new Map(rules.map((rule) => [rule.number, rule]));
  return dispatchPorts(splitLists(program), (number) => {
    const rule = byNumber.get(number);
    if (!rule) throw new Error(`a line belongs to rule ${number}, which there is not`);
    return rule;
  });
}
