import type { ElkExtendedEdge, ElkNode, ElkPort, LayoutOptions } from 'elkjs/lib/elk-api.js';
import type { Point } from '../geometry.ts';
import { SOCKET_GAP, SOCKET_HEIGHT } from '../sizes.ts';
import type { Block } from './block.ts';
import type { BlockGraph } from './block-graph.ts';
import { groupBy } from './group-by.ts';

/**
 * What all parts have in common. The seed is fixed, and of two orders with as many crossings the document's is taken, so
 * that the same drawing gives the same picture. Network simplex is the placement that heeds `STRAIGHT`.
 */
const LAYERED: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.randomSeed': '1',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.spacing.nodeNode': '60',
  'elk.spacing.edgeNode': '60',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

/** Parts that no line joins, side by side and below each other, about as wide as a window. */
const PACKED: LayoutOptions = {
  'elk.algorithm': 'rectpacking',
  'elk.aspectRatio': '1.6',
  'elk.spacing.nodeNode': '100',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

const STRAIGHT: LayoutOptions = { 'elk.layered.priority.straightness': '10' };

/** The parts of one host as the layout library reads them: a graph of graphs, whose innermost nodes are the blocks. */
export function elkGraph(parts: readonly BlockGraph[]): ElkNode {
  return { id: 'host', children: parts.map((part, index) => elkPart(part, `${index}`)), layoutOptions: PACKED };
}

/** Where the library put the blocks of a graph that `elkGraph` made of the same parts. */
export function blockPlaces(parts: readonly BlockGraph[], laidOut: ElkNode): ReadonlyMap<Block, Point> {
  const places = new Map<Block, Point>();
  for (const [at, { blocks }] of parts.entries()) {
    const part = laidOut.children?.[at];
    for (const [index, block] of blocks.entries()) {
      const node = part?.children?.[index];
      // Children count from their parent's corner.
      places.set(block, { x: (part?.x ?? 0) + (node?.x ?? 0), y: (part?.y ?? 0) + (node?.y ?? 0) });
    }
  }
  return places;
}

function elkPart({ direction, blocks, links, gap }: BlockGraph, id: string): ElkNode {
  const ports = new Map<Block, ElkPort[]>(blocks.map((block) => [block, []]));
  const addPort = (block: Block, port: string, side: string, width: number): void => {
    // A port that is wider than its node would not stand in the middle of it.
    const fitted = Math.min(width, block.width);
    ports.get(block)?.push({ id: port, width: fitted, height: 0, layoutOptions: { 'elk.port.side': side } });
  };
  const [out, into] = direction === 'right' ? ['EAST', 'WEST'] : ['SOUTH', 'NORTH'];
  const edges = links.map(({ from, to, fromWidth, toWidth, straight }, index): ElkExtendedEdge => {
    const [source, target] = [`${id}/from${index}`, `${id}/to${index}`];
    addPort(from, source, out, fromWidth);
    addPort(to, target, into, toWidth);
    const ends = { id: `${id}/link${index}`, sources: [source], targets: [target] };
    return straight === true ? { ...ends, layoutOptions: STRAIGHT } : ends;
  });
  const portsOf = direction === 'right' ? portsBeside : portsAlong;
  return {
    id,
    children: blocks.map((block, index) => ({
      ...{ id: `${id}/${index}`, width: block.width, height: block.height },
      ...portsOf(block, ports.get(block) ?? []),
    })),
    edges,
    layoutOptions: {
      ...LAYERED,
      'elk.direction': direction === 'right' ? 'RIGHT' : 'DOWN',
      'elk.layered.spacing.nodeNodeBetweenLayers': `${gap}`,
    },
  };
}

/** In a row every line leaves at the height of the bar, so that bars come to stand on one level. */
function portsBeside({ width, level }: Block, ports: readonly ElkPort[]): Pick<ElkNode, 'ports' | 'layoutOptions'> {
  const pitch = SOCKET_HEIGHT + SOCKET_GAP / 2;
  const sides = groupBy(ports, ({ layoutOptions }) => layoutOptions?.['elk.port.side']);
  const placed = [...sides].flatMap(([side, list]) =>
    list.map((port, index) => {
      const y = level + (index - (list.length - 1) / 2) * pitch;
      return { ...port, width: 0, x: side === 'EAST' ? width : 0, y };
    }),
  );
  return { ports: placed, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } };
}

/** In levels the lines leave above and below; their order along the edge is the library's to choose. */
function portsAlong(_block: Block, ports: readonly ElkPort[]): Pick<ElkNode, 'ports' | 'layoutOptions'> {
  return {
    ports: [...ports],
    layoutOptions: {
      'elk.portConstraints': 'FIXED_SIDE',
      'elk.portAlignment.default': 'CENTER',
      'elk.spacing.portPort': `${SOCKET_GAP}`,
      'elk.alignment': 'TOP',
    },
  };
}
