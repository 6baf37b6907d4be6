import { nudge } from '../state/nudge.ts';
import { useSelection } from '../state/selection-store.ts';
import type { Action } from './action.ts';

const WAYS = ['Left', 'Right', 'Up', 'Down'] as const;
const some = () => useSelection.getState().ids.length > 0;

/** Moving what is selected with the arrow keys. */
export const moveActions: readonly Action[] = WAYS.flatMap((way): Action[] => [
  {
    id: `edit.move-${way.toLowerCase()}`,
    group: 'Edit',
    label: `Move the selection ${way.toLowerCase()}`,
    shortcuts: [`Arrow${way}`],
    scope: 'canvas',
    enabled: some,
    run: () => nudge(way, 10),
  },
  {
    id: `edit.move-far-${way.toLowerCase()}`,
    group: 'Edit',
    label: `Move the selection far ${way.toLowerCase()}`,
    shortcuts: [`Shift+Arrow${way}`],
    scope: 'canvas',
    enabled: some,
    run: () => nudge(way, 100),
  },
]);
