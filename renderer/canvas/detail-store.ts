import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';

/**
 * How much of the drawing is shown: `full`; `simple` shapes when it is so small that no word could be read; `painted` on one
 * canvas when there are also too many shapes for elements of their own.
 */
export type Detail = 'full' | 'simple' | 'painted';

interface DetailState {
  readonly detail: Detail;
  /** From afar the object under the mouse, or the one with the focus, is an element all the same: it can be dragged. */
  readonly near: Id | undefined;
}

export const useDetail = create<DetailState>()(() => ({ detail: 'full', near: undefined }));

/** Words are less than four pixels high below this. */
const SIMPLE_BELOW = 0.3;
const MOST_ELEMENTS = 400;

export function detailAt(zoom: number, objects: number): Detail {
  if (zoom >= SIMPLE_BELOW) return 'full';
  return objects > MOST_ELEMENTS ? 'painted' : 'simple';
}
