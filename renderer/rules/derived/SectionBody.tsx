import { ChevronRight, Lock } from 'lucide-react';
import { useRef } from 'react';
import type { CompiledHost, NumberedRule } from '../../../shared/compiler/result.ts';
import { countWords } from '../../../shared/document/describe.ts';
import { COLUMNS } from '../../rule-edits/columns.ts';
import { derivedKey, type TableLine } from '../../rule-edits/table-lines.ts';
import { DerivedRow } from './DerivedRow.tsx';
import { useWindow } from './use-window.ts';

/** Fixed where a section has many rows, so that of thousands only those in sight need to be there. */
export const DERIVED_HEIGHT = 25;
/** Up to here all rows of a section are there, as high as their reasons need it. */
const MOST_WHOLE = 150;

interface SectionBodyProps {
  readonly line: Extract<TableLine, { kind: 'section' }>;
  readonly host: CompiledHost;
  /** The key of the cursor's line, when it is in this section. */
  readonly cursor: string | undefined;
}

/** A section of what the compiler derives: its head, and unfolded its rules, read only. */
export function SectionBody({ line, host, cursor }: SectionBodyProps) {
  const head = useRef<HTMLTableRowElement>(null);
  const { rules, open, title, key } = line;
  const denies = rules.every(({ action }) => action === 'deny');
  const words = `${title}: ${countWords(rules.length, 'rule')}`;
  return (
    <tbody className="section-body" aria-label={title} data-section={key} data-count={open ? rules.length : 0}>
      <tr
        ref={head}
        className={`section-row${denies ? ' is-deny' : rules.some(({ action }) => action === 'deny') ? ' is-mixed' : ''}`}
        aria-label={words}
      >
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid a td is a gridcell, which unfolds its row. */}
        <td colSpan={COLUMNS.length} data-cell={key} tabIndex={cursor === key ? 0 : -1} aria-expanded={open}>
          <div className="wide-line" data-fold>
            <ChevronRight size={13} className={open ? 'fold is-open' : 'fold'} aria-hidden />
            <span className="section-title">{title}</span>
            <span className="line-count">{rules.length}</span>
            <span className="line-numbers mono">{numberSpan(rules)}</span>
            <Lock size={11} aria-label="derived, read only" className="line-lock" />
          </div>
        </td>
      </tr>
      {open && rules.length <= MOST_WHOLE && <Rows rules={rules} host={host} cursor={cursor} />}
      {open && rules.length > MOST_WHOLE && <ManyRows rules={rules} host={host} cursor={cursor} head={head} />}
    </tbody>
  );
}

interface RowsProps {
  readonly rules: readonly NumberedRule[];
  readonly host: CompiledHost;
  readonly cursor: string | undefined;
  /** As high as every other, what does not fit cut off. */
  readonly isFlat?: boolean;
}

function Rows({ rules, host, cursor, isFlat = false }: RowsProps) {
  return rules.map((rule) => (
    <DerivedRow key={rule.number} rule={rule} host={host} isFlat={isFlat} isCursor={cursor === derivedKey(rule)} />
  ));
}

interface ManyRowsProps extends RowsProps {
  readonly head: { readonly current: HTMLTableRowElement | null };
}

function ManyRows({ rules, host, cursor, head }: ManyRowsProps) {
  const { first, end } = useWindow(head, rules.length, DERIVED_HEIGHT);
  return (
    <>
      <Gap rows={first} />
      <Rows rules={rules.slice(first, end)} host={host} cursor={cursor} isFlat />
      <Gap rows={rules.length - end} />
    </>
  );
}

function Gap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return undefined;
  return (
    <tr aria-hidden>
      <td colSpan={COLUMNS.length} style={{ height: rows * DERIVED_HEIGHT, padding: 0, border: 0 }} />
    </tr>
  );
}

/** `5–12`: the numbers that the log knows the section by. */
function numberSpan(rules: readonly NumberedRule[]): string {
  const first = rules[0]?.number;
  const last = rules.at(-1)?.number;
  return first === last ? `${first}` : `${first}–${last}`;
}
