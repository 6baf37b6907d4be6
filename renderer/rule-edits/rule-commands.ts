import { countWords } from '../../shared/document/describe.ts';
import type { Direction, Document, Id, Rule } from '../../shared/document/document.ts';
import { addRule, duplicateRule, removeRules, updateRule } from '../../shared/document/edits/policy-edits.ts';
import { labelRules, type RuleColor, ruleLabel } from '../../shared/document/edits/rule-labels.ts';
import {
  copyRulesTo,
  moveRulesTo,
  swapEnds,
  type TransferredRules,
} from '../../shared/document/edits/transfer-rules.ts';
import type { RuleRef } from '../../shared/document/finding.ts';
import { edit } from '../state/document-store.ts';
import { useUi } from '../state/ui-store.ts';
import { choose, setCursor, useGrid } from './grid-store.ts';
import { ruleNumber, rulesWords } from './rule-words.ts';
import { actingRefs, currentLines, here, shownPolicy } from './shown-table.ts';

/** Adds a rule to the policy shown: below or above the cursor's, else at the end. It belongs to the group around it. */
export function insertRule(where: 'above' | 'below' | 'end', fields: Partial<Omit<Rule, 'id'>> = {}): void {
  const policy = shownPolicy();
  if (policy === undefined) return;
  const now = here();
  const near = where === 'end' ? undefined : now?.rule;
  const index = near === undefined ? policy.rules.length : ruleNumber(policy, near.id) - (where === 'above' ? 1 : 0);
  let id = '';
  edit(near === undefined ? 'Add rule' : `Insert a rule ${where} rule ${ruleNumber(policy, near.id)}`, (document) => {
    const added = addRule(document, policy.id, index, fields);
    id = added.id;
    return near === undefined
      ? added.document
      : labelRules(added.document, [{ policy: policy.id, rule: id }], ruleLabel(near));
  });
  choose([]);
  setCursor({ line: `rule:${id}`, column: 'source' });
}

/** Deletes the chosen rules, or the cursor's; the cursor goes to the next one. */
export function deleteRules(refs = actingRefs(), verb = 'Delete'): void {
  const policy = shownPolicy();
  if (policy === undefined || refs.length === 0) return;
  const gone = new Set(refs.map(({ rule }) => rule));
  const lines = currentLines();
  const isLeft = (line: (typeof lines)[number]) =>
    line.kind === 'add' || (line.kind === 'rule' && !gone.has(line.rule.id));
  const at = lines.findLastIndex((line) => line.kind === 'rule' && gone.has(line.rule.id));
  const next = lines.slice(at + 1).find(isLeft) ?? lines.find(isLeft);
  edit(`${verb} ${rulesWords(policy, refs)}`, (document) => removeRules(document, refs));
  choose([]);
  setCursor(next && { line: next.key, column: useGrid.getState().cursor?.column ?? 'source' });
}

export function duplicateRules(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  let copies: readonly Id[] = [];
  edit(`Duplicate ${rulesWords(policy, refs)}`, (document) => {
    if (refs.length === 1 && refs[0]) {
      const { document: grown, id } = duplicateRule(document, refs[0]);
      copies = [id];
      return grown;
    }
    const last = Math.max(...refs.map(({ rule }) => ruleNumber(policy, rule)));
    const { document: grown, rules } = copyRulesTo(document, refs, policy.id, last);
    copies = rules.map(({ rule }) => rule);
    // Like a single copy: it changes nothing until it was edited.
    return rules.reduce((result, ref) => updateRule(result, ref, { enabled: false }), grown);
  });
  goTo(copies);
}

/** Moves the rules one place, over the one beside them. */
export function moveRules(way: 'up' | 'down'): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  const places = refs.map(({ rule }) => ruleNumber(policy, rule) - 1);
  const index = way === 'up' ? Math.min(...places) - 1 : Math.max(...places) + 2;
  if (index < 0 || index > policy.rules.length) return;
  edit(`Move ${rulesWords(policy, refs)} ${way}`, (document) => moveRulesTo(document, refs, policy.id, index).document);
  setCursor(useGrid.getState().cursor);
}

/** Moves or copies rules to a place of a policy, the one shown or another, which is shown then. */
export function transferRules(refs: readonly RuleRef[], policy: Id, index: number | undefined, copy: boolean): void {
  const shown = shownPolicy();
  if (shown === undefined || refs.length === 0) return;
  let result: TransferredRules | undefined;
  const words = refs[0]?.policy === shown.id ? rulesWords(shown, refs) : countWords(refs.length, 'rule');
  edit(`${copy ? 'Copy' : 'Move'} ${words}`, (document) => {
    result = copy ? copyRulesTo(document, refs, policy, index) : moveRulesTo(document, refs, policy, index);
    const target = result.document.policies.find(({ id }) => id === policy);
    return target ? joinGroup(result.document, target.rules, result.rules) : result.document;
  });
  if (policy !== shown.id) useUi.setState({ policy });
  goTo(result?.rules.map(({ rule }) => rule) ?? []);
}

/** Rules that are put into the midst of a group belong to it from then on. */
function joinGroup(document: Document, rules: readonly Rule[], moved: readonly RuleRef[]): Document {
  const ids = moved.map(({ rule }) => rule);
  const first = rules.findIndex(({ id }) => id === ids[0]);
  const before = rules[first - 1];
  const after = rules[first + ids.length];
  if (before === undefined || after === undefined) return document;
  const { group } = ruleLabel(before);
  return group !== undefined && group === ruleLabel(after).group ? labelRules(document, moved, { group }) : document;
}

export function toggleRules(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  const on = policy.rules.some(({ id, enabled }) => enabled === false && refs.some(({ rule }) => rule === id));
  edit(`Switch ${on ? 'on' : 'off'} ${rulesWords(policy, refs)}`, (document) =>
    refs.reduce((now, ref) => updateRule(now, ref, { enabled: on ? undefined : false }), document),
  );
}

/** Which way packets cross the ports of the rules, as seen from the bridge. */
export function directRules(direction: Direction): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  // Both ways is what a rule means that says nothing.
  const now = direction === 'both' ? undefined : direction;
  edit(`Change direction of ${rulesWords(policy, refs)}`, (document) =>
    refs.reduce((result, ref) => updateRule(result, ref, { direction: now }), document),
  );
}

export function areStateless(): boolean {
  const wanted = new Set(actingRefs().map(({ rule }) => rule));
  const rules = shownPolicy()?.rules.filter(({ id }) => wanted.has(id)) ?? [];
  return rules.length > 0 && rules.every(({ state }) => state === 'stateless');
}

/** Lets the rules match every packet, or again only those that open a connection. */
export function toggleStateless(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  const on = !areStateless();
  edit(`${on ? 'Make' : 'Do not make'} ${rulesWords(policy, refs)} stateless`, (document) =>
    refs.reduce((result, ref) => updateRule(result, ref, { state: on ? 'stateless' : undefined }), document),
  );
}

export function swapRuleEnds(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  edit(`Swap source and destination of ${rulesWords(policy, refs)}`, (document) => refs.reduce(swapEnds, document));
}

/** Puts the rules under a heading that is free yet; its name is typed at once. */
export function groupRules(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  const taken = new Set(policy.rules.map((rule) => ruleLabel(rule).group));
  let name = 'Group';
  for (let number = 2; taken.has(name); number += 1) name = `Group ${number}`;
  edit(`Group ${rulesWords(policy, refs)}`, (document) => {
    // A heading stands over neighbours: rules from here and there come together below the first.
    const first = Math.min(...refs.map(({ rule }) => ruleNumber(policy, rule))) - 1;
    return labelRules(moveRulesTo(document, refs, policy.id, first).document, refs, { group: name });
  });
  choose([]);
  const head = currentLines().find((line) => line.kind === 'group' && line.name === name);
  if (head) setCursor({ line: head.key, column: 'source' });
  useUi.setState({ renaming: head?.key });
}

export function ungroupRules(): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  edit(`Take ${rulesWords(policy, refs)} out of the group`, (document) =>
    labelRules(document, refs, { group: undefined }),
  );
}

export function renameGroup(rules: readonly Id[], from: string, name: string): void {
  const policy = shownPolicy();
  if (policy === undefined || name.trim() === '' || name.trim() === from) return;
  const refs = rules.map((rule) => ({ policy: policy.id, rule }));
  edit(`Rename group ${from}`, (document) => labelRules(document, refs, { group: name }));
  const head = currentLines().find((line) => line.kind === 'group' && line.rules[0] === rules[0]);
  if (head) setCursor({ line: head.key, column: 'source' });
}

export function colorRules(color: RuleColor | undefined): void {
  const policy = shownPolicy();
  const refs = actingRefs();
  if (policy === undefined || refs.length === 0) return;
  const words = rulesWords(policy, refs);
  edit(color === undefined ? `Take the colour from ${words}` : `Colour ${words} ${color}`, (document) =>
    labelRules(document, refs, { color }),
  );
}

function goTo(rules: readonly Id[]): void {
  const [first] = rules;
  choose(rules.length > 1 ? rules : []);
  if (first !== undefined) setCursor({ line: `rule:${first}`, column: useGrid.getState().cursor?.column ?? 'source' });
}
