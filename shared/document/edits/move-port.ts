import type { Document, Id, Port } from '../document.ts';
import { findRecord, hostOf } from '../record-index.ts';
import { freshInterfaceName } from './fresh.ts';
import { isFreePort } from './link-records.ts';
import { pinPort } from './pin-port.ts';
import { changeHost } from './update-record.ts';

/**
 * Plugs the port of a guest into another bridge, as one moves a cable to another switch: the port keeps its id, its protections
 * and the guest behind it, so no rule changes. On another host it gets a free name. A port that is half of a veth pair, or that
 * leads to an external, stays where it is.
 */
export function movePort(document: Document, port: Id, bridge: Id): Document {
  const record = findRecord(document, 'port', port);
  const from = hostOf(document, port);
  const to = findRecord(document, 'bridge', bridge) && hostOf(document, bridge);
  if (record === undefined || from === undefined || to === undefined || record.bridge === bridge) return document;
  if (!leadsToGuest(document, record) && !isFreePort(document, port)) return document;
  const unpinned = pinPort(document, port, undefined);
  if (from.id === to.id) {
    return changeHost(unpinned, from.id, (host) => ({
      ...host,
      ports: host.ports.map((one) => (one.id === port ? { ...one, bridge } : one)),
    }));
  }
  const without = changeHost(unpinned, from.id, (host) => ({
    ...host,
    ports: host.ports.filter(({ id }) => id !== port),
  }));
  const moved: Port = { ...record, bridge, name: freshInterfaceName(to, record.name) };
  return changeHost(without, to.id, (host) => ({ ...host, ports: [...host.ports, moved] }));
}

function leadsToGuest(document: Document, { id, peer }: Port): boolean {
  return peer === undefined && document.guests.some(({ nics }) => nics.some((nic) => nic.port === id));
}
