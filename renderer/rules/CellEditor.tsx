import { useMemo, useRef } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { Policy, Rule } from '../../shared/document/document.ts';
import { type CellRef, canNegate, cellIds, negateCell } from '../../shared/document/edits/rule-cells.ts';
import { SwitchRow } from '../controls/SwitchRow.tsx';
import { cellWords } from '../rule-edits/cell-commands.ts';
import { COLUMNS, type ColumnId, cellOf } from '../rule-edits/columns.ts';
import { focusCursor, setCursor, useGrid } from '../rule-edits/grid-store.ts';
import { ruleNumber } from '../rule-edits/rule-words.ts';
import { edit } from '../state/document-store.ts';
import { ActionPicker } from './ActionPicker.tsx';
import { toggleChoice } from './cell-choices.ts';
import { DirectionChoice } from './DirectionChoice.tsx';
import { cellElement } from './focus-cell.ts';
import { ObjectPicker } from './ObjectPicker.tsx';

/** What opens on a cell to change it. Comments are written in their place. */
export function CellEditor({ policy }: { readonly policy: Policy }) {
  const editing = useGrid((state) => state.editing);
  const rule = policy.rules.find(({ id }) => id === editing?.rule);
  if (editing === undefined || rule === undefined || cellOf(editing.column) === undefined) return undefined;
  const { column, text } = editing;
  return <Editor key={`${rule.id}/${column}`} policy={policy} rule={rule} column={column} text={text} />;
}

interface EditorProps {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly column: ColumnId;
  readonly text: string;
}

function Editor({ policy, rule, column, text }: EditorProps) {
  const line = `rule:${rule.id}`;
  const anchor = useRef(cellElement(document, { line, column }));
  const title = `${COLUMNS.find(({ id }) => id === column)?.title} of rule ${ruleNumber(policy, rule.id)}`;
  const end = (go: -1 | 0 | 1) => {
    useGrid.setState({ editing: undefined });
    const at = COLUMNS.findIndex(({ id }) => id === column) + go;
    setCursor({ line, column: COLUMNS[at]?.id ?? column }, false);
    // After the popover has given the focus back by itself.
    requestAnimationFrame(focusCursor);
  };
  const cell = cellOf(column);
  const ref = useMemo<CellRef | undefined>(
    () => cell && { policy: policy.id, rule: rule.id, cell },
    [policy.id, rule.id, cell],
  );
  if (ref === undefined) return undefined;
  return (
    <Popover
      className="popover is-picker"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && end(0)}
      placement="bottom start"
      offset={2}
    >
      <Dialog className="dialog" aria-label={title}>
        {ref.cell === 'action' ? (
          <ActionPicker rule={rule} cell={ref} title={title} text={text} onEnd={end} />
        ) : (
          <CellPicker rule={rule} cell={ref} column={column} title={title} text={text} onEnd={end} />
        )}
      </Dialog>
    </Popover>
  );
}

interface CellPickerProps {
  readonly rule: Rule;
  readonly cell: CellRef;
  readonly column: ColumnId;
  readonly title: string;
  readonly text: string;
  readonly onEnd: (go: -1 | 0 | 1) => void;
}

function CellPicker({ rule, cell, column, title, text, onEnd }: CellPickerProps) {
  const ids = cellIds(rule, cell.cell);
  const words = cellWords(rule.id, column);
  const { cell: name } = cell;
  return (
    <ObjectPicker
      title={title}
      cell={name}
      ids={ids}
      text={text}
      onToggle={(choice) => edit(`Change ${words}`, (document) => toggleChoice(document, cell, choice))}
      onEnd={onEnd}
    >
      {name === 'ports' && <DirectionChoice rule={rule} cell={cell} words={words} />}
      {canNegate(name) && ids.length > 0 && (
        <div className="picker-foot">
          <SwitchRow
            label="All except these"
            isSelected={rule.not?.[name] ?? false}
            onChange={(on) =>
              edit(`${on ? 'Negate' : 'Do not negate'} ${words}`, (document) => negateCell(document, cell, on))
            }
          />
        </div>
      )}
    </ObjectPicker>
  );
}
