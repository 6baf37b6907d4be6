import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { isLinkLocal } from '../../net/ipv6-scopes.ts';
import { parseRange } from '../../net/range.ts';
import type { Topology } from '../../topology/topology.ts';
import { hardeningFindings } from './hardening-findings.ts';
import { hostOutputFindings } from './host-output-findings.ts';

/** What layer 2 cannot bind because the drawing does not say it, and what a switch takes back. */
export function layer2Findings(topology: Topology, host: Host): Finding[] {
  const unknown = host.ports.flatMap((port): Finding[] => {
    const guest = topology.ports.get(port.id)?.guest;
    if (!guest) return [];
    const { nic } = guest;
    const index = guest.guest.nics.indexOf(nic);
    if (nic.mac !== undefined) return [];
    const findings: Finding[] = [];
    if (port.protect?.mac !== false) {
      findings.push({
        code: 'mac-unknown',
        severity: 'warning',
        message: `${guest.guest.name} has no MAC address at port ${port.name}, so frames that enter there are not held to one: give the NIC its MAC address.`,
        objects: [guest.guest.id, port.id],
        field: `nics.${index}.mac`,
      });
    }
    const v6 = nic.addresses.flatMap((text) => parseRange(text) ?? []).filter((range) => range.family === 6);
    if (v6.length > 0 && !v6.some(isLinkLocal)) {
      findings.push({
        code: 'link-local-unknown',
        severity: 'warning',
        message: `${guest.guest.name} speaks IPv6 at port ${port.name}, but without its MAC address or a drawn fe80:: address its link-local address is not known and is denied: give one of the two.`,
        objects: [guest.guest.id, port.id],
        field: `nics.${index}.addresses`,
      });
    }
    return findings;
  });
  return [...unknown, ...hardeningFindings(topology, host), ...hostOutputFindings(topology, host)];
}
