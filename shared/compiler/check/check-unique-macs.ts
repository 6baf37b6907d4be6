import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseMac } from '../../net/mac.ts';
import { about, error } from './concern.ts';

/** A MAC address belongs to one NIC: bridges learn by it, and the layer 2 rules go by it. */
export function* checkUniqueMacs(document: Document): Generator<Finding> {
  const seen = new Map<string, { readonly id: string; readonly name: string }>();
  for (const guest of document.guests) {
    for (const [n, nic] of guest.nics.entries()) {
      const mac = nic.mac === undefined ? undefined : parseMac(nic.mac);
      if (mac === undefined) continue;
      const first = seen.get(mac);
      if (first === undefined) {
        seen.set(mac, guest);
        continue;
      }
      const both =
        first.id === guest.id ? `two NICs of guest "${guest.name}"` : `guests "${first.name}" and "${guest.name}"`;
      const concern = about(guest.id, `nics.${n}.mac`, ...(first.id === guest.id ? [] : [first.id]));
      yield error('mac-twice', concern, `The MAC address ${mac} is used twice, by ${both}. Give one NIC another one.`);
    }
  }
}
