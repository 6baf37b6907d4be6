import { type DragEvent, type RefObject, useEffect, useMemo } from 'react';
import type { Id } from '../../shared/document/document.ts';
import { beginRuleWith, cellWords, putIntoCell } from '../rule-edits/cell-commands.ts';
import { fitInto, fittingColumns } from '../rule-edits/cell-fit.ts';
import { type ColumnId, cellOf } from '../rule-edits/columns.ts';
import { endDrag, setCursor, useGrid } from '../rule-edits/grid-store.ts';
import { shownPolicy } from '../rule-edits/shown-table.ts';
import { currentDocument } from '../state/document-store.ts';
import { draggedObjects, hasDraggedObjects, useObjectDrag } from '../state/drag-objects.ts';
import { addDropZone, type DropPoint } from '../state/drop-zones.ts';
import { notify } from '../state/notice-store.ts';
import { beginRuleDrag, dropRules, isRuleDrag, ruleDragOver } from './drag-rules.ts';
import { cellAround } from './table-clicks.ts';

/** Objects that are dropped into cells, by the browser's drag and drop or out of the drawing, and rows that are dragged. */
export function useTableDrop(box: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    return addDropZone({
      element,
      over: (ids, point) => {
        over(ids, point);
        scrollNear(element, point);
      },
      leave: endDrag,
      drop,
    });
  }, [box]);
  return useMemo(
    () => ({
      onDragStart(event: DragEvent) {
        beginRuleDrag(event);
      },
      onDragOver(event: DragEvent) {
        if (isRuleDrag(event)) {
          event.preventDefault();
          ruleDragOver(event);
        } else if (hasDraggedObjects(event.dataTransfer)) {
          event.preventDefault();
          const fits = over(useObjectDrag.getState().ids, event);
          const moves = useGrid.getState().from !== undefined && !event.ctrlKey;
          event.dataTransfer.dropEffect = fits ? (moves ? 'move' : 'copy') : 'none';
        }
      },
      onDragLeave(event: DragEvent) {
        if (event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget)) return;
        useGrid.setState({ dropHint: undefined, moveTo: undefined });
      },
      onDrop(event: DragEvent) {
        event.preventDefault();
        if (isRuleDrag(event)) dropRules(event);
        else drop(draggedObjects(event.dataTransfer), event);
      },
      onDragEnd: endDrag,
    }),
    [box],
  );
}

interface Target {
  readonly line: string;
  readonly column: ColumnId;
}

/** Shows what would become of it; true when it fits there. */
function over(ids: readonly Id[], point: DropPoint): boolean {
  const target = targetAt(point, ids);
  if (target === undefined) {
    if (useGrid.getState().dropHint) useGrid.setState({ dropHint: undefined });
    return false;
  }
  const { ids: fitting, why } = fitInto(currentDocument(), target.column, ids);
  const rule = ruleOf(target);
  const where = rule === undefined ? 'a new rule' : cellWords(rule, target.column);
  const { from } = useGrid.getState();
  const verb = from === undefined ? 'Add to' : point.ctrlKey ? 'Copy to' : 'Move to';
  const words = fitting.length > 0 ? `${verb} ${where}` : (why ?? '');
  const cell = rule === undefined ? target.line : `${target.line}/${target.column}`;
  useGrid.setState({ dropHint: { cell, fits: fitting.length > 0, words, x: point.clientX, y: point.clientY } });
  return fitting.length > 0;
}

function drop(ids: readonly Id[], point: DropPoint): void {
  const { from } = useGrid.getState();
  const target = targetAt(point, ids);
  const policy = shownPolicy();
  endDrag();
  if (target === undefined || policy === undefined) return;
  const rule = ruleOf(target);
  // Onto the line below all rules: they make a new one.
  if (rule === undefined) {
    beginRuleWith(target.column, ids);
    return;
  }
  const cell = cellOf(target.column);
  if (cell === undefined) {
    const { why } = fitInto(currentDocument(), target.column, ids);
    if (why !== undefined) notify(why);
    return;
  }
  putIntoCell({ policy: policy.id, rule, cell, column: target.column }, ids, { from, copy: point.ctrlKey });
  setCursor({ line: `rule:${rule}`, column: target.column });
}

function targetAt({ clientX, clientY }: DropPoint, ids: readonly Id[]): Target | undefined {
  const at = cellAround(document.elementFromPoint(clientX, clientY));
  if (at === undefined) return undefined;
  if (at.line.startsWith('rule:')) return at;
  const [column] = fittingColumns(currentDocument(), ids);
  return at.line === 'add' && column !== undefined ? { line: 'add', column } : undefined;
}

function ruleOf({ line }: Target): Id | undefined {
  return line.startsWith('rule:') ? line.slice('rule:'.length) : undefined;
}

/** A pointer at the edge of the table turns its pages, as a browser's own drag does. */
function scrollNear(element: Element, { clientY }: DropPoint): void {
  const { top, bottom } = element.getBoundingClientRect();
  if (clientY < top + 40) element.scrollBy({ top: -12 });
  else if (clientY > bottom - 24) element.scrollBy({ top: 12 });
}
