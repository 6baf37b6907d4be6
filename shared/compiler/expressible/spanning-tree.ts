import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';

/**
 * With STP on, the kernel takes a bridge's control frames before any filter sees them (br_input.c, br_handle_frame), so a guest
 * can make itself the root of the tree and draw the bridge's traffic to its port. No rule of ours can stop that.
 */
export function spanningTree(topology: Topology, host: Host): Finding[] {
  return [...topology.bridges.values()]
    .filter(({ host: owner, bridge }) => owner.id === host.id && bridge.stp === true)
    .flatMap(({ bridge, ports }): Finding[] => {
      const guests = ports.filter((port) => port.role === 'guest').map(({ port }) => port);
      if (guests.length === 0) return [];
      const commands = guests.map((port) => `"bridge link set dev ${port.name} root_block on"`).join(', ');
      return [
        {
          code: 'stp-guest-root',
          severity: 'warning',
          message: `Bridge ${bridge.name} takes part in STP, so a guest behind ${guests.map((port) => port.name).join(', ')} can make itself the root of the tree, which no packet filter sees. Run ${commands} on ${host.name} whenever those ports are made, or switch STP off.`,
          objects: [bridge.id, ...guests.map((port) => port.id)],
          field: 'stp',
        },
      ];
    });
}
