import type { Document, Id } from '../../../shared/document/document.ts';

/** What a port or interface is wired to on the canvas: the node it leads to, and the socket there when it has one. */
export interface Attachment {
  readonly node: Id;
  readonly socket?: Id;
}

/** For each port and host interface that is wired, what its line leads to. */
export function attachmentsOf(document: Document): ReadonlyMap<Id, Attachment> {
  const attachments = new Map<Id, Attachment>();
  const home = new Map<Id, Id>();
  for (const host of document.hosts) {
    for (const port of host.ports) home.set(port.id, port.bridge);
    for (const one of host.interfaces) home.set(one.id, host.id);
  }
  for (const host of document.hosts) {
    for (const end of [...host.ports, ...host.interfaces]) {
      const node = end.peer === undefined ? undefined : home.get(end.peer);
      if (end.peer !== undefined && node !== undefined) attachments.set(end.id, { node, socket: end.peer });
    }
  }
  for (const guest of document.guests) {
    for (const nic of guest.nics) attachments.set(nic.port, { node: guest.id });
  }
  for (const external of document.externals) {
    if (external.port !== undefined && !attachments.has(external.port)) {
      attachments.set(external.port, { node: external.id });
    }
  }
  return attachments;
}
