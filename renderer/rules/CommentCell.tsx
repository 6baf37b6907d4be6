import type { Policy, Rule } from '../../shared/document/document.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import { useField } from '../inspector/fields/use-field.ts';

interface CommentCellProps {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly number: number;
}

export function CommentCell({ policy, rule, number }: CommentCellProps) {
  const bound = useField({
    id: `${policy.id}/${rule.id}`,
    field: 'comment',
    label: `Change comment of rule ${number}`,
    text: rule.comment ?? '',
    change: (text) => (document) =>
      updateRule(document, { policy: policy.id, rule: rule.id }, { comment: text === '' ? undefined : text }),
  });
  return (
    <input
      className="comment-cell"
      aria-label={`Comment of rule ${number}`}
      placeholder="Why this rule?"
      value={bound.value}
      onFocus={bound.onFocus}
      onBlur={bound.onBlur}
      onKeyDown={bound.onKeyDown}
      onChange={(event) => bound.onChange(event.target.value)}
    />
  );
}
