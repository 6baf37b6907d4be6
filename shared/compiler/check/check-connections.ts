import type { Document, Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseAddress } from '../../net/address.ts';
import { about, error } from './concern.ts';

/** A host name, an alias of the SSH configuration, or an address: never anything that the SSH client could take for an option. */
const HOST_NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})$/;
const USER_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,31}\$?$/;

export function* checkConnections(document: Document): Generator<Finding> {
  for (const host of document.hosts) if (host.connection !== undefined) yield* checkConnection(host, host.connection);
}

function* checkConnection(host: Host, connection: NonNullable<Host['connection']>): Generator<Finding> {
  const { address, port, user } = connection;
  if (!HOST_NAME.test(address) && parseAddress(address) === undefined) {
    const message = `"${address}" is no address to reach host "${host.name}" at. Enter a host name or an IP address.`;
    yield error('bad-connection', about(host.id, 'connection.address'), message);
  }
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    const message = `${port} is no SSH port of host "${host.name}". Enter a whole number from 1 to 65535.`;
    yield error('bad-connection', about(host.id, 'connection.port'), message);
  }
  if (user !== undefined && !USER_NAME.test(user)) {
    const message = `"${user}" is no user name to log in to host "${host.name}" with. Use letters, digits, "_", "." and "-".`;
    yield error('bad-connection', about(host.id, 'connection.user'), message);
  }
}
