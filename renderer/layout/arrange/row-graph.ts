import type { Id } from '../../../shared/document/document.ts';
import type { Size } from '../geometry.ts';
import { LEAST_CABLE } from '../sizes.ts';
import { type Block, singleBlock } from './block.ts';
import type { BlockGraph, BlockLink } from './block-graph.ts';
import { bridgeBlock } from './bridge-block.ts';
import type { Leg, Legged, NetworkPart } from './network-parts.ts';

/** So many sockets have room on the short side of a bar. */
const BESIDE = 2;

/**
 * The bridges of a part from one end to the other where they stand in a line, and where what joins two of them has room on
 * the short sides of their bars; `undefined` for every other part.
 */
export function bridgesInLine({ bridges, links, between, host }: NetworkPart): readonly Id[] | undefined {
  const lines = [...links, ...[...between, ...(host ? [host] : [])].map(({ legs }) => legs)].filter(
    ({ length }) => length > 1,
  );
  if (lines.some(({ length }) => length > 2)) return undefined;
  const next = new Map<Id, Map<Id, number>>(bridges.map((id) => [id, new Map()]));
  for (const [a, b] of lines) {
    if (a === undefined || b === undefined) continue;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const met = next.get(one.bridge);
      met?.set(other.bridge, (met.get(other.bridge) ?? 0) + 1);
    }
  }
  const ends = bridges.filter((id) => (next.get(id)?.size ?? 0) < 2);
  const isCrowded = [...next.values()].some((met) => met.size > 2 || [...met.values()].some((count) => count > BESIDE));
  const [start] = ends;
  if (start === undefined || isCrowded) return undefined;
  const line = new Set([start]);
  for (const one of line) for (const id of next.get(one)?.keys() ?? []) line.add(id);
  return line.size === bridges.length ? [...line] : undefined;
}

/**
 * Bridges side by side with their guests below. Externals stand to the left of the first and the host to the right of the last
 * where that is their bridge, else above it; a guest with legs on two bridges stands between them.
 */
export function rowGraph(part: NetworkPart, line: readonly Id[], sizeOf: (id: Id) => Size): BlockGraph {
  const [first, last] = [line[0], line.at(-1)];
  const rank = new Map(line.map((id, index) => [id, index]));
  const left = part.externals.filter(({ legs }) => legs[0]?.bridge === first);
  const beside = new Set<Legged>(left.length > BESIDE ? [] : left);
  const middle = [...part.between];
  if (part.host?.legs[1] !== undefined) middle.push(part.host);
  else if (part.host?.legs[0]?.bridge === last && part.host !== undefined) beside.add(part.host);

  const standing = [...part.externals, ...(part.host ? [part.host] : [])].filter((one) => !middle.includes(one));
  const blocks = new Map<Id, Block>();
  for (const id of line) {
    const above = standing.filter((one) => !beside.has(one) && one.legs[0]?.bridge === id);
    const row = above.map((one) => ({ id: one.id, size: sizeOf(one.id) }));
    blocks.set(id, bridgeBlock(id, sizeOf(id), part.alone.get(id) ?? [], row));
  }
  for (const { id } of [...beside, ...middle]) blocks.set(id, singleBlock(id, sizeOf(id)));

  const links: BlockLink[] = [];
  const link = (from: Id, to: Id, fromWidth = 0, toWidth = 0): void => {
    const [a, b] = [blocks.get(from), blocks.get(to)];
    if (a !== undefined && b !== undefined) links.push({ from: a, to: b, fromWidth, toWidth });
  };
  const inOrder = (legs: readonly Leg[]): readonly Leg[] =>
    legs.toSorted((a, b) => (rank.get(a.bridge) ?? 0) - (rank.get(b.bridge) ?? 0));
  for (const [from, to] of part.links.map(inOrder)) {
    if (from !== undefined && to !== undefined) link(from.bridge, to.bridge, from.socket, to.socket);
  }
  for (const { id, legs } of middle) {
    const [from, to] = inOrder(legs);
    if (from !== undefined) link(from.bridge, id, from.socket);
    if (to !== undefined) link(id, to.bridge, 0, to.socket);
  }
  for (const { id, legs } of beside) {
    const [leg] = legs;
    if (leg === undefined) continue;
    if (id === part.host?.id) link(leg.bridge, id, leg.socket);
    else link(id, leg.bridge, 0, leg.socket);
  }
  const widest = Math.max(0, ...links.map(({ fromWidth, toWidth }) => Math.max(fromWidth, toWidth)));
  return { direction: 'right', blocks: [...blocks.values()], links, gap: 2 * widest + LEAST_CABLE + 40 };
}
