import type { Document, Policy, Rule } from '../document.ts';
import type { RuleRef } from '../finding.ts';
import { mapSame, patchSame } from '../keep-identity.ts';
import { withList } from './update-record.ts';

/**
 * Groups of rules and their colours: two optional fields of a rule that compile to nothing. Rules with one `group` that stand
 * next to each other are shown as one section of the table. See docs/decisions/0012-groups-of-rules.md.
 */
export const RULE_COLORS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'gray'] as const;
export type RuleColor = (typeof RULE_COLORS)[number];

export interface RuleLabel {
  /** The heading that the rule stands under. */
  readonly group?: string;
  readonly color?: RuleColor;
}

/** Rules of a policy that stand together under one heading, or a run of rules without one. */
export interface RuleSection extends RuleLabel {
  readonly rules: readonly Rule[];
}

/** The label of a rule, as far as this program understands it: a colour of another one is no colour here. */
export function ruleLabel(rule: Rule): RuleLabel {
  const { group, color } = rule as Rule & { readonly group?: unknown; readonly color?: unknown };
  const known = RULE_COLORS.find((one) => one === color);
  return {
    ...(typeof group === 'string' && group !== '' ? { group } : {}),
    ...(known === undefined ? {} : { color: known }),
  };
}

/** Sets the group or the colour of rules; `undefined` takes it away, a field that is left out stays. */
export function labelRules(
  document: Document,
  refs: readonly RuleRef[],
  label: { readonly group?: string | undefined; readonly color?: RuleColor | undefined },
): Document {
  const wish = { ...label };
  if ('group' in wish) wish.group = wish.group?.trim() === '' ? undefined : wish.group?.trim();
  const policies = mapSame(document.policies, (policy): Policy => {
    const chosen = new Set(refs.filter((ref) => ref.policy === policy.id).map(({ rule }) => rule));
    const rules = mapSame(policy.rules, (rule) =>
      chosen.has(rule.id) ? patchSame<Rule & typeof wish>(rule, wish) : rule,
    );
    return withList(policy, 'rules', rules);
  });
  return withList(document, 'policies', policies);
}

/** A policy as the table shows it: runs of rules with one heading, in their order. A section has its first rule's colour. */
export function ruleSections(policy: Policy): readonly RuleSection[] {
  const sections: (RuleLabel & { rules: Rule[] })[] = [];
  let current: string | undefined;
  for (const rule of policy.rules) {
    const { group, color } = ruleLabel(rule);
    const last = sections.at(-1);
    if (last !== undefined && current === group) last.rules.push(rule);
    else {
      sections.push({
        ...(group === undefined ? {} : { group, ...(color === undefined ? {} : { color }) }),
        rules: [rule],
      });
    }
    current = group;
  }
  return sections;
}
