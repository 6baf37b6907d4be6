import type { Document, Id } from '../../shared/document/document.ts';
import { attachmentsOf } from './attachments.ts';

let last: { document: Document; order: readonly Id[] } | undefined;

/**
 * Everything on the canvas in the order in which Tab visits it: each bridge with what stands behind its ports, then its host,
 * then what is connected to nothing, and the groups at the end.
 */
export function canvasOrder(document: Document): readonly Id[] {
  if (last?.document !== document) last = { document, order: orderOf(document) };
  return last.order;
}

function orderOf(document: Document): readonly Id[] {
  const stations = new Set([...document.guests, ...document.externals].map(({ id }) => id));
  const attachments = attachmentsOf(document);
  const order = new Set<Id>();
  for (const host of document.hosts) {
    const behind = new Map<Id, Id[]>();
    for (const port of host.ports) {
      const node = attachments.get(port.id)?.node;
      if (node === undefined || !stations.has(node)) continue;
      const list = behind.get(port.bridge);
      if (list === undefined) behind.set(port.bridge, [node]);
      else list.push(node);
    }
    for (const bridge of host.bridges) {
      order.add(bridge.id);
      for (const id of behind.get(bridge.id) ?? []) order.add(id);
    }
    order.add(host.id);
  }
  for (const id of stations) order.add(id);
  for (const { id } of document.groups) order.add(id);
  return [...order];
}
