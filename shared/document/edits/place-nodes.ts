import type { Document, Id, NodeView } from '../document.ts';
import { patchSame } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';

/** A place on the canvas, in canvas units. */
export interface At {
  readonly x: number;
  readonly y: number;
}

/** Moves nodes of the canvas; one step for all of them. Whole units, so that files stay readable. Ids that are not of the document are left out. */
export function moveNodes(document: Document, positions: Readonly<Record<Id, At>> | ReadonlyMap<Id, At>): Document {
  const moves =
    positions instanceof Map
      ? [...(positions as ReadonlyMap<Id, At>)]
      : Object.entries(positions as Readonly<Record<Id, At>>);
  const before = document.view?.nodes ?? {};
  const changes: [Id, NodeView][] = [];
  const index = recordIndex(document);
  for (const [id, { x, y }] of moves) {
    if (!index.has(id)) continue;
    const old = Object.hasOwn(before, id) ? before[id] : undefined;
    const now = { x: Math.round(x), y: Math.round(y) };
    const moved = old === undefined ? now : patchSame<NodeView>(old, now);
    if (moved !== old) changes.push([id, moved]);
  }
  if (changes.length === 0) return document;
  // At once: copying the record for each of some thousand nodes would take seconds.
  return { ...document, view: { ...document.view, nodes: { ...before, ...Object.fromEntries(changes) } } };
}

/** Puts one node somewhere. */
export function placeAt(document: Document, id: Id, at: At): Document {
  return moveNodes(document, new Map([[id, at]]));
}
