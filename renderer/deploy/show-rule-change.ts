import type { RuleChange } from '../../shared/contract/host-calls.ts';
import type { Id } from '../../shared/document/document.ts';
import type { RuleRef } from '../../shared/document/finding.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { currentDocument } from '../state/document-store.ts';
import { findEntry } from '../state/records.ts';
import { useResults } from '../state/results-store.ts';
import { focusRule, lightUp } from '../state/selection-store.ts';
import { showDock, useUi } from '../state/ui-store.ts';

/** Where a changed rule leads: to the user's rule that it comes from, or to the objects on the canvas. */
export interface RuleChangeTarget {
  readonly rule?: RuleRef;
  readonly objects: readonly Id[];
}

/** Absent when nothing of the drawing has anything to do with it: the rule was made by hand, or its objects are gone. */
export function ruleChangeTarget(change: RuleChange, host: Id): RuleChangeTarget | undefined {
  const document = currentDocument();
  const policy =
    change.ruleId === undefined
      ? undefined
      : document.policies.find(({ rules }) => rules.some(({ id }) => id === change.ruleId));
  if (policy && change.ruleId !== undefined) return { rule: { policy: policy.id, rule: change.ruleId }, objects: [] };
  // A removed rule had its number before: the same number means another rule now.
  if (change.number === undefined || change.change === 'removed') return undefined;
  const compiled = useResults.getState().result?.hosts.find((one) => one.host === host);
  const origin = compiled?.rules.find(({ number }) => number === change.number)?.origin;
  const objects = origin?.objects.filter((id) => findEntry(document, id)) ?? [];
  return objects.length > 0 ? { objects } : undefined;
}

export function showRuleChange({ rule, objects }: RuleChangeTarget): void {
  if (rule) {
    useUi.setState({ policy: rule.policy });
    focusRule(rule);
    showDock('rules');
    return;
  }
  lightUp(objects, undefined);
  canvasControls()?.reveal(objects);
}
