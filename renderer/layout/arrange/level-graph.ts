import type { Id } from '../../../shared/document/document.ts';
import type { Size } from '../geometry.ts';
import { SOCKET_GAP, SOCKET_HEIGHT } from '../sizes.ts';
import { type BandGuest, type Block, guestBand, guestGrid, singleBlock } from './block.ts';
import type { BlockGraph, BlockLink } from './block-graph.ts';
import { bridgeBlock } from './bridge-block.ts';
import { groupBy } from './group-by.ts';
import { isWired, type Leg, type Legged, type NetworkPart } from './network-parts.ts';

/** From level to level: a socket on both, and enough of the lines to follow them. */
const LEVEL_GAP = 2 * SOCKET_HEIGHT + 90;

/**
 * Bridges in levels: the one with most around it on top, every other as far below as there are lines on the way. Guests
 * with legs on several bridges stand between the levels. Guests that are on one bridge alone stand below it, and amid
 * whatever else is below it, so that no line runs through them. Externals and the host stand above their bridge.
 */
export function levelGraph(part: NetworkPart, sizeOf: (id: Id) => Size): BlockGraph {
  const fromTop = topDown(part);
  const pairs = part.links.map((legs) => legs.toSorted(fromTop));
  const bands = bandsOf(part.between, fromTop);
  const upper = new Set([...pairs, ...bands.map(({ legs }) => legs)].map(([first]) => first?.bridge));
  const bars = new Map(
    part.bridges.map((id) => {
      const guests = upper.has(id) ? [] : (part.alone.get(id) ?? []);
      return [id, bridgeBlock(id, sizeOf(id), guests, [])];
    }),
  );

  const links: BlockLink[] = [];
  const link = (from: Block | undefined, to: Block | undefined, fromWidth: number, toWidth: number): void => {
    if (from !== undefined && to !== undefined) links.push({ from, to, fromWidth, toWidth });
  };
  for (const { id, legs } of [...(part.host ? [part.host] : []), ...part.externals]) {
    const block = singleBlock(id, sizeOf(id));
    for (const { bridge, socket } of legs) link(block, bars.get(bridge), socket, socket);
  }
  for (const [from, to] of pairs) {
    if (from !== undefined && to !== undefined)
      link(bars.get(from.bridge), bars.get(to.bridge), from.socket, to.socket);
  }
  for (const { guests, legs } of bands) {
    const band = guestBand(guests);
    for (const [index, { bridge }] of legs.entries()) {
      const bar = bars.get(bridge);
      if (bar !== undefined) links.push(index === 0 ? manyLines(bar, band, band) : manyLines(band, bar, band));
    }
  }
  for (const [id, bar] of bars) {
    const guests = upper.has(id) ? (part.alone.get(id) ?? []) : [];
    if (guests.length > 0) insertAmid(links, bar, guestGrid(guests));
  }
  return { direction: 'down', blocks: inOrder([...bars.values()], links), links, gap: LEVEL_GAP };
}

/** Puts the guests of a bar in the middle of what else is below it. */
function insertAmid(links: BlockLink[], bar: Block, grid: Block): void {
  const own = links.flatMap(({ from }, index) => (from === bar ? [index] : []));
  const at = own[Math.ceil(own.length / 2)] ?? links.length;
  links.splice(at, 0, manyLines(bar, grid, grid));
}

/** A link for all lines of some guests. */
function manyLines(from: Block, to: Block, { width }: Block): BlockLink {
  return { from, to, fromWidth: width, toWidth: width, straight: true };
}

/** From what nothing stands above downwards: of two orders with as many crossings, the library keeps this one. */
function inOrder(bars: readonly Block[], links: readonly BlockLink[]): readonly Block[] {
  const below = groupBy(links, ({ from }) => from);
  const lower = new Set(links.map(({ to }) => to));
  const order = new Set([...below.keys(), ...bars].filter((block) => !lower.has(block)));
  for (const block of order) for (const { to } of below.get(block) ?? []) order.add(to);
  return [...order];
}

/** Guests with the same bridges, which stand together; the legs from the top. */
interface Band {
  readonly guests: readonly BandGuest[];
  readonly legs: readonly Leg[];
}

function bandsOf(between: readonly Legged[], fromTop: (a: Leg, b: Leg) => number): readonly Band[] {
  const kin = groupBy(between, ({ legs }) => JSON.stringify(legs.map(({ bridge }) => bridge).sort()));
  return [...kin.values()].map((guests) => ({
    guests: guests.map(({ id, legs }) => ({ id, pitch: Math.max(...legs.map(({ socket }) => socket)) + SOCKET_GAP })),
    legs: (guests[0]?.legs ?? []).toSorted(fromTop),
  }));
}

/** Compares by how many lines a bridge is away from the one on top, around which most bridges, externals and hosts are. */
function topDown({ bridges, links, between, externals, host }: NetworkPart): (a: Leg, b: Leg) => number {
  const next = new Map<Id, Set<Id>>(bridges.map((id) => [id, new Set()]));
  for (const legs of [...links, ...[...between, ...(host ? [host] : [])].map((one) => one.legs)]) {
    for (const a of legs) for (const b of legs) if (a.bridge !== b.bridge) next.get(a.bridge)?.add(b.bridge);
  }
  const outside = [...externals, ...(host && isWired(host) ? [host] : [])];
  const met = (id: Id): number => {
    const around = outside.filter(({ legs }) => legs.some(({ bridge }) => bridge === id));
    return (next.get(id)?.size ?? 0) + around.length;
  };
  const [top] = bridges.toSorted((a, b) => met(b) - met(a));
  const level = new Map<Id, number>(top === undefined ? [] : [[top, 0]]);
  for (const [id, depth] of level) {
    for (const other of next.get(id) ?? []) if (!level.has(other)) level.set(other, depth + 1);
  }
  const rank = new Map(bridges.toSorted((a, b) => (level.get(a) ?? 0) - (level.get(b) ?? 0)).map((id, at) => [id, at]));
  return (a, b) => (rank.get(a.bridge) ?? 0) - (rank.get(b.bridge) ?? 0);
}
