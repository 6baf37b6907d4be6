import type { Document, Host, Id } from '../../../shared/document/document.ts';
import type { Size } from '../geometry.ts';
import { LEAST_CABLE, SOCKET_HEIGHT, socketWidth } from '../sizes.ts';
import { type Block, bridgeBlock, guestsBelow, singleBlock } from './bridge-block.ts';

/** What the layout library is to arrange for one host: few, large blocks instead of every guest. */
export interface HostGraph {
  readonly blocks: ReadonlyMap<Id, Block>;
  /** From left to right, or from top to bottom. */
  readonly edges: readonly (readonly [Id, Id])[];
  readonly bridges: ReadonlySet<Id>;
  /** Bridges in a line stand in a row; where three or more meet at one, they stand in levels. */
  readonly direction: 'LR' | 'TB';
  /** Between two columns or levels there must be room for a socket on either side, and some of the line. */
  readonly gap: number;
}

/**
 * The blocks of one host. Externals stand to the left of their bridge and the host to the right of its own where nothing else
 * is on that side, else above it; a guest with legs on several bridges stands between them. What `placed` names already
 * stands with another host.
 */
export function hostGraph(
  document: Document,
  host: Host,
  sizes: ReadonlyMap<Id, Size>,
  placed: ReadonlySet<Id>,
): HostGraph {
  const size = (id: Id): Size => sizes.get(id) ?? { width: 0, height: 0 };
  const bridgeOf = new Map(host.ports.map(({ id, bridge }) => [id, bridge]));
  const order = new Map(host.bridges.map(({ id }, index) => [id, index]));
  const below = guestsBelow(document, host);
  const alone = new Set([...below.values()].flat());
  const edges = bridgeLinks(host, bridgeOf, order);
  const direction = host.bridges.some(({ id }) => neighbours(edges, id) > 2) ? 'TB' : 'LR';

  const singles: Id[] = [];
  for (const { id, nics } of document.guests) {
    const homes = [...new Set(nics.map(({ port }) => bridgeOf.get(port)))].filter((one) => one !== undefined);
    if (homes.length === 0 || alone.has(id) || placed.has(id)) continue;
    singles.push(id);
    homes.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    for (const [index, bridge] of homes.entries()) edges.push(index === 0 ? [bridge, id] : [id, bridge]);
  }
  const taken = { left: new Set(edges.map(([, to]) => to)), right: new Set(edges.map(([from]) => from)) };
  const above = new Map<Id, Id[]>();
  const beside = (id: Id, bridge: Id, side: 'left' | 'right'): void => {
    if (direction === 'TB' || taken[side].has(bridge)) {
      above.set(bridge, [...(above.get(bridge) ?? []), id]);
      return;
    }
    singles.push(id);
    edges.push(side === 'left' ? [id, bridge] : [bridge, id]);
  };
  for (const { id, port } of document.externals) {
    const bridge = port === undefined ? undefined : bridgeOf.get(port);
    if (bridge !== undefined && !placed.has(id)) beside(id, bridge, 'left');
  }
  const ways = new Set(host.interfaces.flatMap(({ peer }) => (peer === undefined ? [] : (bridgeOf.get(peer) ?? []))));
  const [home = host.bridges.at(-1)?.id] = ways;
  if (home === undefined) singles.push(host.id);
  else beside(host.id, home, 'right');

  const blocks = new Map<Id, Block>();
  for (const { id } of host.bridges) {
    const row = (above.get(id) ?? []).map((one) => ({ id: one, size: size(one) }));
    blocks.set(id, bridgeBlock(id, size(id), below.get(id) ?? [], row));
  }
  for (const id of singles) blocks.set(id, singleBlock(id, size(id)));
  const widest = Math.max(0, ...[...host.ports, ...host.interfaces].map(({ name }) => socketWidth(name)));
  const gap = direction === 'LR' ? 2 * widest + LEAST_CABLE + 40 : 2 * SOCKET_HEIGHT + 90;
  return { blocks, edges, bridges: new Set(order.keys()), direction, gap };
}

/** The veth pairs between bridges, each once, from the bridge that the document names first. */
function bridgeLinks(host: Host, bridgeOf: ReadonlyMap<Id, Id>, order: ReadonlyMap<Id, number>): [Id, Id][] {
  return host.ports.flatMap(({ id, bridge, peer }): [Id, Id][] => {
    const far = peer === undefined ? undefined : bridgeOf.get(peer);
    if (far === undefined || far === bridge || (peer ?? '') <= id) return [];
    return [(order.get(bridge) ?? 0) <= (order.get(far) ?? 0) ? [bridge, far] : [far, bridge]];
  });
}

function neighbours(edges: readonly (readonly [Id, Id])[], bridge: Id): number {
  const met = edges.flatMap(([a, b]) => (a === bridge ? [b] : b === bridge ? [a] : []));
  return new Set(met).size;
}
