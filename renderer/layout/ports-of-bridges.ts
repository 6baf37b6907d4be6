import type { Host, Id, Port } from '../../shared/document/document.ts';

const known = new WeakMap<Host, ReadonlyMap<Id, readonly Port[]>>();

/** The ports of each bridge of a host, in the order of the file. A host that did not change gives the very same lists. */
export function portsOfBridges(host: Host): ReadonlyMap<Id, readonly Port[]> {
  const before = known.get(host);
  if (before) return before;
  const lists = new Map<Id, Port[]>(host.bridges.map(({ id }) => [id, []]));
  for (const port of host.ports) lists.get(port.bridge)?.push(port);
  known.set(host, lists);
  return lists;
}
