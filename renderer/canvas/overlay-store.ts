import { create } from 'zustand';
import type { Id, PortView } from '../../shared/document/document.ts';
import type { Point } from '../layout/geometry.ts';
import type { Guide } from '../layout/snap-move.ts';

/** How an object looks while something is held over it. */
export type TargetLook = 'join' | 'leave' | 'plug' | 'refuse';

/** What would happen if the mouse were let go now. */
export interface Hint {
  readonly text: string;
  readonly tone: 'good' | 'bad';
  readonly targets: ReadonlyMap<Id, TargetLook>;
}

/** A gesture in progress: none of it is in the document. */
interface OverlayState {
  /** Where dragged objects are now; the document learns it when the drag ends. */
  readonly positions: ReadonlyMap<Id, Point>;
  readonly guides: readonly Guide[];
  readonly hint: Hint | undefined;
  /** The socket that is being slid along its bridge's edge. */
  readonly slide: { readonly port: Id; readonly place: PortView } | undefined;
}

const NOTHING: OverlayState = { positions: new Map(), guides: [], hint: undefined, slide: undefined };

export const useOverlay = create<OverlayState>()(() => NOTHING);

export function setOverlay(overlay: Partial<OverlayState>): void {
  const { hint } = useOverlay.getState();
  // The same words keep their value: nothing is drawn again for each pixel.
  const same = overlay.hint !== undefined && hint !== undefined && sameHint(hint, overlay.hint);
  useOverlay.setState(same ? { ...overlay, hint } : overlay);
}

export function clearOverlay(): void {
  const now = useOverlay.getState();
  if (now.positions.size > 0 || now.guides.length > 0 || now.hint !== undefined || now.slide !== undefined)
    useOverlay.setState(NOTHING);
}

function sameHint(a: Hint, b: Hint): boolean {
  return (
    a.text === b.text &&
    a.tone === b.tone &&
    a.targets.size === b.targets.size &&
    [...a.targets].every(([id, look]) => b.targets.get(id) === look)
  );
}
