import type { Cursor } from '../rule-edits/grid-store.ts';
import { currentLines } from '../rule-edits/shown-table.ts';
import { DERIVED_HEIGHT } from './derived/SectionBody.tsx';

/** The cell of a cursor. A heading has one cell for all columns. */
export function cellElement(box: ParentNode, { line, column }: Cursor): HTMLElement | null {
  const named = (name: string) => box.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"]`);
  return named(`${line}/${column}`) ?? named(line);
}

/** Gives a cell the focus and brings it into view; of a long section it may have to be drawn first. */
export function focusCell(box: HTMLElement, cursor: Cursor): void {
  const cell = cellElement(box, cursor);
  if (cell) {
    if (!cell.contains(document.activeElement)) cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return;
  }
  const lines = currentLines();
  const at = lines.findIndex(({ key }) => key === cursor.line);
  const head = lines.findLastIndex((line, index) => index < at && line.kind === 'section');
  const row = box.querySelector<HTMLElement>(`[data-cell="${CSS.escape(lines[head]?.key ?? '')}"]`);
  if (at < 0 || !row) return;
  const top = row.getBoundingClientRect().bottom - box.getBoundingClientRect().top + box.scrollTop;
  box.scrollTop = top + (at - head - 1) * DERIVED_HEIGHT - box.clientHeight / 2;
  // One frame for the scrolling to be heard, one for the rows to be drawn.
  requestAnimationFrame(() => requestAnimationFrame(() => cellElement(box, cursor)?.focus({ preventScroll: true })));
}
