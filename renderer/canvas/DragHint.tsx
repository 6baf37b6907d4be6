import { Panel } from '@xyflow/react';
import { useOverlay } from './overlay-store.ts';

/** What would happen if the mouse were let go now, in words. The live region tells it when it has happened. */
export function DragHint() {
  const hint = useOverlay((state) => state.hint);
  if (!hint) return undefined;
  return (
    <Panel position="top-center" className={`drag-hint is-${hint.tone}`} aria-hidden>
      {hint.text}
    </Panel>
  );
}
