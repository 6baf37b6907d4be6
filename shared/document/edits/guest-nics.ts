import type { Document, Guest, Id, Nic } from '../document.ts';
import { mapSame, type Patch, patchSame } from '../keep-identity.ts';
import { changeRecord } from './update-record.ts';

/** Sets fields of one NIC of a guest, counted from 0. */
export function updateNic(document: Document, guest: Id, index: number, patch: Patch<Nic>): Document {
  return changeRecord(document, 'guest', guest, (one): Guest => {
    const nics = mapSame(one.nics, (nic, at) => (at === index ? patchSame<Nic>(nic, patch) : nic));
    return nics === one.nics ? one : { ...one, nics };
  });
}
