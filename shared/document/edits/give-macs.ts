import type { Document, Id } from '../document.ts';
import { findRecord } from '../record-index.ts';
import { freshMac } from './fresh.ts';
import { updateNic } from './guest-nics.ts';

/** Makes up a MAC address for every NIC of these guests that has none. */
export function giveMacs(document: Document, guests: readonly Id[]): Document {
  return guests.reduce((now, id) => {
    const nics = findRecord(now, 'guest', id)?.nics ?? [];
    return nics.reduce(
      (so, nic, index) => (nic.mac === undefined ? updateNic(so, id, index, { mac: freshMac(so) }) : so),
      now,
    );
  }, document);
}
