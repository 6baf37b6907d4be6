import type { Document, Id } from '../document.ts';
import { recordIndex } from '../record-index.ts';

/**
 * The records that cannot be without the given ones, and those themselves: a host's bridges, a bridge's ports, the other end
 * of a veth pair, the port that was made for a guest, the policy of what is gone. A NIC port stays when the external behind
 * it goes: the hardware is still in the machine. Guests and externals are unplugged, not taken along.
 */
export function withDependents(document: Document, ids: Iterable<Id>): ReadonlySet<Id> {
  const index = recordIndex(document);
  const gone = new Set<Id>();
  const queue = [...ids];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const entry = index.get(id);
    if (entry === undefined || gone.has(id)) continue;
    gone.add(id);
    switch (entry.kind) {
      case 'host':
        for (const list of [entry.record.bridges, entry.record.ports, entry.record.interfaces])
          queue.push(...list.map((one) => one.id));
        break;
      case 'bridge':
        queue.push(...(entry.host?.ports ?? []).filter(({ bridge }) => bridge === id).map((port) => port.id));
        // The bridge's own device goes with it.
        queue.push(
          ...(entry.host?.interfaces ?? []).filter(({ name }) => name === entry.record.name).map((one) => one.id),
        );
        break;
      case 'port':
      case 'interface':
        if (entry.record.peer !== undefined) queue.push(entry.record.peer);
        queue.push(...endsNaming(document, id));
        break;
      case 'guest':
        queue.push(...entry.record.nics.map(({ port }) => port).filter((port) => isOnlyFor(document, port, id)));
        break;
      case 'external':
      case 'group':
      case 'address':
      case 'service':
      case 'user':
      case 'interval':
      case 'policy':
        break;
    }
    queue.push(
      ...document.policies.filter(({ attach }) => Object.values(attach).includes(id)).map((policy) => policy.id),
    );
  }
  return gone;
}

/** Veth ends that name this one as their peer, also when it does not name them. */
function endsNaming(document: Document, id: Id): Id[] {
  return document.hosts.flatMap(({ ports, interfaces }) =>
    [...ports, ...interfaces].filter(({ peer }) => peer === id).map((one) => one.id),
  );
}

/** True for a tap, or a container's veth without a drawn peer, that has no other guest behind it. */
function isOnlyFor(document: Document, port: Id, guest: Id): boolean {
  const entry = recordIndex(document).get(port);
  if (entry?.kind !== 'port' || entry.record.kind === 'nic' || entry.record.peer !== undefined) return false;
  return !document.guests.some((other) => other.id !== guest && other.nics.some((nic) => nic.port === port));
}
