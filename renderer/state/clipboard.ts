import type { Document, Group, Id } from '../../shared/document/document.ts';
import { copyRecords, readClip } from '../../shared/document/edits/clipboard.ts';
import { setMember } from '../../shared/document/edits/membership.ts';
import { pasteRecords } from '../../shared/document/edits/paste-records.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { boxAround } from '../layout/geometry.ts';
import { placeObjects } from '../layout/place-objects.ts';
import { askBefore } from './ask-to-delete.ts';
import { canvasControls } from './canvas-controls.ts';
import { currentDocument, edit, useDocumentStore } from './document-store.ts';
import { notify } from './notice-store.ts';
import { countLabel, deleteObjects } from './object-edits.ts';
import { findEntry } from './records.ts';
import { useSelection } from './selection-store.ts';

/** What this window copied last: for a menu where the system's clipboard may not be read. */
let copied: string | undefined;
let lastPasted: string | undefined;
let pastes = 0;

const FOREIGN =
  'Nothing was pasted: the clipboard holds no objects of Bridgewarden. Select objects on a canvas and copy them first.';
const UNREADABLE = 'The clipboard may not be read from here: press Ctrl+V to paste what was copied elsewhere.';

/** What is selected as text for the system's clipboard; `undefined` when nothing is. */
export function copiedText(): string | undefined {
  const { ids } = useSelection.getState();
  if (ids.length === 0) return undefined;
  const document = currentDocument();
  const places = placeObjects(document);
  // Objects that nobody has moved yet have no place in the view; their copies should stand beside them all the same.
  const shown = new Map(ids.flatMap((id) => (places.has(id) ? [[id, places.get(id) ?? { x: 0, y: 0 }] as const] : [])));
  copied = copyRecords(moveNodes(document, shown), ids);
  lastPasted = undefined;
  return copied;
}

/** Which groups what was cut last was a member of: pasted back it belongs to them again. */
let cut: { readonly text: string; readonly loads: number; readonly groups: readonly Group[] } | undefined;

/** Deletes what was copied just now, or asks first when something names it. */
export function deleteCut(): void {
  const { ids } = useSelection.getState();
  const label = countLabel('Cut', ids);
  const text = copied;
  askBefore(ids, {
    label,
    run() {
      const { loads } = useDocumentStore.getState();
      const { groups } = currentDocument();
      deleteObjects(ids, label);
      cut = text === undefined ? undefined : { text, loads, groups };
    },
  });
}

/** Only what comes back under the very id that it had: a copy made beside the original is somebody else. */
function inGroupsAgain(document: Document, text: string, pasted: readonly Id[]): Document {
  if (cut?.text !== text || cut.loads !== useDocumentStore.getState().loads) return document;
  return cut.groups.reduce(
    (result, { id, members }) =>
      pasted.filter((one) => members.includes(one)).reduce((now, one) => setMember(now, id, one, true), result),
    document,
  );
}

/** From a menu, where no event of the clipboard comes along. */
export async function copySelection(): Promise<boolean> {
  const text = copiedText();
  if (text === undefined) return false;
  // Refused by some browsers: then the copy is good for this window only.
  await navigator.clipboard.writeText(text).catch(() => undefined);
  return true;
}

export async function cutSelection(): Promise<void> {
  if (await copySelection()) deleteCut();
}

/** From a menu: the system's clipboard if it may be read, else what this window copied. */
export async function pasteCopied(): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => undefined);
  if (text !== undefined && (text !== '' || copied === undefined)) pasteText(text);
  else if (copied !== undefined) pasteText(copied);
  else notify(UNREADABLE, 'error');
}

export function duplicateSelection(): void {
  const before = copied;
  const text = copiedText();
  copied = before;
  if (text !== undefined) paste(text, 'Duplicate', 30);
}

/** Pastes objects that this or another window copied; anything else is refused with a sentence. */
export function pasteText(text: string): void {
  if (readClip(text) === undefined) {
    notify(FOREIGN, 'error');
    return;
  }
  pastes = text === lastPasted ? pastes + 1 : 1;
  lastPasted = text;
  paste(text, 'Paste', pastes * 30);
}

/** Copies stand below their originals, so that they do not hide them. */
function paste(text: string, verb: string, by: number): void {
  const height = heightOf(text);
  const clip = pasteRecords(currentDocument(), text, { offset: { x: by, y: height + by } });
  const pasted = { ...clip, document: inGroupsAgain(clip.document, text, clip.ids) };
  const ids = pasted.ids.filter((id) => SELECTED_KINDS.has(findEntry(pasted.document, id)?.kind ?? ''));
  edit(countLabel(verb, ids.length > 0 ? ids : pasted.ids, pasted.document), () => pasted.document, { select: ids });
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

function heightOf(text: string): number {
  const document = readClip(text)?.document;
  if (document === undefined) return 0;
  const places = placeObjects(document);
  const boxes = Object.keys(document.view?.nodes ?? {}).flatMap((id: Id) => places.get(id) ?? []);
  return Math.min(boxAround(boxes)?.height ?? 0, 400);
}
