import type { Id } from '../../shared/document/document.ts';

/** The objects that are elements of their own although the drawing is seen from afar. */
export interface NearNodes {
  readonly ids: ReadonlySet<Id>;
  readonly selection: readonly Id[];
  readonly near: Id | undefined;
}

/** More than this are painted although they are selected. */
const MOST_NEAR = 100;

/** What is selected, and what the mouse or the focus is on. Gives the same value for the same objects. */
export function nearNodes(selection: readonly Id[], near: Id | undefined, before: NearNodes | undefined): NearNodes {
  if (before?.selection === selection && before.near === near) return before;
  const ids = new Set(selection.length > MOST_NEAR ? [] : selection);
  if (near !== undefined) ids.add(near);
  return { ids, selection, near };
}
