import type { PortView } from '../../../shared/document/document.ts';
import { type Box, grow, overlaps, type Point } from '../../layout/geometry.ts';
import { SOCKET_HEIGHT } from '../../layout/sizes.ts';

/** Further away from its bridge than this a dragged port is no longer slid, but draws a line. */
const REACH = SOCKET_HEIGHT + 10;

/** Where on the edge of its bridge a port would come to sit when it is dragged to a point; `undefined` when too far away. */
export function slidePlace(bar: Box, at: Point): PortView | undefined {
  if (!overlaps(grow(bar, REACH), { ...at, width: 0.1, height: 0.1 })) return undefined;
  if (at.x < bar.x) return { side: 'left', at: at.y - bar.y };
  if (at.x > bar.x + bar.width) return { side: 'right', at: at.y - bar.y };
  return { side: at.y < bar.y + bar.height / 2 ? 'top' : 'bottom', at: at.x - bar.x };
}
