import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a Unix socket's path may have at most, less the suffix that ssh appends while it binds. */
const SOCKET_PATH_LIMIT = 104 - 18;

/** A folder that only its owner may enter (mkdtemp makes it 0700), for one connection's control socket. */
export interface ControlFolder {
  readonly socket: string;
  remove(): void;
}

/** Makes the folder; under /tmp when the system's temporary folder has too long a path for a socket. */
export function createControlFolder(bases: readonly string[] = [tmpdir(), '/tmp']): ControlFolder {
  for (const base of bases) {
    // One folder a connection, so no %C is needed to tell sockets apart, and a `%` of a folder's name must not expand.
    if (base.includes('%') || /[\s"]/.test(base) || join(base, 'bridgewarden-XXXXXX', 's').length > SOCKET_PATH_LIMIT)
      continue;
    const folder = mkdtempSync(join(base, 'bridgewarden-'));
    return { socket: join(folder, 's'), remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
  throw new Error(`No temporary folder has a path short enough for a control socket: tried ${bases.join(', ')}.`);
}
