import type { Id, Port } from '../../shared/document/document.ts';
import type { DrawnNetwork, DrawnNic } from './drawn-network.ts';

/** The NICs that a frame can reach from a bridge without passing `except`, which may be left out. */
export function nicsAround(network: DrawnNetwork, bridge: Id, except?: Id): Set<DrawnNic> {
  const ports = new Map(network.host.ports.map((port) => [port.id, port]));
  const seen = new Set<Id>([bridge]);
  for (const each of seen) {
    for (const port of network.host.ports) {
      if (port.bridge !== each || port.id === except || port.peer === undefined) continue;
      const peer = ports.get(port.peer);
      // The same link from its other end is the excepted port too.
      if (peer !== undefined && peer.id !== except) seen.add(peer.bridge);
    }
  }
  return new Set(network.nics.filter((nic) => nic.bridge !== undefined && seen.has(nic.bridge) && stands(nic, except)));
}

function stands(nic: DrawnNic, except?: Id): boolean {
  return except === undefined || nic.port?.id !== except;
}

/** Who is inside and who is outside of a port (DESIGN, "Words"); a loop can put a NIC on both sides. */
export function sidesOf(network: DrawnNetwork, port: Port): { inside: Set<DrawnNic>; outside: Set<DrawnNic> } {
  const inside = nicsAround(network, port.bridge, port.id);
  const peer = network.host.ports.find((each) => each.id === port.peer);
  const behind = network.nics.filter((nic) => nic.port?.id === port.id);
  const across = peer === undefined ? new Set(behind) : nicsAround(network, peer.bridge, peer.id);
  return { inside, outside: across };
}

/** True when frames can go between the two without a router. */
export function sameSegment(network: DrawnNetwork, one: DrawnNic, other: DrawnNic): boolean {
  return one.bridge !== undefined && nicsAround(network, one.bridge).has(other);
}
