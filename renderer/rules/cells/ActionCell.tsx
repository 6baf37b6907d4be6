import { ArrowRight, Ban, Check, ChevronDown, CornerDownRight, OctagonX } from 'lucide-react';
import type { Rule, RuleAction } from '../../../shared/document/document.ts';
import type { Finding } from '../../../shared/document/finding.ts';
import { showPolicy } from '../../rule-edits/policy-commands.ts';
import { useDocument } from '../../state/document-store.ts';
import { GridCell } from './GridCell.tsx';

export const ACTION_WORDS = {
  accept: { label: 'Accept', icon: Check, detail: 'let it through' },
  deny: { label: 'Deny', icon: Ban, detail: 'drop it silently' },
  reject: { label: 'Reject', icon: OctagonX, detail: 'refuse it with an answer' },
  continue: { label: 'Continue', icon: ArrowRight, detail: 'log it and go on' },
  branch: { label: 'Branch', icon: CornerDownRight, detail: 'go on in a branch policy' },
} as const satisfies Record<RuleAction, { label: string; icon: unknown; detail: string }>;

interface ActionCellProps {
  readonly rule: Rule;
  readonly number: number;
  readonly isCursor: boolean;
  readonly finding?: Finding | undefined;
}

/** What the rule does; a branch leads to its policy. */
export function ActionCell({ rule, number, isCursor, finding }: ActionCellProps) {
  const branch = useDocument((document) => document.policies.find(({ id }) => id === rule.branch)?.name);
  const { label, icon: Icon } = ACTION_WORDS[rule.action];
  const branches = rule.action === 'branch';
  const words = branches ? `branch to ${branch ?? 'nothing'}` : label;
  const stateless = rule.state === 'stateless';
  return (
    <GridCell
      line={`rule:${rule.id}`}
      column="action"
      label={`Action of rule ${number}: ${words}${stateless ? ', stateless' : ''}`}
      isCursor={isCursor}
      finding={finding}
    >
      <div className="chips is-action">
        <span className={`action-mark is-${rule.action}`} data-edit>
          <Icon size={13} aria-hidden />
          <span className="chip-name">{branches ? (branch ?? 'Branch') : label}</span>
          <ChevronDown size={12} aria-hidden className="action-arrow" />
        </span>
        {branches && rule.branch !== undefined && (
          // By keyboard the policy is reached through the list of policies.
          // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the mouse.
          // biome-ignore lint/a11y/useKeyWithClickEvents: a short cut for the mouse.
          <span
            className="cell-link"
            title={`Show ${branch ?? 'the policy'}`}
            data-no-edit
            onClick={() => rule.branch !== undefined && showPolicy(rule.branch)}
          >
            <ArrowRight size={13} aria-hidden />
          </span>
        )}
        {stateless && <span className="chip is-state">stateless</span>}
      </div>
    </GridCell>
  );
}
