import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';

/** Records that are dragged about in the window, from the tree or from a cell of the rule table: a JSON list of their ids. */
export const OBJECTS_TYPE = 'application/x-bridgewarden-objects';

interface ObjectDrag {
  /** What is being dragged now; empty when nothing is. A browser tells the data itself only when it is dropped. */
  readonly ids: readonly Id[];
}

const NOTHING: ObjectDrag = { ids: [] };

/** The drag that is under way, so that places can light up where it fits. */
export const useObjectDrag = create<ObjectDrag>()(() => NOTHING);

/** Makes a drag one of objects; to be called as it starts. The names are what other programs get of it. */
export function setDraggedObjects(transfer: DataTransfer, ids: readonly Id[], names?: readonly string[]): void {
  transfer.setData(OBJECTS_TYPE, JSON.stringify(ids));
  if (names !== undefined) transfer.setData('text/plain', names.join(', '));
  transfer.effectAllowed = 'copyMove';
}

/** Whether a drag is one of objects: all that may be asked while it goes on. */
export function hasDraggedObjects(transfer: Pick<DataTransfer, 'types'>): boolean {
  return transfer.types.includes(OBJECTS_TYPE);
}

/** The ids that were dropped; none when it was something else, or damaged. */
export function draggedObjects(transfer: Pick<DataTransfer, 'getData'>): readonly Id[] {
  const text = transfer.getData(OBJECTS_TYPE);
  if (text === '') return [];
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** For drags that are not the browser's own, such as that of an object of the drawing: says what is dragged. */
export function beginObjectDrag(ids: readonly Id[]): void {
  useObjectDrag.setState({ ids });
}

export function endObjectDrag(): void {
  if (useObjectDrag.getState().ids.length > 0) useObjectDrag.setState(NOTHING);
}

/** Hears every drag of the browser's own, whoever starts it: whoever sets the data need not say it twice. */
export function watchObjectDrags(): void {
  window.addEventListener('dragstart', ({ dataTransfer }) => {
    if (dataTransfer && hasDraggedObjects(dataTransfer)) beginObjectDrag(draggedObjects(dataTransfer));
  });
  // On the way down: a source may keep it from coming up again.
  window.addEventListener('dragend', endObjectDrag, true);
}
