import type { Document, Guest, Id, Nic } from '../document.ts';
import { mapSame, type Patch, patchSame } from '../keep-identity.ts';
import { findRecord } from '../record-index.ts';
import { changeRecord, updateRecord } from './update-record.ts';

/** Sets fields of one NIC of a guest, counted from 0. */
export function updateNic(document: Document, guest: Id, index: number, patch: Patch<Nic>): Document {
  return changeRecord(document, 'guest', guest, (one): Guest => {
    const nics = mapSame(one.nics, (nic, at) => (at === index ? patchSame<Nic>(nic, patch) : nic));
    return nics === one.nics ? one : { ...one, nics };
  });
}

/** Sets the addresses of a guest's NIC; blank lines and blanks around are dropped. */
export function setAddresses(document: Document, guest: Id, index: number, addresses: readonly string[]): Document {
  return updateNic(document, guest, index, { addresses: cleaned(addresses) });
}

/** Sets the addresses of an external machine or of a host's interface. */
export function setOwnAddresses(document: Document, id: Id, addresses: readonly string[]): Document {
  const kind = findRecord(document, 'external', id) === undefined ? 'interface' : 'external';
  return updateRecord(document, kind, id, { addresses: cleaned(addresses) });
}

function cleaned(addresses: readonly string[]): string[] {
  return addresses.map((text) => text.trim()).filter((text) => text !== '');
}
