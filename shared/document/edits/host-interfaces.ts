import type { Document, Host, HostInterface, Id } from '../document.ts';
import { filterSame } from '../keep-identity.ts';
import { findRecord, recordIndex } from '../record-index.ts';
import { whereUsed } from '../where-used.ts';
import { freshId, freshNumbered, interfaceNames } from './fresh.ts';
import { changeHost, updateRecord, withList } from './update-record.ts';

/** Gives a host another Ethernet interface of its own. */
export function addInterface(document: Document, host: Id): Document {
  const owner = findRecord(document, 'host', host);
  if (owner === undefined) return document;
  const name = freshNumbered(interfaceNames(owner), 'eth', 0);
  const made: HostInterface = { id: freshId(document, name), name, kind: 'ethernet', addresses: [] };
  return changeHost(document, host, (one) => ({ ...one, interfaces: [...one.interfaces, made] }));
}

/**
 * Sets the addresses of a bridge itself: those of the host's interface that bears the bridge's name. That interface is made
 * when there is none. When no address is left it goes, unless something names it: a rule would be left with a name that means nothing.
 */
export function setBridgeAddresses(document: Document, bridge: Id, addresses: readonly string[]): Document {
  const entry = recordIndex(document).get(bridge);
  if (entry?.kind !== 'bridge' || entry.host === undefined) return document;
  const { host, record } = entry;
  const device = host.interfaces.find(({ name }) => name === record.name);
  if (device !== undefined && (addresses.length > 0 || whereUsed(document, device.id).length > 0))
    return updateRecord(document, 'interface', device.id, { addresses });
  const others = filterSame(host.interfaces, (one) => one !== device);
  if (addresses.length === 0) return changeHost(document, host.id, (one): Host => withList(one, 'interfaces', others));
  const made: HostInterface = {
    id: freshId(document, `${bridge}-device`),
    name: record.name,
    kind: 'ethernet',
    addresses,
  };
  return changeHost(document, host.id, (one) => ({ ...one, interfaces: [...one.interfaces, made] }));
}

/** Joins a port or interface with another to a veth pair; whatever either was joined with before is let go. */
export function setPeer(document: Document, end: Id, peer: Id | undefined): Document {
  const before = [peerOf(document, end), peer === undefined ? undefined : peerOf(document, peer)];
  let result = document;
  for (const id of before) if (id !== undefined && id !== end && id !== peer) result = setEnd(result, id, undefined);
  result = setEnd(result, end, peer);
  if (peer !== undefined) return setEnd(result, peer, end);
  return before[0] === undefined ? result : setEnd(result, before[0], undefined);
}

function setEnd(document: Document, id: Id, peer: Id | undefined): Document {
  const kind = recordIndex(document).get(id)?.kind;
  if (kind !== 'port' && kind !== 'interface') return document;
  return updateRecord(document, kind, id, peer === undefined ? { peer } : { peer, kind: 'veth' });
}

function peerOf(document: Document, id: Id): Id | undefined {
  const entry = recordIndex(document).get(id);
  return entry?.kind === 'port' || entry?.kind === 'interface' ? entry.record.peer : undefined;
}
