import type { Box, Side } from './geometry.ts';
import { centreOf, sideTowards } from './geometry.ts';
import { SOCKET_GAP, SOCKET_HEIGHT, socketWidth } from './sizes.ts';

/** A port of a bridge, or an interface of a host, that is to be drawn as a socket on the edge of its node. */
export interface SocketWish {
  readonly id: string;
  readonly name: string;
  /** The box of what it is wired to. */
  readonly towards?: Box;
  /** How much must be free between the two for a socket on the side. */
  readonly room?: number;
  /** Where it was put by hand: the middle of the socket along that side. */
  readonly pin?: { readonly side: Side; readonly at: number };
}

/** Where a socket sits: its box relative to the node's top left corner, protruding from `side`. */
export interface Socket extends Box {
  readonly id: string;
  readonly side: Side;
}

/**
 * Puts each socket on the side that looks at what it is wired to, and slides it along that side so that its line runs
 * straight where it can, without two sockets touching.
 */
export function layoutSockets(node: Box, wishes: readonly SocketWish[], fallback: Side = 'bottom'): readonly Socket[] {
  const sides: Record<Side, SocketWish[]> = { top: [], right: [], bottom: [], left: [] };
  for (const wish of wishes) {
    sides[wish.pin?.side ?? (wish.towards ? sideTowards(node, wish.towards, wish.room ?? 0) : fallback)].push(wish);
  }
  const room = Math.max(1, Math.floor((node.height + SOCKET_GAP) / (SOCKET_HEIGHT + SOCKET_GAP / 2)));
  for (const side of ['left', 'right'] as const) sides[fallback].push(...sides[side].splice(room));
  return [
    ...beside(node, 'left', sides.left),
    ...along(node, 'top', sides.top),
    ...along(node, 'bottom', sides.bottom),
    ...beside(node, 'right', sides.right),
  ];
}

function along(node: Box, side: 'top' | 'bottom', wishes: readonly SocketWish[]): Socket[] {
  const wanted = wishes.map((wish, index) => {
    const width = socketWidth(wish.name);
    const centre = wish.pin?.at ?? (wish.towards ? centreOf(wish.towards).x - node.x : Number.POSITIVE_INFINITY);
    return { wish, width, index, left: centre - width / 2 };
  });
  wanted.sort((a, b) => a.left - b.left || a.index - b.index);
  const lefts: number[] = [];
  // First pass to the right: nobody overlaps the one before. Second pass to the left: nobody leaves the bar.
  let from = 10;
  for (const { left, width } of wanted) {
    const at = Number.isFinite(left) ? Math.max(left, from) : from;
    lefts.push(at);
    from = at + width + SOCKET_GAP;
  }
  let to = node.width - 10;
  for (let index = wanted.length - 1; index >= 0; index -= 1) {
    const { width } = wanted[index] as (typeof wanted)[number];
    const at = Math.min(lefts[index] as number, to - width);
    lefts[index] = at;
    to = at - SOCKET_GAP;
  }
  return wanted.map(({ wish, width }, index) => ({
    id: wish.id,
    side,
    x: Math.round(lefts[index] as number),
    y: side === 'top' ? -SOCKET_HEIGHT : node.height,
    width,
    height: SOCKET_HEIGHT,
  }));
}

function beside(node: Box, side: 'left' | 'right', wishes: readonly SocketWish[]): Socket[] {
  const wanted = ({ pin, towards }: SocketWish) => (pin ? node.y + pin.at : (towards?.y ?? 0));
  const sorted = [...wishes].sort((a, b) => wanted(a) - wanted(b));
  const gap = SOCKET_GAP / 2;
  const total = sorted.length * (SOCKET_HEIGHT + gap) - gap;
  return sorted.map((wish, index) => {
    const width = socketWidth(wish.name);
    return {
      id: wish.id,
      side,
      x: side === 'left' ? -width : node.width,
      y: Math.round((node.height - total) / 2 + index * (SOCKET_HEIGHT + gap)),
      width,
      height: SOCKET_HEIGHT,
    };
  });
}
