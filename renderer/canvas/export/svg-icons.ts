import type { SocketView } from '../../layout/layout-canvas.ts';
import { element, type Markup } from './svg-element.ts';

/** Small drawings in a square of 16 units around the given middle. */
export type IconName = SocketView['kind'] | 'guest' | 'external' | 'bridge' | 'host';

const PATHS: Readonly<Record<IconName, string>> = {
  tap: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0',
  veth: 'M-6 -4.8h12v8.2h-2.6v2.2h-6.8v-2.2h-2.6zM-3 -4.4v3.2M-1 -4.4v3.2M1 -4.4v3.2M3 -4.4v3.2',
  interface: 'M-6 -4.8h12v8.2h-2.6v2.2h-6.8v-2.2h-2.6zM-3 -4.4v3.2M-1 -4.4v3.2M1 -4.4v3.2M3 -4.4v3.2',
  nic: 'M-4 -4h8v8h-8zM-2 -6.6v2.6M2 -6.6v2.6M-2 4v2.6M2 4v2.6M-6.6 -2h2.6M-6.6 2h2.6M4 -2h2.6M4 2h2.6',
  guest: 'M-7 -6h14v9h-14zM0 3v3M-3 6h6',
  external: 'M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M-7 0h14M0 -7c4 4 4 10 0 14M0 -7c-4 4 -4 10 0 14',
  bridge: 'M-3 -7h6v5h-6zM-8 3h6v5h-6zM2 3h6v5h-6zM0 -2v2.5M-5 3v-2.5h10v2.5',
  host: 'M-7 -7h14v6h-14zM-7 1h14v6h-14zM-4 -4h.2M-4 4h.2',
};

export function icon(name: IconName, x: number, y: number, colour: string, scale = 1): Markup {
  return element('path', {
    d: PATHS[name],
    transform: `translate(${x} ${y}) scale(${scale})`,
    fill: 'none',
    stroke: colour,
    'stroke-width': 1.5,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  });
}
