import type { Id } from '../../shared/document/document.ts';
import { copyRecords } from '../../shared/document/edits/clipboard.ts';
import { pasteRecords } from '../../shared/document/edits/paste-records.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { canvasControls } from '../canvas/gestures/canvas-controls.ts';
import { boxAround } from '../canvas/layout/geometry.ts';
import { placeObjects } from '../canvas/layout/place-objects.ts';
import { currentDocument, edit } from './document-store.ts';
import { countLabel, deleteObjects } from './object-edits.ts';
import { findEntry } from './records.ts';
import { useSelection } from './selection-store.ts';

interface Copied {
  readonly text: string;
  /** "3 guests", for the history. */
  readonly words: string;
  readonly height: number;
}

let copied: Copied | undefined;
let pastes = 0;

export function hasCopied(): boolean {
  return copied !== undefined;
}

export function copySelection(): void {
  const now = copySelected();
  if (!now) return;
  copied = now;
  pastes = 0;
}

export function cutSelection(): void {
  copySelection();
  const ids = useSelection.getState().ids;
  deleteObjects(ids, countLabel('Cut', ids));
}

export function pasteCopied(): void {
  if (!copied) return;
  pastes += 1;
  paste(copied, 'Paste', pastes * 30);
}

export function duplicateSelection(): void {
  const now = copySelected();
  if (now) paste(now, 'Duplicate', 30);
}

/** Copies stand below their originals, so that they do not hide them. */
function paste({ text, words, height }: Copied, verb: string, by: number): void {
  let ids: readonly Id[] = [];
  edit(
    `${verb} ${words}`,
    (document) => {
      const pasted = pasteRecords(document, text, { offset: { x: by, y: height + by } });
      ids = pasted.ids.filter((id) => SELECTED_KINDS.has(findEntry(pasted.document, id)?.kind ?? ''));
      return pasted.document;
    },
    { select: () => ids },
  );
  canvasControls()?.reveal(ids);
}

const SELECTED_KINDS = new Set([
  'host',
  'bridge',
  'guest',
  'external',
  'group',
  'policy',
  'address',
  'service',
  'user',
  'interval',
]);

function copySelected(): Copied | undefined {
  const { ids } = useSelection.getState();
  if (ids.length === 0) return undefined;
  const places = placeObjects(currentDocument());
  // Objects that nobody has moved yet have no place in the view; their copies should stand beside them all the same.
  const shown = new Map(ids.flatMap((id) => (places.has(id) ? [[id, places.get(id) ?? { x: 0, y: 0 }] as const] : [])));
  const height = boxAround(ids.flatMap((id) => places.get(id) ?? []))?.height ?? 0;
  return {
    text: copyRecords(moveNodes(currentDocument(), shown), ids),
    words: countLabel('', ids).trim(),
    height: Math.min(height, 400),
  };
}
