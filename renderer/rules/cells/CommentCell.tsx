import { useEffect, useRef, useState } from 'react';
import type { Id, Rule } from '../../../shared/document/document.ts';
import { updateRule } from '../../../shared/document/edits/policy-edits.ts';
import type { Finding } from '../../../shared/document/finding.ts';
import { focusCursor, useGrid } from '../../rule-edits/grid-store.ts';
import { edit } from '../../state/document-store.ts';
import { GridCell } from './GridCell.tsx';

interface CommentCellProps {
  readonly policy: Id;
  readonly rule: Rule;
  readonly number: number;
  readonly isCursor: boolean;
  readonly finding?: Finding | undefined;
}

/** Why the rule is there. Edited in its place. */
export function CommentCell({ policy, rule, number, isCursor, finding }: CommentCellProps) {
  const typed = useGrid(({ editing }) =>
    editing?.rule === rule.id && editing.column === 'comment' ? editing.text : undefined,
  );
  const { comment = '' } = rule;
  return (
    <GridCell
      line={`rule:${rule.id}`}
      column="comment"
      label={`Comment of rule ${number}: ${comment === '' ? 'none' : comment}`}
      isCursor={isCursor}
      finding={finding}
      className="is-comment"
    >
      {typed === undefined ? (
        <span className="comment-text" title={comment}>
          {comment}
        </span>
      ) : (
        <CommentInput policy={policy} rule={rule} number={number} begin={typed === '' ? comment : typed} />
      )}
    </GridCell>
  );
}

interface CommentInputProps {
  readonly policy: Id;
  readonly rule: Rule;
  readonly number: number;
  readonly begin: string;
}

function CommentInput({ policy, rule, number, begin }: CommentInputProps) {
  const [text, setText] = useState(begin);
  const box = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => box.current?.focus(), []);
  const end = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    if (keep) {
      const comment = text.trim() === '' ? undefined : text.trim();
      edit(`Change comment of rule ${number}`, (document) =>
        updateRule(document, { policy, rule: rule.id }, { comment }),
      );
    }
    useGrid.setState({ editing: undefined });
  };
  return (
    <input
      ref={box}
      className="comment-input"
      aria-label={`Comment of rule ${number}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter');
        focusCursor();
      }}
    />
  );
}
