import type { Document } from '../../shared/document/document.ts';
import { moveNodes } from '../../shared/document/edits/place-nodes.ts';
import { sizesOf } from '../layout/place-objects.ts';
import { currentDocument, edit, useDocumentStore } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';
import { refuseLocked } from '../state/refuse-locked.ts';
import { doWork } from '../state/work-store.ts';
import type { Places } from '../worker/arrange-protocol.ts';

type FindPlaces = (document: Document, signal: AbortSignal) => Promise<Places>;

/**
 * Arranges the drawing anew, as one step. What is drawn meanwhile is arranged with the rest, in a second attempt; another
 * document that is opened meanwhile is left alone. True when something was moved.
 */
export async function arrangeDrawing(findPlaces: FindPlaces): Promise<boolean> {
  if (refuseLocked()) return false;
  const { loads } = useDocumentStore.getState();
  const isGone = () => useDocumentStore.getState().loads !== loads;
  const find = async (signal: AbortSignal): Promise<Places> => {
    let about: Document;
    let places: Places;
    do {
      about = currentDocument();
      places = await findPlaces(about, signal);
    } while (!isGone() && !isSameDrawing(about, currentDocument()));
    return places;
  };
  let places: Places | undefined;
  try {
    places = await doWork('Arranging the drawing', find);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notify(`The drawing was not arranged, and nothing was moved. ${why}`, 'error');
    return false;
  }
  if (places === undefined) return false;
  if (isGone()) {
    notify('Nothing was arranged: another document was opened meanwhile.');
    return false;
  }
  if (refuseLocked()) return false;
  const found = places;
  edit('Arrange the drawing', (document) => moveNodes(document, found));
  return true;
}

/** True when an arrangement of the one fits the other: the same objects, lines and sizes, wherever they stand. */
function isSameDrawing(before: Document, now: Document): boolean {
  const same = (['hosts', 'guests', 'externals', 'groups'] as const).every((kind) => before[kind] === now[kind]);
  if (!same || before.view?.nodes === now.view?.nodes) return same;
  // A bridge may have been given another width.
  const sizes = sizesOf(before);
  return [...sizesOf(now)].every(([id, { width }]) => sizes.get(id)?.width === width);
}
