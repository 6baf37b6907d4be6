import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { hasAddress } from '../emit/emit-zones.ts';

/** Bridges that get no connection tracking zone although the host asks for them, because the host itself speaks there. */
export function unzonedBridges(host: Host): Finding[] {
  if (host.settings?.conntrackZones !== true) return [];
  return host.bridges
    .filter(({ id }) => hasAddress(host, id))
    .map(
      ({ id, name }): Finding => ({
        code: 'bridge-without-zone',
        severity: 'warning',
        message: `Bridge ${name} has an address itself, so what ${host.name} sends there starts in the zone of the whole machine: the bridge gets no connection tracking zone of its own, or its answers would be lost. To have one, give the address to a veth end that leads to the bridge.`,
        objects: [id, host.id],
        field: 'settings.conntrackZones',
      }),
    );
}
