import { INTERFACE_NAME_BYTES } from '../../net/names.ts';
import type { Document, Host, HostInterface, Id, Port } from '../document.ts';
import { mapSame, patchSame } from '../keep-identity.ts';
import { freshLike, freshNumbered, freshPairNames } from './fresh.ts';
import { withList } from './update-record.ts';

/** Ports of guests are numbered (`vk1`, `vk2`...) or named after their guests (`kali2`, `kali2-2` for its second NIC). */
export type NameScheme = 'numbered' | 'guest';

/**
 * Gives the made-up interfaces of a host (of all hosts when none is named) names by one scheme: guest ports in the order of
 * their bridges, veth pairs `vethb1`-`vethb2` between bridges and `vmh1`-`vmh2` to the host. What has its name from elsewhere
 * keeps it: bridges, physical NICs, the host's Ethernet and loopback interfaces. Ids stay, so no rule changes.
 */
export function tidyNames(document: Document, scheme: NameScheme = 'numbered', host?: Id): Document {
  const hosts = mapSame(document.hosts, (one) =>
    host === undefined || one.id === host ? tidyHost(document, one, scheme) : one,
  );
  return withList(document, 'hosts', hosts);
}

function tidyHost(document: Document, host: Host, scheme: NameScheme): Host {
  const names = namesFor(document, host, scheme);
  const renamed = <T extends Port | HostInterface>(one: T): T =>
    patchSame<Port | HostInterface>(one, { name: names.get(one.id) ?? one.name }) as T;
  const ports = withList(host, 'ports', mapSame(host.ports, renamed));
  return withList(ports, 'interfaces', mapSame(host.interfaces, renamed));
}

function namesFor(document: Document, host: Host, scheme: NameScheme): ReadonlyMap<Id, string> {
  const bridgeOrder = new Map(host.bridges.map(({ id }, index) => [id, index]));
  const ports = host.ports.toSorted((a, b) => (bridgeOrder.get(a.bridge) ?? 0) - (bridgeOrder.get(b.bridge) ?? 0));
  const pairs = pairsOf(host, ports);
  const paired = new Set(pairs.flatMap(({ ends }) => ends));
  const single = ports.filter(({ id, kind }) => kind !== 'nic' && !paired.has(id));
  const changing = new Set([...paired, ...single.map(({ id }) => id)]);
  // The names that stay are taken; the others are all given anew, as if nobody had them.
  const taken = new Set(
    [...host.bridges, ...host.ports, ...host.interfaces].filter(({ id }) => !changing.has(id)).map(({ name }) => name),
  );
  const names = new Map<Id, string>();
  const give = (id: Id, name: string): void => {
    names.set(id, name);
    taken.add(name);
  };
  for (const { ends, stem } of pairs) {
    const [first, second] = freshPairNames(taken, stem);
    give(ends[0], first);
    give(ends[1], second);
  }
  for (const { id } of single) {
    const wish = scheme === 'guest' ? afterGuest(document, id) : undefined;
    give(id, wish === undefined ? freshNumbered(taken, 'vk') : freshLike(taken, wish, INTERFACE_NAME_BYTES));
  }
  return names;
}

interface Pair {
  readonly ends: readonly [Id, Id];
  readonly stem: string;
}

/** The veth pairs of a host, each once: those between bridges, and those whose far end is the host's own. */
function pairsOf(host: Host, ports: readonly Port[]): Pair[] {
  const portIds = new Set(ports.map(({ id }) => id));
  // One with the name of a bridge is the bridge's own device.
  const bridgeNames = new Set(host.bridges.map(({ name }) => name));
  const ownVeths = new Set(
    host.interfaces.filter(({ kind, name }) => kind === 'veth' && !bridgeNames.has(name)).map(({ id }) => id),
  );
  const seen = new Set<Id>();
  const pairs: Pair[] = [];
  for (const { id, kind, peer } of ports) {
    if (kind === 'nic' || peer === undefined || peer === id || seen.has(id) || seen.has(peer)) continue;
    const stem = portIds.has(peer) ? 'vethb' : ownVeths.has(peer) ? 'vmh' : undefined;
    if (stem === undefined || ports.some((other) => other.id === peer && other.kind === 'nic')) continue;
    seen.add(id).add(peer);
    pairs.push({ ends: [id, peer], stem });
  }
  return pairs;
}

/** The guest's name as far as the kernel takes it; numbered when the guest has several NICs. */
function afterGuest(document: Document, port: Id): string | undefined {
  for (const { name, nics } of document.guests) {
    const index = nics.findIndex((nic) => nic.port === port);
    if (index < 0) continue;
    const plain = name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[-.]+|-+$/g, '');
    if (plain === '') return undefined;
    const suffix = index === 0 ? '' : `-${index + 1}`;
    return plain.slice(0, INTERFACE_NAME_BYTES - suffix.length) + suffix;
  }
  return undefined;
}
