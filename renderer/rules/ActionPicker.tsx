import type { Rule, RuleAction } from '../../shared/document/document.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import { type CellRef, setCell } from '../../shared/document/edits/rule-cells.ts';
import { SwitchRow } from '../controls/SwitchRow.tsx';
import { cellWords } from '../rule-edits/cell-commands.ts';
import { newBranchFor } from '../rule-edits/policy-commands.ts';
import { edit } from '../state/document-store.ts';
import type { CellChoice } from './cell-choices.ts';
import { ACTION_WORDS } from './cells/ActionCell.tsx';
import { ObjectPicker } from './ObjectPicker.tsx';

const PLAIN = ['accept', 'deny', 'reject', 'continue'] as const satisfies readonly RuleAction[];
const NEW_BRANCH = 'new-branch';

const CHOICES: readonly CellChoice[] = [
  ...PLAIN.map(
    (action): CellChoice => ({
      id: action,
      label: ACTION_WORDS[action].label,
      detail: ACTION_WORDS[action].detail,
      kind: 'policy',
    }),
  ),
  { id: NEW_BRANCH, label: 'New branch policy', detail: 'and branch to it', kind: 'policy' },
];

interface ActionPickerProps {
  readonly rule: Rule;
  readonly cell: CellRef;
  readonly title: string;
  readonly text: string;
  readonly onEnd: (go: -1 | 0 | 1) => void;
}

/** What the rule does: one of the plain actions, or a branch to a policy. */
export function ActionPicker({ rule, cell, title, text, onEnd }: ActionPickerProps) {
  const words = cellWords(rule.id, 'action');
  const chosen = rule.action === 'branch' ? (rule.branch ?? '') : rule.action;
  const choose = ({ id }: CellChoice) => {
    const plain = PLAIN.find((action) => action === id);
    if (id === NEW_BRANCH) newBranchFor(cell);
    else if (plain)
      edit(`Change ${words}`, (document) => updateRule(document, cell, { action: plain, branch: undefined }));
    else edit(`Change ${words}`, (document) => setCell(document, cell, [id]));
    onEnd(0);
  };
  return (
    <ObjectPicker
      title={title}
      cell="action"
      ids={[chosen]}
      text={text}
      onToggle={choose}
      onEnd={onEnd}
      extra={CHOICES}
    >
      <div className="picker-foot">
        <SwitchRow
          label="Stateless"
          hint="Matches every packet, not only those that open a connection (or, for denials, belong to none)."
          isSelected={rule.state === 'stateless'}
          onChange={(on) =>
            edit(`${on ? 'Make' : 'Do not make'} rule stateless`, (document) =>
              updateRule(document, cell, { state: on ? 'stateless' : undefined }),
            )
          }
        />
      </div>
    </ObjectPicker>
  );
}
