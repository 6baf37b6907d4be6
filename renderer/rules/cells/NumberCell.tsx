import { Check, CircleAlert, GripVertical, TriangleAlert } from 'lucide-react';
import type { NumberedRule } from '../../../shared/compiler/result.ts';
import { listWords } from '../../../shared/document/describe.ts';
import type { Rule } from '../../../shared/document/document.ts';
import type { RuleColor } from '../../../shared/document/edits/rule-labels.ts';
import type { Finding } from '../../../shared/document/finding.ts';
import { GridCell } from './GridCell.tsx';

interface NumberCellProps {
  readonly rule: Rule;
  readonly number: number;
  readonly color: RuleColor | undefined;
  readonly compiled: readonly NumberedRule[];
  readonly isCursor: boolean;
  readonly finding?: Finding | undefined;
}

/** The rule's place in the policy, whether it is on, and the numbers under which the log knows it. Rows are dragged here. */
export function NumberCell({ rule, number, color, compiled, isCursor, finding }: NumberCellProps) {
  const off = rule.enabled === false;
  const numbers = compiled.map((one) => one.number);
  const log = numbers.length === 0 ? 'not compiled' : `in the log ${listWords(numbers.map(String), 'and')}`;
  const Mark = finding?.severity === 'error' ? CircleAlert : finding ? TriangleAlert : undefined;
  const label = `Rule ${number}, ${off ? 'switched off' : log}${color ? `, ${color}` : ''}`;
  return (
    <GridCell
      line={`rule:${rule.id}`}
      column="number"
      label={label}
      isCursor={isCursor}
      finding={finding}
      className={`is-number${color ? ` has-color is-${color}` : ''}`}
    >
      <div className="number-cell" draggable data-row-handle title={label}>
        <GripVertical size={12} className="grip" aria-hidden />
        <span className="check-box" data-toggle data-selected={off ? undefined : true} aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        <span className="rule-place">{number}</span>
        {Mark && <Mark size={12} className={`number-mark is-${finding?.severity}`} aria-hidden />}
        <span className="log-numbers mono" aria-hidden>
          {numbers.length > 2 ? `${numbers[0]}…${numbers.at(-1)}` : numbers.join(' ')}
        </span>
      </div>
    </GridCell>
  );
}
