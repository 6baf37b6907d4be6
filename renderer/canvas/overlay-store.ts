import { create } from 'zustand';
import type { Id } from '../../shared/document/document.ts';
import type { Point } from './layout/geometry.ts';

interface OverlayState {
  /** Where dragged objects are now; the document learns it when the drag ends. */
  readonly positions: ReadonlyMap<Id, Point>;
}

const NONE: ReadonlyMap<Id, Point> = new Map();

export const useOverlay = create<OverlayState>()(() => ({ positions: NONE }));

export function setOverlay(positions: ReadonlyMap<Id, Point>): void {
  useOverlay.setState({ positions });
}

export function clearOverlay(): void {
  useOverlay.setState({ positions: NONE });
}
