import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { countWords } from '../../shared/document/describe.ts';
import { COLUMNS } from '../rule-edits/columns.ts';
import { focusCursor } from '../rule-edits/grid-store.ts';
import { renameGroup } from '../rule-edits/rule-commands.ts';
import type { TableLine } from '../rule-edits/table-lines.ts';
import { useUi } from '../state/ui-store.ts';

interface GroupRowProps {
  readonly line: Extract<TableLine, { kind: 'group' }>;
  readonly isCursor: boolean;
}

/** The heading over rules that stand together. */
export function GroupRow({ line, isCursor }: GroupRowProps) {
  const { name, color, rules, open, key } = line;
  const renaming = useUi((state) => state.renaming === key);
  const count = countWords(rules.length, 'rule');
  return (
    <tr className={`group-row${color ? ` has-color is-${color}` : ''}`} aria-label={`Group ${name}: ${count}`}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid a td is a gridcell, which unfolds its row. */}
      <td colSpan={COLUMNS.length} data-cell={key} tabIndex={isCursor ? 0 : -1} aria-expanded={open}>
        <div className="wide-line">
          <span data-fold className="fold-area">
            <ChevronRight size={13} className={open ? 'fold is-open' : 'fold'} aria-hidden />
          </span>
          {renaming ? (
            <NameInput name={name} onEnd={(now) => renameGroup(rules, name, now)} />
          ) : (
            <span className="group-name" data-rename>
              {name}
            </span>
          )}
          <span className="line-count">{rules.length}</span>
        </div>
      </td>
    </tr>
  );
}

function NameInput({ name, onEnd }: { readonly name: string; readonly onEnd: (name: string) => void }) {
  const box = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    // After the table has given the focus to the heading's cell.
    const frame = requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const end = (text: string | undefined) => {
    if (done.current) return;
    done.current = true;
    useUi.setState({ renaming: undefined });
    if (text !== undefined) onEnd(text);
  };
  return (
    <input
      ref={box}
      className="group-input"
      aria-label="Name of the group"
      defaultValue={name}
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter' ? event.currentTarget.value : undefined);
        focusCursor();
      }}
    />
  );
}
