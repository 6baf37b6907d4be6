import type { Document, Host, Id } from '../../../shared/document/document.ts';
import { type Block, bridgeBlock, guestsBelow } from './bridge-block.ts';
import type { Size } from './geometry.ts';
import { LEAST_CABLE, socketWidth } from './sizes.ts';

/** What the layout library is to arrange for one host: few, large blocks instead of every guest. */
export interface HostGraph {
  readonly blocks: ReadonlyMap<Id, Block>;
  /** From left to right. */
  readonly edges: readonly (readonly [Id, Id])[];
  readonly bridges: ReadonlySet<Id>;
  /** Between two columns there must be room for a socket on either side, and some of the line. */
  readonly columnGap: number;
}

/**
 * The blocks of one host: externals to the left of their bridge, the host itself to the right of its own, a guest with a leg
 * on several bridges between them. Something that `placed` names already stands with another host.
 */
export function hostGraph(
  document: Document,
  host: Host,
  sizes: ReadonlyMap<Id, Size>,
  placed: ReadonlySet<Id>,
): HostGraph {
  const blocks = new Map<Id, Block>();
  const edges: [Id, Id][] = [];
  const size = (id: Id): Size => sizes.get(id) ?? { width: 0, height: 0 };
  const single = (id: Id): void => {
    if (!blocks.has(id)) blocks.set(id, { ...size(id), places: new Map([[id, { x: 0, y: 0 }]]) });
  };
  const below = guestsBelow(document, host);
  const bridgeOf = new Map(host.ports.map(({ id, bridge }) => [id, bridge]));
  const order = new Map(host.bridges.map(({ id }, index) => [id, index]));
  for (const { id } of host.bridges) blocks.set(id, bridgeBlock(id, size(id), below.get(id) ?? []));
  const alone = new Set([...below.values()].flat());

  for (const { id, port } of document.externals) {
    const bridge = port === undefined ? undefined : bridgeOf.get(port);
    if (bridge === undefined || placed.has(id)) continue;
    single(id);
    edges.push([id, bridge]);
  }
  for (const { id, bridge, peer } of host.ports) {
    const far = peer === undefined ? undefined : bridgeOf.get(peer);
    // Each pair once, from the bridge that is drawn first.
    if (far !== undefined && far !== bridge && (peer ?? '') > id) edges.push(inOrder(order, bridge, far));
  }
  for (const { id, nics } of document.guests) {
    const homes = [...new Set(nics.map(({ port }) => bridgeOf.get(port)))].filter((one) => one !== undefined);
    if (homes.length === 0 || alone.has(id) || placed.has(id)) continue;
    single(id);
    homes.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    for (const [index, bridge] of homes.entries()) edges.push(index === 0 ? [bridge, id] : [id, bridge]);
  }
  single(host.id);
  const ways = host.interfaces.flatMap(({ peer }) => (peer === undefined ? [] : (bridgeOf.get(peer) ?? [])));
  const last = host.bridges.at(-1)?.id;
  for (const bridge of ways.length > 0 ? ways : last === undefined ? [] : [last]) edges.push([bridge, host.id]);

  const widest = Math.max(0, ...[...host.ports, ...host.interfaces].map(({ name }) => socketWidth(name)));
  return { blocks, edges, bridges: new Set(order.keys()), columnGap: 2 * widest + LEAST_CABLE + 40 };
}

function inOrder(order: ReadonlyMap<Id, number>, a: Id, b: Id): [Id, Id] {
  return (order.get(a) ?? 0) <= (order.get(b) ?? 0) ? [a, b] : [b, a];
}
