import type { Id } from '../../shared/document/document.ts';
import type { Point } from '../layout/geometry.ts';

/** What actions outside the canvas may ask of it. */
export interface CanvasControls {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomTo(zoom: number): void;
  /** The middle of what is seen, in canvas units. */
  centre(): Point;
  /** Brings the objects into view unless they are in it already. */
  reveal(ids: readonly Id[]): void;
  /** Zooms until the objects fill what is seen. */
  show(ids: readonly Id[]): void;
  /** The same when their names are too small to be read or typed, or out of sight. */
  showReadably(ids: readonly Id[]): void;
  /** Moves what is seen so that this point is its middle. */
  centreOn(point: Point): void;
  focus(id?: Id): void;
}

let controls: CanvasControls | undefined;

export function setCanvasControls(now: CanvasControls | undefined): void {
  controls = now;
}

export function canvasControls(): CanvasControls | undefined {
  return controls;
}
