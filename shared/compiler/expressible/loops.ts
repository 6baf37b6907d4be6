import type { Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';

/** A closed way is an error waiting to happen without STP, and weakens the denials at its ports with it. */
export function loops(topology: Topology, host: Host): Finding[] {
  return topology.loops
    .filter((loop) => loop.host.id === host.id)
    .map(({ bridges, ports }): Finding => {
      const names = bridges.map((bridge) => bridge.name).join(', ');
      const links = ports.map((port) => port.name).join(', ');
      const objects = [...bridges.map((bridge) => bridge.id), ...ports.map((port) => port.id)];
      const without = bridges.filter((bridge) => bridge.stp !== true);
      return without.length > 0
        ? {
            code: 'bridge-loop',
            severity: 'error',
            message: `Bridges ${names} form a loop over ${links}, and frames would circle for ever: remove a link, or switch STP on at ${without.map((bridge) => bridge.name).join(', ')}.`,
            objects,
          }
        : {
            code: 'bridge-loop-stp',
            severity: 'warning',
            message: `Bridges ${names} form a loop over ${links}: stations that can be on both sides of a port are denied there neither as inside nor as outside.`,
            objects,
          };
    });
}
