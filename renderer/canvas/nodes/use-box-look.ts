import type { Id } from '../../../shared/document/document.ts';
import { useSelection } from '../../state/selection-store.ts';
import { useOverlay } from '../overlay-store.ts';

/** The classes that say what an object has to do with the script line under the cursor, or with what is held over it. */
export function useBoxLook(id: Id): string {
  const lit = useSelection((state) => state.lit.includes(id));
  const target = useOverlay((state) => state.hint?.targets.get(id));
  return `${lit ? ' is-lit' : ''}${target ? ` is-target-${target}` : ''}`;
}
