import { describeRecord } from '../../document/describe.ts';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { about, error } from './concern.ts';

/** A host's own interfaces have addresses with the length of their network. */
export function* checkHostInterfaces(document: Document): Generator<Finding> {
  for (const host of document.hosts) {
    for (const one of host.interfaces) {
      for (const [index, text] of one.addresses.entries()) {
        if (parseInterfaceAddress(text) !== undefined) continue;
        yield error(
          'bad-interface-address',
          about(one.id, `addresses.${index}`, host.id),
          `"${text}" of ${describeRecord('interface', one)} of host "${host.name}" is no interface address. Write address and prefix length, like 192.168.50.1/24 or fd00:50::1/64.`,
        );
      }
    }
  }
}
