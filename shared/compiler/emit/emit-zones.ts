import type { Host, Id } from '../../document/document.ts';
import { quoteComment, restoreLine } from '../quote.ts';
import type { Listing } from '../result.ts';
import { ListingBuilder } from './listing.ts';

/**
 * One connection tracking zone for each bridge, as a table `raw` for iptables-restore; `undefined` unless asked for. Connection
 * tracking is one for the whole machine: what was accepted on one bridge counts as established on every other. With zones each bridge
 * remembers its own (iptables-extensions(8), CT; nf_conntrack_zones.h). Both families load the same text.
 *
 * A bridge with an address has none: what the host itself sends there starts in OUTPUT, in the zone of the whole machine, and would never
 * meet its answers, which come in by the bridge.
 */
export function emitZones(host: Host): Listing | undefined {
  if (host.settings?.conntrackZones !== true || host.bridges.every(({ id }) => hasAddress(host, id))) return undefined;
  const listing = new ListingBuilder().add('*raw').add(':BW_PREROUTING - [0:0]');
  for (const [index, { id, name }] of host.bridges.entries()) {
    // Zone 0 is everybody else's.
    const zone = index + 1;
    if (hasAddress(host, id)) continue;
    listing.add(`# Zone ${zone}: bridge ${quoteComment(name)} remembers its own connections`, undefined, [id]);
    const words = ['-A', 'BW_PREROUTING', '-i', name, '-j', 'CT', '--zone', String(zone)];
    listing.add(restoreLine(words), undefined, [id]);
  }
  return listing.add('COMMIT').build();
}

/** Whether the host has an address on the bridge itself. */
export function hasAddress(host: Host, bridge: Id): boolean {
  const name = host.bridges.find(({ id }) => id === bridge)?.name;
  return host.interfaces.some((item) => item.name === name && item.addresses.length > 0);
}
