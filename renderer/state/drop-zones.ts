import type { Id } from '../../shared/document/document.ts';
import { beginObjectDrag, endObjectDrag } from './drag-objects.ts';

/** Where the pointer is, and whether it asks for a copy. */
export interface DropPoint {
  readonly clientX: number;
  readonly clientY: number;
  readonly ctrlKey: boolean;
}

/** A part of the window that takes objects out of the drawing. */
export interface DropZone {
  readonly element: Element;
  over(ids: readonly Id[], point: DropPoint): void;
  leave(): void;
  drop(ids: readonly Id[], point: DropPoint): void;
}

/*
 * Objects of the drawing are moved with the pointer, not by the browser's own drag and drop, so no `dragover` reaches what
 * lies beside the canvas. The canvas asks here instead, with every move: is there somebody who would take this?
 */
const zones = new Set<DropZone>();
let under: DropZone | undefined;

/** Makes a part of the window take objects; the answer takes it back. */
export function addDropZone(zone: DropZone): () => void {
  zones.add(zone);
  return () => {
    zones.delete(zone);
    if (under === zone) under = undefined;
  };
}

/** The pointer has moved with these objects. True while it is over a zone: then they are not moved about in the drawing. */
export function dragOverZone(ids: readonly Id[], point: DropPoint): boolean {
  const now = zoneAt(point);
  if (under !== now) under?.leave();
  if (now && !under) beginObjectDrag(ids);
  under = now;
  now?.over(ids, point);
  return now !== undefined;
}

/** The pointer was let go. True when a zone took the objects. */
export function dropOnZone(ids: readonly Id[], point: DropPoint): boolean {
  const zone = zoneAt(point);
  zone?.drop(ids, point);
  leaveZones();
  return zone !== undefined;
}

/** The drag ended otherwise. */
export function leaveZones(): void {
  under?.leave();
  under = undefined;
  endObjectDrag();
}

function zoneAt({ clientX, clientY }: DropPoint): DropZone | undefined {
  const elements = document.elementsFromPoint(clientX, clientY);
  return [...zones].find(({ element }) => elements.some((one) => element.contains(one)));
}
