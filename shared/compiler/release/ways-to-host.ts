import type { Host, Id, Port } from '../../document/document.ts';

/** Two ports of one bridge: what comes in by the one and leaves by the other. */
export interface Way {
  readonly in: string;
  readonly out: string;
}

/**
 * The pairs of ports by which the host itself is reached from its NICs, over whatever bridges lie between, in both directions. They
 * stay open where everything else of the bridges is shut: a host that cannot be reached cannot be mended either. Guests
 * stand behind none of these ports.
 */
export function waysToHost(host: Host): Way[] {
  const found = new Map<string, Way>();
  const add = (one: Port, other: Port) => {
    for (const way of [
      { in: one.name, out: other.name },
      { in: other.name, out: one.name },
    ]) {
      found.set(`${way.in}:${way.out}`, way);
    }
  };
  const leadsToHost = (port: Port) =>
    port.kind === 'veth' && host.interfaces.some(({ id, peer }) => port.peer === id || peer === port.id);
  const farEnd = (port: Port) =>
    port.kind === 'veth' ? host.ports.find(({ id, peer }) => port.peer === id || peer === port.id) : undefined;
  const hasAddress = (bridge: Id) => {
    const name = host.bridges.find(({ id }) => id === bridge)?.name;
    return host.interfaces.some((item) => item.name === name && item.addresses.length > 0);
  };
  /** True when the host is reached from this port on; notes every pair on the way. */
  const follow = (from: Port, seen: ReadonlySet<Id>): boolean => {
    let reached = hasAddress(from.bridge);
    for (const to of host.ports) {
      if (to.bridge !== from.bridge || to.id === from.id) continue;
      const beyond = farEnd(to);
      const arrives =
        leadsToHost(to) ||
        (beyond !== undefined && !seen.has(beyond.bridge) && follow(beyond, new Set([...seen, beyond.bridge])));
      if (!arrives) continue;
      add(from, to);
      reached = true;
    }
    return reached;
  };
  for (const port of host.ports) if (port.kind === 'nic') follow(port, new Set([port.bridge]));
  return [...found.values()];
}
