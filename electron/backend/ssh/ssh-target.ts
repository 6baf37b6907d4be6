import type { Host } from '../../../shared/document/document.ts';

/** Where and as whom a host is reached, and how its root rights are got. */
export interface SshTarget {
  /** The host's name in the document: what messages call it. */
  readonly name: string;
  /** A host name, an address or an alias of the administrator's ssh configuration. */
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly become?: 'sudo';
}

// The document may come from somebody else. `--` keeps an address from being read as an option; these also keep
// anything a shell could see out of `%h` and `%r` in a ProxyCommand of the administrator's own configuration.
const ADDRESS = /^[A-Za-z0-9_][A-Za-z0-9_.:%-]*$/;
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/;

/** A host without a usable connection, with a sentence that says what to fill in. */
export class NoSshTargetError extends Error {
  override readonly name = 'NoSshTargetError';
}

/** Where the host of a document is reached by SSH. Throws `NoSshTargetError` when the drawing does not say. */
export function sshTarget(host: Host): SshTarget {
  const { connection } = host;
  if (connection === undefined || connection.address === '')
    throw new NoSshTargetError(
      `The host “${host.name}” has no connection: give it the address that SSH reaches it at (host, connection, address).`,
    );
  if (!ADDRESS.test(connection.address))
    throw new NoSshTargetError(
      `The connection of the host “${host.name}” has the address “${connection.address}”, which is no host name or address: mend the connection's address.`,
    );
  if (connection.user !== undefined && !USER.test(connection.user))
    throw new NoSshTargetError(
      `The connection of the host “${host.name}” has the user “${connection.user}”, which is no login name: mend the connection's user.`,
    );
  return { name: host.name, ...connection };
}

/** The target in words: `mytux (root@192.168.50.1, port 2222)`. */
export function describeTarget(target: SshTarget): string {
  const where = target.user === undefined ? target.address : `${target.user}@${target.address}`;
  const port = target.port === undefined || target.port === 22 ? '' : `, port ${target.port}`;
  return `${target.name} (${where}${port})`;
}
