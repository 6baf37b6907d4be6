import { SECTION_TITLES } from '../../shared/compiler/emit/section-heading.ts';
import { type CompiledHost, type NumberedRule, SECTIONS } from '../../shared/compiler/result.ts';
import type { Id, Policy, Rule } from '../../shared/document/document.ts';
import { type RuleColor, ruleLabel, ruleSections } from '../../shared/document/edits/rule-labels.ts';
import { compiledIndex, type TableSection } from './compiled-index.ts';

/** One line of the rule table, from the top to the bottom of the whole order. `key` names it as long as it is there. */
export type TableLine =
  | {
      readonly kind: 'section';
      readonly key: string;
      readonly section: TableSection;
      readonly title: string;
      readonly rules: readonly NumberedRule[];
      readonly open: boolean;
    }
  | { readonly kind: 'derived'; readonly key: string; readonly rule: NumberedRule }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly name: string;
      readonly color?: RuleColor;
      readonly rules: readonly Id[];
      readonly open: boolean;
    }
  | {
      readonly kind: 'rule';
      readonly key: string;
      readonly rule: Rule;
      readonly index: number;
      readonly color?: RuleColor;
    }
  | { readonly kind: 'add'; readonly key: 'add' };

/** Denials stand above the administrator's rules, what these became and what is left stands below. */
const ABOVE = SECTIONS.slice(0, 5);
const BELOW: readonly TableSection[] = [...SECTIONS.slice(5), 'layer-2'];

/** `2 · OUT DENY, border ports`. */
export function sectionTitle(section: TableSection): string {
  if (section === 'layer-2') return 'Layer 2: MAC addresses and ARP';
  return `${SECTIONS.indexOf(section)} · ${capital(SECTION_TITLES[section])}`;
}

/**
 * The whole order as lines: the derived denials, the policy's own rules under their headings, and what comes behind them. What is
 * derived is folded unless its key is in `opened`, groups are open unless theirs is in `folded`.
 */
export function tableLines(
  policy: Policy,
  host: CompiledHost | undefined,
  opened: ReadonlySet<string>,
  folded: ReadonlySet<string>,
): readonly TableLine[] {
  return [
    ...sectionLines(ABOVE, host, opened),
    ...ownLines(policy, folded),
    { kind: 'add', key: 'add' },
    ...sectionLines(BELOW, host, opened),
  ];
}

function sectionLines(
  sections: readonly TableSection[],
  host: CompiledHost | undefined,
  opened: ReadonlySet<string>,
): readonly TableLine[] {
  if (host === undefined) return [];
  const { bySection } = compiledIndex(host);
  return sections.flatMap((section): TableLine[] => {
    const key = `section:${section}`;
    const rules = bySection.get(section) ?? [];
    // What this host has nothing of would only make the way longer.
    if (rules.length === 0) return [];
    const open = opened.has(key);
    const head: TableLine = { kind: 'section', key, section, title: sectionTitle(section), rules, open };
    return open
      ? [head, ...rules.map((rule): TableLine => ({ kind: 'derived', key: derivedKey(rule), rule }))]
      : [head];
  });
}

export function derivedKey({ number }: NumberedRule): string {
  return `derived:${number}`;
}

function ownLines(policy: Policy, folded: ReadonlySet<string>): readonly TableLine[] {
  const seen = new Map<string, number>();
  let index = 0;
  return ruleSections(policy).flatMap((section): TableLine[] => {
    const rules = section.rules.map((rule): TableLine => {
      const { color } = ruleLabel(rule);
      index += 1;
      return {
        kind: 'rule',
        key: `rule:${rule.id}`,
        rule,
        index: index - 1,
        ...(color === undefined ? {} : { color }),
      };
    });
    const { group } = section;
    if (group === undefined) return rules;
    // The same heading may stand further down once more: that is another section.
    const count = (seen.get(group) ?? 0) + 1;
    seen.set(group, count);
    const key = `group:${policy.id}:${group}:${count}`;
    const open = !folded.has(key);
    const head: TableLine = {
      kind: 'group',
      key,
      name: group,
      ...(section.color === undefined ? {} : { color: section.color }),
      rules: section.rules.map(({ id }) => id),
      open,
    };
    return open ? [head, ...rules] : [head];
  });
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
