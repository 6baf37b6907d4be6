import type { Document, Id } from '../document/document.ts';
import type { Loop } from './topology.ts';
import type { Wiring } from './wiring.ts';

/**
 * Finds every closed way over veth links: a link is part of one when its far bridge is reachable without it. Loops are
 * reported once for each connected set of bridges.
 */
export function findLoops(document: Document, wiring: Wiring): Loop[] {
  const loops = new Map<string, { host: Loop['host']; bridges: Set<Id>; ports: Loop['ports'][number][] }>();
  for (const host of document.hosts) {
    for (const port of host.ports) {
      const peer = port.peer === undefined ? undefined : wiring.ports.get(port.peer);
      if (!peer || !wiring.reach(port.bridge, port.id).bridges.has(peer.bridge)) continue;
      const segment = wiring.segmentOf(port.bridge);
      const key = [...segment.bridges].sort().join(' ');
      const loop = loops.get(key) ?? { host, bridges: new Set<Id>(), ports: [] };
      loop.bridges.add(port.bridge);
      loop.bridges.add(peer.bridge);
      if (!loop.ports.some((known) => known.id === port.id)) loop.ports.push(port);
      loops.set(key, loop);
    }
  }
  return [...loops.values()].map(({ host, bridges, ports }) => ({
    host,
    ports,
    bridges: [...bridges].flatMap((id) => wiring.bridges.get(id)?.bridge ?? []),
  }));
}
