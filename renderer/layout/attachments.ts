import type { Document, Id } from '../../shared/document/document.ts';

/** What a port or interface is wired to on the canvas: the node it leads to, and the socket there when it has one. */
export interface Attachment {
  readonly node: Id;
  /** The name on the socket there, when it has one. */
  readonly name?: string;
}

/** For each port and host interface that is wired, what its line leads to. */
export function attachmentsOf(document: Document): ReadonlyMap<Id, Attachment> {
  const attachments = new Map<Id, Attachment>();
  const ends = new Map<Id, Attachment>();
  for (const host of document.hosts) {
    for (const { id, name, bridge } of host.ports) ends.set(id, { node: bridge, name });
    for (const { id, name } of host.interfaces) ends.set(id, { node: host.id, name });
  }
  for (const host of document.hosts) {
    for (const end of [...host.ports, ...host.interfaces]) {
      const peer = end.peer === undefined ? undefined : ends.get(end.peer);
      if (peer) attachments.set(end.id, peer);
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
