import { CallError } from '../../../shared/contract/errors.ts';
import type { Ask } from '../ssh/ask.ts';
import { saidBy } from '../ssh/said-by.ts';
import type { SshClient } from '../ssh/ssh-client.ts';
import type { RemoteRunOptions, SshConnection } from '../ssh/ssh-connection.ts';
import { SshError } from '../ssh/ssh-error.ts';
import { type Compiler, type LocatedHost, locateHost } from './plan-deployment.ts';
import { DEFAULT_REMOTE_PATHS, type RemotePaths } from './remote/remote-paths.ts';

/** What asking a host takes; the paths default to the program's own. */
export interface HostOptions {
  readonly compiler: Compiler;
  readonly client: SshClient;
  readonly paths?: RemotePaths;
}

/** The host that a call is about. */
export interface HostRequest {
  readonly text: string;
  readonly host: string;
}

/** Who asks: how to break off, and who answers what ssh and sudo ask. */
export interface Asking {
  readonly signal: AbortSignal;
  /** Without it a host that asks is refused. */
  readonly ask?: Ask;
}

/** A connection to a host of a document, for the time of one question. */
export interface HostSession extends LocatedHost {
  readonly paths: RemotePaths;
  /** Runs a script that must succeed, and gives what it printed. Throws `CallError` with the host's own words otherwise. */
  ask(script: string, options?: Partial<RemoteRunOptions>): Promise<string>;
}

const PATIENCE_MS = 60_000;

/** Connects, lets `work` ask, and closes. Failures of the connection become a `CallError` unless `work`'s caller wants them. */
export async function withHost<T>(
  request: HostRequest,
  options: HostOptions,
  { signal, ask }: Asking,
  work: (session: HostSession) => Promise<T>,
): Promise<T> {
  const located = locateHost(request, options.compiler);
  let connection: SshConnection | undefined;
  try {
    const client = ask === undefined ? options.client : options.client.asking(ask);
    const opened = await client.connect(located.target, signal);
    connection = opened;
    return await work({
      ...located,
      paths: options.paths ?? DEFAULT_REMOTE_PATHS,
      async ask(script, options) {
        const result = await opened.run(script, { timeoutMs: PATIENCE_MS, signal, ...options });
        if (result.status === 0) return result.stdout;
        throw new CallError('io', `${located.host.name} could not answer: ${saidBy(result)}`);
      },
    });
  } catch (error) {
    if (signal.aborted) throw new CallError('cancelled', `Asking ${located.host.name} was cancelled.`);
    throw error;
  } finally {
    connection?.close();
  }
}

/** A failure of the connection as the window is told it. */
export function asCallError(error: unknown): unknown {
  return error instanceof SshError ? new CallError('io', error.message) : error;
}
