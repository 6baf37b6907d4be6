import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { portHardening } from '../layer2/port-hardening.ts';

/**
 * With STP on, the kernel takes a bridge's control frames before any filter sees them (br_input.c, br_handle_frame), so a guest
 * can make itself the root of the tree and draw the bridge's traffic to its port. Only the flag `root_block` of its port stops
 * that; it is set unless the drawing says otherwise.
 */
export function spanningTree(topology: Topology, host: Host): Finding[] {
  return [...topology.bridges.values()]
    .filter(({ host: owner, bridge }) => owner.id === host.id && bridge.stp === true)
    .flatMap(({ bridge, ports }): Finding[] => {
      const open = ports
        .filter((port) => port.role === 'guest' && !portHardening(port).rootBlock)
        .map(({ port }) => port);
      if (open.length === 0) return [];
      return [
        {
          code: 'stp-guest-root',
          severity: 'warning',
          message: `Bridge ${bridge.name} takes part in STP, so a guest behind ${open.map((port) => port.name).join(', ')} can make itself the root of the tree, which no packet filter sees. Switch "Guests never become STP root" on at ${bridge.name}, or switch STP off.`,
          objects: [bridge.id, ...open.map((port) => port.id)],
          field: 'hardening.rootBlock',
        },
      ];
    });
}
