import type { KeyboardEvent } from 'react';
import type { Id } from '../../../shared/document/document.ts';
import { openCanvasDialog } from '../../state/dialog-store.ts';
import { currentDocument } from '../../state/document-store.ts';
import { select, toggleSelected, useSelection } from '../../state/selection-store.ts';
import { focusNextStop, stopOf } from './tab-stops.ts';

/** Keys that do something to an object: to the one that has the focus, selected or not. */
const ACTING = /^(Arrow\w+|Delete|Backspace|F2|ContextMenu|[cdxgzl])$/i;

/**
 * Keys on the drawing that no action has: Tab to the next object, Space selects, Enter begins a line. What an action does it does
 * to the object with the focus, so that is selected first.
 */
export function onCanvasKeyDown(event: KeyboardEvent): void {
  const here = stopOf(event.target);
  if (here === undefined || event.altKey) return;
  const adding = event.shiftKey || event.ctrlKey || event.metaKey;
  if (event.key === 'Tab' && !event.ctrlKey && !event.metaKey) {
    if (focusNextStop(here, event.shiftKey)) event.preventDefault();
  } else if (event.key === ' ') {
    event.preventDefault();
    event.stopPropagation();
    if (adding) toggleSelected(here);
    else select([here]);
  } else if (event.key === 'Enter' && !adding) {
    event.preventDefault();
    event.stopPropagation();
    beginLine(here);
  } else if (ACTING.test(event.key) && !useSelection.getState().ids.includes(here)) select([here]);
}

function beginLine(from: Id): void {
  const isGroup = currentDocument().groups.some(({ id }) => id === from);
  select([from]);
  if (!isGroup) openCanvasDialog({ kind: 'connect', from });
}
