import { Check } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { Id, Rule } from '../../shared/document/document.ts';
import type { RuleColor } from '../../shared/document/edits/rule-labels.ts';
import type { Finding } from '../../shared/document/finding.ts';
import { COLUMNS, type ColumnId, columnOfField } from '../rule-edits/columns.ts';
import { compiledOf } from '../rule-edits/compiled-index.ts';
import { useGrid } from '../rule-edits/grid-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { ActionCell } from './cells/ActionCell.tsx';
import { CommentCell } from './cells/CommentCell.tsx';
import { GridCell } from './cells/GridCell.tsx';
import { NumberCell } from './cells/NumberCell.tsx';
import { ObjectsCell } from './cells/ObjectsCell.tsx';

interface RuleRowProps {
  readonly policy: Id;
  readonly rule: Rule;
  readonly index: number;
  readonly color: RuleColor | undefined;
  readonly host: CompiledHost | undefined;
  /** The column of the cursor, when it is in this row. */
  readonly cursor: ColumnId | undefined;
  readonly isChosen: boolean;
}

/** One of the administrator's rules. */
export const RuleRow = memo(function RuleRow({ policy, rule, index, color, host, cursor, isChosen }: RuleRowProps) {
  const number = index + 1;
  const findings = useResults(
    useShallow((state) => allFindings(state).filter((one) => one.rule?.policy === policy && one.rule.rule === rule.id)),
  );
  const isFocused = useSelection((state) => state.rule?.policy === policy && state.rule.rule === rule.id);
  const dropAbove = useGrid((state) => state.moveTo === index);
  const moves = useGrid((state) => state.moving.some((one) => one.policy === policy && one.rule === rule.id));
  const at = (column: ColumnId) => ({
    rule,
    number,
    isCursor: cursor === column,
    finding: findingAt(findings, column),
  });
  const classes = [
    'rule-row',
    isFocused && 'is-focused',
    isChosen && 'is-chosen',
    rule.enabled === false && 'is-off',
    dropAbove && 'drops-above',
    moves && 'is-moving',
  ];
  return (
    <>
      <tr
        className={classes.filter(Boolean).join(' ')}
        data-rule={rule.id}
        data-index={index}
        aria-label={`Rule ${number}`}
        aria-selected={isChosen}
      >
        <NumberCell {...at('number')} color={color} compiled={compiledOf(host, { policy, rule: rule.id })} />
        <ObjectsCell {...at('source')} policy={policy} cell="source" />
        <ObjectsCell {...at('destination')} policy={policy} cell="destination" />
        <ObjectsCell {...at('service')} policy={policy} cell="service" />
        <ObjectsCell {...at('ports')} policy={policy} cell="ports" />
        <ActionCell {...at('action')} />
        <ObjectsCell {...at('interval')} policy={policy} cell="interval" />
        <ObjectsCell {...at('user')} policy={policy} cell="user" />
        <GridCell
          line={`rule:${rule.id}`}
          column="log"
          label={`Log of rule ${number}: ${rule.log ? 'on' : 'off'}`}
          isCursor={cursor === 'log'}
          className="is-log"
        >
          <span className="check-box" data-toggle data-selected={rule.log ? true : undefined} aria-hidden>
            <Check size={12} strokeWidth={3} />
          </span>
        </GridCell>
        <CommentCell {...at('comment')} policy={policy} />
      </tr>
      {findings.map((finding) => (
        <FindingRow key={finding.code + (finding.field ?? '')} finding={finding} number={number} />
      ))}
    </>
  );
});

function findingAt(findings: readonly Finding[], column: ColumnId): Finding | undefined {
  return findings.find((finding) => finding.severity !== 'info' && columnOfField(finding.field) === column);
}

/** What is wrong, in a sentence that begins under the cell that it is about. */
function FindingRow({ finding, number }: { readonly finding: Finding; readonly number: number }) {
  const before = Math.min(
    COLUMNS.findIndex(({ id }) => id === columnOfField(finding.field)),
    5,
  );
  return (
    <tr className="rule-finding-row" aria-label={`Finding about rule ${number}`}>
      {before > 0 && <td colSpan={before} />}
      <td colSpan={COLUMNS.length - before} className={`row-finding is-${finding.severity}`}>
        {finding.message}
      </td>
    </tr>
  );
}
