import type { ReactNode } from 'react';
import type { Finding } from '../../../shared/document/finding.ts';
import type { ColumnId } from '../../rule-edits/columns.ts';
import { useGrid } from '../../rule-edits/grid-store.ts';

interface GridCellProps {
  readonly line: string;
  readonly column: ColumnId;
  /** What a screen reader says: which cell of which rule, and what stands in it. */
  readonly label: string;
  readonly isCursor: boolean;
  readonly finding?: Finding | undefined;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** One cell of a rule. The table itself hears its keys, clicks and drops: a thousand cells need no listeners of their own. */
export function GridCell({ line, column, label, isCursor, finding, className, children }: GridCellProps) {
  const cell = `${line}/${column}`;
  const drop = useGrid((state) =>
    state.dropHint?.cell === cell ? (state.dropHint.fits ? 'takes' : 'refuses') : undefined,
  );
  const classes = ['rule-cell', className, drop && `is-${drop}`, finding && `has-${finding.severity}`];
  return (
    <td
      data-cell={cell}
      data-column={column}
      tabIndex={isCursor ? 0 : -1}
      aria-label={finding ? `${label}; ${finding.severity}: ${finding.message}` : label}
      title={finding?.message}
      className={classes.filter(Boolean).join(' ')}
    >
      {children}
    </td>
  );
}
