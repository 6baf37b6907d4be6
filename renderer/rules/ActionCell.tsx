import { ArrowRight, Ban, Check, ChevronDown, CornerDownRight, OctagonX } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select } from 'react-aria-components';
import type { Document, Policy, Rule, RuleAction } from '../../shared/document/document.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import { edit, useDocument } from '../state/document-store.ts';

const ACTIONS = [
  { id: 'accept', label: 'Accept', icon: Check },
  { id: 'deny', label: 'Deny', icon: Ban },
  { id: 'reject', label: 'Reject', icon: OctagonX },
  { id: 'continue', label: 'Continue', icon: ArrowRight },
] as const satisfies readonly { id: RuleAction; label: string; icon: unknown }[];

interface ActionCellProps {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly number: number;
}

/** What the rule does. Branches to other policies stand below the plain actions. */
export function ActionCell({ policy, rule, number }: ActionCellProps) {
  const policies = useDocument((document: Document) => document.policies);
  const branches = policies.filter((one) => one.kind === 'branch' && one.id !== policy.id);
  const value = rule.action === 'branch' ? `branch:${rule.branch ?? ''}` : rule.action;
  const shown = ACTIONS.find(({ id }) => id === rule.action);
  const Icon = shown?.icon ?? CornerDownRight;
  const label = shown?.label ?? policies.find((one) => one.id === rule.branch)?.name ?? 'Branch';
  return (
    <Select
      className="action-cell"
      aria-label={`Action of rule ${number}`}
      value={value}
      onChange={(key) => {
        const chosen = String(key);
        const branch = chosen.startsWith('branch:') ? chosen.slice('branch:'.length) : undefined;
        const action: RuleAction = branch === undefined ? (chosen as RuleAction) : 'branch';
        edit(`Change action of rule ${number}`, (document) =>
          updateRule(document, { policy: policy.id, rule: rule.id }, { action, branch }),
        );
      }}
    >
      <Button className={`action-button is-${rule.action}`}>
        <Icon size={13} aria-hidden />
        {label}
        <ChevronDown size={12} aria-hidden className="action-arrow" />
      </Button>
      <Popover className="popover">
        <ListBox className="menu">
          {ACTIONS.map((one) => (
            <ListBoxItem key={one.id} id={one.id} className="menu-item is-checkable" textValue={one.label}>
              <span className="menu-label">{one.label}</span>
            </ListBoxItem>
          ))}
          {branches.map((one) => (
            <ListBoxItem key={one.id} id={`branch:${one.id}`} className="menu-item is-checkable" textValue={one.name}>
              <span className="menu-label">{one.name}</span>
              <span className="menu-group">branch</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
