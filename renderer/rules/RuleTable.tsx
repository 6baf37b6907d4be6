import { Plus } from 'lucide-react';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { Policy } from '../../shared/document/document.ts';
import { fittingColumns } from '../rule-edits/cell-fit.ts';
import { COLUMNS, columnWidths } from '../rule-edits/columns.ts';
import { setCursor, toggleFold, useGrid } from '../rule-edits/grid-store.ts';
import { currentLines, effectiveCursor } from '../rule-edits/shown-table.ts';
import type { TableLine } from '../rule-edits/table-lines.ts';
import { currentDocument } from '../state/document-store.ts';
import { useObjectDrag } from '../state/drag-objects.ts';
import { useSelection } from '../state/selection-store.ts';
import { SectionBody } from './derived/SectionBody.tsx';
import { focusCell } from './focus-cell.ts';
import { GroupRow } from './GroupRow.tsx';
import { RuleRow } from './RuleRow.tsx';
import { TableHead } from './TableHead.tsx';
import { onTableClick, onTableDoubleClick, onTableFocus } from './table-clicks.ts';
import { onTableKey } from './table-keys.ts';
import { useRoom } from './use-room.ts';
import { useTableDrop } from './use-table-drop.ts';

interface RuleTableProps {
  readonly policy: Policy;
  readonly host: CompiledHost | undefined;
}

/** The whole order: what is derived, the policy's own rules in their place, what they became. */
export function RuleTable({ policy, host }: RuleTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const widths = useGrid((state) => state.widths);
  const stored = useGrid((state) => state.cursor);
  const chosen = useGrid((state) => state.chosen);
  // Unfolding changes the lines, which are read below.
  useGrid((state) => state.opened);
  useGrid((state) => state.folded);
  const lines = currentLines();
  const cursor = effectiveCursor(lines, stored);
  const dragged = useObjectDrag((state) => state.ids);
  const lit = useMemo(() => fittingColumns(currentDocument(), dragged), [dragged]);
  const columns = columnWidths(room, widths);
  const total = columns.reduce((sum, width) => sum + width, 0);
  const drop = useTableDrop(box);
  useCursorFocus(box);
  useFocusedRule(policy);
  const row = (line: TableLine) => {
    const isCursor = cursor?.line === line.key;
    switch (line.kind) {
      case 'rule':
        return (
          <RuleRow
            key={line.key}
            policy={policy.id}
            rule={line.rule}
            index={line.index}
            color={line.color}
            host={host}
            cursor={isCursor ? cursor.column : undefined}
            isChosen={chosen.has(line.rule.id)}
          />
        );
      case 'group':
        return <GroupRow key={line.key} line={line} isCursor={isCursor} />;
      case 'add':
        return <AddRow key={line.key} isCursor={isCursor} count={policy.rules.length} />;
      default:
        return undefined;
    }
  };
  const section = (line: TableLine) =>
    line.kind === 'section' && host ? (
      <SectionBody key={line.key} line={line} host={host} cursor={cursorIn(line, cursor?.line)} />
    ) : undefined;
  const add = lines.findIndex(({ kind }) => kind === 'add');
  const own = lines.filter(({ kind }) => kind === 'rule' || kind === 'group' || kind === 'add');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is heard here comes from the cells of the grid.
    <div
      ref={box}
      className={['rules-scroll', ...lit.map((column) => `takes-${column}`)].join(' ')}
      data-region="rules"
      style={{ '--room': `${room}px`, '--number': `${columns[0]}px`, '--source': `${columns[1]}px` } as CSSProperties}
      onKeyDown={onTableKey}
      onFocus={onTableFocus}
      onClick={onTableClick}
      onDoubleClick={onTableDoubleClick}
      {...drop}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is edited cell by cell is a grid.
        role="grid"
        className="rules"
        aria-label={`Rules of ${policy.name}`}
        aria-multiselectable
        style={{ width: total }}
      >
        <colgroup>
          {COLUMNS.map(({ id }, index) => (
            <col key={id} style={{ width: columns[index] }} />
          ))}
        </colgroup>
        <TableHead />
        {lines.slice(0, add).map(section)}
        <tbody aria-label={`Rules of ${policy.name}`}>{own.map(row)}</tbody>
        {lines.slice(add + 1).map(section)}
      </table>
    </div>
  );
}

function cursorIn(line: Extract<TableLine, { kind: 'section' }>, cursor: string | undefined): string | undefined {
  if (cursor === line.key) return cursor;
  if (!line.open || !cursor?.startsWith('derived:')) return undefined;
  return line.rules.some(({ number }) => cursor === `derived:${number}`) ? cursor : undefined;
}

function AddRow({ isCursor, count }: { readonly isCursor: boolean; readonly count: number }) {
  const hint = useGrid((state) => (state.dropHint?.cell === 'add' ? (state.dropHint.fits ? 'takes' : 'refuses') : ''));
  const dropAbove = useGrid((state) => state.moveTo === count);
  const empty = count === 0 ? 'No rules yet: nothing is accepted. ' : '';
  return (
    <tr className={`add-row is-${hint}${dropAbove ? ' drops-above' : ''}`} data-line="add" aria-label="Add a rule">
      <td colSpan={COLUMNS.length} data-cell="add" tabIndex={isCursor ? 0 : -1}>
        <div className="wide-line">
          <Plus size={13} aria-hidden />
          {empty}Add a rule, or drop objects here to begin one
        </div>
      </td>
    </tr>
  );
}

/** Whenever the cursor is sent somewhere, its cell takes the focus. */
function useCursorFocus(box: { readonly current: HTMLDivElement | null }): void {
  const calls = useGrid((state) => state.focusCalls);
  const first = useRef(calls);
  useEffect(() => {
    if (first.current === calls) return;
    first.current = calls;
    const cursor = effectiveCursor(currentLines(), useGrid.getState().cursor);
    if (box.current && cursor) focusCell(box.current, cursor);
  }, [box, calls]);
}

/** A rule that is pointed at from elsewhere, from a problem or the script, comes under the cursor. */
function useFocusedRule(policy: Policy): void {
  const ref = useSelection((state) => state.rule);
  const own = policy.id;
  useEffect(() => {
    if (ref?.policy !== own) return;
    const { rule } = ref;
    // Who works in its row sees it; a row that moved under the mouse would take the click from it.
    if (document.activeElement?.closest(`[data-rule="${CSS.escape(rule)}"]`)) return;
    const head = currentLines().find((line) => line.kind === 'group' && !line.open && line.rules.includes(rule));
    if (head) toggleFold('folded', head.key);
    const { cursor } = useGrid.getState();
    if (cursor?.line !== `rule:${rule}`) setCursor({ line: `rule:${rule}`, column: cursor?.column ?? 'number' }, false);
    requestAnimationFrame(() =>
      document.querySelector(`[data-rule="${CSS.escape(rule)}"]`)?.scrollIntoView({ block: 'nearest' }),
    );
  }, [ref, own]);
}
