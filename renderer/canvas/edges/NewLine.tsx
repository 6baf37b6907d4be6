import { type ConnectionLineComponentProps, getStraightPath } from '@xyflow/react';
import { useOverlay } from '../overlay-store.ts';

/** The line that is being drawn. There is none while a port is slid along its edge. */
export function NewLine({ fromX, fromY, toX, toY }: ConnectionLineComponentProps) {
  const sliding = useOverlay((state) => state.slide !== undefined);
  const refused = useOverlay((state) => state.hint?.tone === 'bad');
  if (sliding) return null;
  const [path] = getStraightPath({ sourceX: fromX, sourceY: fromY, targetX: toX, targetY: toY });
  return <path d={path} className={`new-line${refused ? ' is-refused' : ''}`} fill="none" />;
}
