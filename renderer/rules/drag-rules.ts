import type { DragEvent } from 'react';
import type { RuleRef } from '../../shared/document/finding.ts';
import { endDrag, useGrid } from '../rule-edits/grid-store.ts';
import { transferRules } from '../rule-edits/rule-commands.ts';
import { rulesWords } from '../rule-edits/rule-words.ts';
import { shownPolicy } from '../rule-edits/shown-table.ts';

/** Rules that are dragged about: a JSON list of their policies and ids. */
const RULES_TYPE = 'application/x-bridgewarden-rules';

/** A row is dragged by its number; when it is one of several chosen ones, they all go. */
export function beginRuleDrag(event: DragEvent): boolean {
  const target = event.target instanceof Element ? event.target : undefined;
  const rule = target?.closest('[data-row-handle]')?.closest<HTMLElement>('[data-rule]')?.dataset.rule;
  const policy = shownPolicy();
  if (rule === undefined || policy === undefined) return false;
  const { chosen } = useGrid.getState();
  const wanted = chosen.has(rule) ? chosen : new Set([rule]);
  const moving = policy.rules.filter(({ id }) => wanted.has(id)).map(({ id }) => ({ policy: policy.id, rule: id }));
  event.dataTransfer.setData(RULES_TYPE, JSON.stringify(moving));
  event.dataTransfer.setData('text/plain', rulesWords(policy, moving));
  event.dataTransfer.effectAllowed = 'copyMove';
  // Chromium takes its picture of the row before anything changes beneath it.
  setTimeout(() => useGrid.setState({ moving }));
  return true;
}

export function isRuleDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(RULES_TYPE);
}

/** Before which rule a row that is let go here comes to stand: the one under the pointer, or the one behind it. */
export function ruleDragOver(event: DragEvent): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr') : null;
  const index = row === null ? undefined : indexAt(row, event.clientY);
  event.dataTransfer.dropEffect = index === undefined ? 'none' : event.ctrlKey ? 'copy' : 'move';
  if (useGrid.getState().moveTo !== index) useGrid.setState({ moveTo: index });
}

export function dropRules(event: DragEvent): void {
  const policy = shownPolicy();
  const { moveTo } = useGrid.getState();
  const refs = draggedRules(event);
  endDrag();
  if (policy && moveTo !== undefined) transferRules(refs, policy.id, moveTo, event.ctrlKey);
}

export function draggedRules({ dataTransfer }: DragEvent): readonly RuleRef[] {
  try {
    const value: unknown = JSON.parse(dataTransfer.getData(RULES_TYPE));
    return Array.isArray(value) ? value.filter(isRef) : [];
  } catch {
    return [];
  }
}

function indexAt(row: HTMLElement, y: number): number | undefined {
  const rules = shownPolicy()?.rules.length ?? 0;
  if (row.dataset.line === 'add') return rules;
  const { index } = row.dataset;
  if (index === undefined) return undefined;
  const { top, height } = row.getBoundingClientRect();
  return Number(index) + (y > top + height / 2 ? 1 : 0);
}

function isRef(value: unknown): value is RuleRef {
  return typeof value === 'object' && value !== null && 'policy' in value && 'rule' in value;
}
