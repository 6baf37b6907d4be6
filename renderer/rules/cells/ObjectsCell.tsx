import { ArrowDownToLine, ArrowUpFromLine, Plus } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { Id, Rule } from '../../../shared/document/document.ts';
import { canNegate, cellIds, type RuleCell } from '../../../shared/document/edits/rule-cells.ts';
import type { Finding } from '../../../shared/document/finding.ts';
import type { IdentifiedKind } from '../../../shared/document/record-kind.ts';
import { KIND_ICONS } from '../../controls/kind-icons.ts';
import { COLUMNS } from '../../rule-edits/columns.ts';
import { useGrid } from '../../rule-edits/grid-store.ts';
import { useDocument } from '../../state/document-store.ts';
import { setDraggedObjects } from '../../state/drag-objects.ts';
import { findEntry } from '../../state/records.ts';
import { GridCell } from './GridCell.tsx';

interface ObjectsCellProps {
  readonly policy: Id;
  readonly rule: Rule;
  readonly number: number;
  readonly cell: Exclude<RuleCell, 'action'>;
  readonly isCursor: boolean;
  readonly finding?: Finding | undefined;
}

const DIRECTIONS = {
  in: { words: 'in by', icon: ArrowUpFromLine, title: 'Into the bridge, up from the guest' },
  out: { words: 'out by', icon: ArrowDownToLine, title: 'Out of the bridge, down to the guest' },
} as const;

/** The objects of a cell as chips that can be dragged. */
export function ObjectsCell({ policy, rule, number, cell, isCursor, finding }: ObjectsCellProps) {
  const line = `rule:${rule.id}`;
  const ids = cellIds(rule, cell);
  const names = useDocument(useShallow((document) => ids.map((id) => findEntry(document, id)?.record.name ?? id)));
  const kinds = useDocument(useShallow((document) => ids.map((id) => findEntry(document, id)?.kind)));
  const chosen = useGrid((state) =>
    state.cursor?.line === line && state.cursor.column === cell ? state.cursor.chip : undefined,
  );
  const negated = canNegate(cell) && rule.not?.[cell] === true;
  const way = cell === 'ports' && rule.direction !== 'both' ? rule.direction && DIRECTIONS[rule.direction] : undefined;
  const title = COLUMNS.find(({ id }) => id === cell)?.title ?? cell;
  const words = ids.length === 0 ? 'any' : names.join(', ');
  const label = `${title} of rule ${number}: ${way ? `${way.words} ` : ''}${negated ? 'not ' : ''}${words}`;
  return (
    <GridCell line={line} column={cell} label={label} isCursor={isCursor} finding={finding} className="is-objects">
      <div className="chips">
        {way && (
          <span className="chip is-way" title={way.title}>
            <way.icon size={12} aria-hidden />
            {way.words.split(' ')[0]}
          </span>
        )}
        {negated && <span className="chip is-not">not</span>}
        {ids.length === 0 && !way && <span className="chip is-any">any</span>}
        {ids.map((id, index) => (
          <Chip
            key={id}
            id={id}
            name={names[index] ?? id}
            kind={kinds[index]}
            isChosen={chosen === id}
            onDrag={() => useGrid.setState({ from: { policy, rule: rule.id, cell } })}
          />
        ))}
      </div>
      <span className="cell-plus" data-edit aria-hidden>
        <Plus size={12} />
      </span>
    </GridCell>
  );
}

interface ChipProps {
  readonly id: Id;
  readonly name: string;
  readonly kind: IdentifiedKind | undefined;
  readonly isChosen: boolean;
  readonly onDrag: () => void;
}

function Chip({ id, name, kind, isChosen, onDrag }: ChipProps) {
  const Icon = kind && KIND_ICONS[kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragged with the mouse; by keyboard it is cut and pasted.
    <span
      className={`chip is-object${isChosen ? ' is-chosen' : ''}${kind === undefined ? ' is-gone' : ''}`}
      data-chip={id}
      title={name}
      draggable
      onDragStart={(event) => {
        setDraggedObjects(event.dataTransfer, [id], [name]);
        onDrag();
      }}
    >
      {Icon && <Icon size={12} aria-hidden />}
      <span className="chip-name">{name}</span>
    </span>
  );
}
