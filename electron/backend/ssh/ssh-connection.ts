import { randomBytes } from 'node:crypto';
import { declined, prepareAnswers } from './answering.ts';
import type { Ask } from './ask.ts';
import { explainNoShell, explainSshFailure } from './explain-ssh-failure.ts';
import { Patience } from './patience.ts';
import { frameScript, unframeOutput } from './remote-script.ts';
import { OUTPUT_LIMIT, runProcess } from './run-process.ts';
import { type SshRole, sshArguments } from './ssh-arguments.ts';
import type { SshConfig } from './ssh-config.ts';
import { SshError } from './ssh-error.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';
import { withoutSudoMark } from './sudo-shell.ts';

/** How a remote script ended. Any status is an answer; only the connection's own failures are thrown. */
export interface RemoteResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RemoteRunOptions {
  /** How long the host may take; the time in which somebody is being asked does not count. */
  readonly timeoutMs: number;
  /** How long all of it may take, questions included; without a limit unless told. */
  readonly longestMs?: number;
  readonly signal?: AbortSignal;
  /** How many characters the script may print; `OUTPUT_LIMIT` unless told. */
  readonly outputLimit?: number;
}

/** A way to run scripts on one host. */
export interface SshConnection {
  readonly target: SshTarget;
  /** The process on the host that lives as long as this connection; absent without multiplexing. */
  readonly holder?: number;
  /**
   * Runs a POSIX sh script as root, which is handed over on standard input, so that no other shell ever reads it. Throws
   * `SshError` when the connection fails, the script never begins, or it takes too long.
   */
  run(script: string, options: RemoteRunOptions): Promise<RemoteResult>;
  close(): void;
}

/** How the system's client is used, and who answers its questions. */
export interface ClientUse {
  readonly config: SshConfig;
  readonly ask: Ask | undefined;
}

/** Runs one script in one ssh process, whichever role that plays. */
export async function runOverSsh(
  client: ClientUse,
  target: SshTarget,
  role: SshRole,
  script: string,
  options: RemoteRunOptions,
): Promise<RemoteResult> {
  const { config, ask } = client;
  const framed = frameScript(script, randomBytes(8).toString('hex'));
  const patience = new Patience(options.timeoutMs);
  const answering = await prepareAnswers(target, role, ask, patience);
  const argv = sshArguments(config, target, role, ask !== undefined);
  const { environment, prelude, refused } = answering;
  let unanswered = false;
  const result = await startSsh(() =>
    runProcess(config.program ?? 'ssh', argv, {
      ...(options.longestMs === undefined ? {} : { timeoutMs: options.longestMs }),
      ...(options.outputLimit === undefined ? {} : { outputLimit: options.outputLimit }),
      input: framed.text,
      environment,
      ...(prelude === undefined ? {} : { prelude }),
      signal: AbortSignal.any([refused, patience.signal, ...(options.signal === undefined ? [] : [options.signal])]),
    }),
  ).finally(() => {
    unanswered = patience.paused;
    patience.end();
    answering.close();
  });
  const { begun, status, output } = unframeOutput(result.stdout, framed);
  const stderr = withoutSudoMark(result.stderr.replaceAll('\r', ''));
  if (status !== undefined) return { status, stdout: output, stderr };
  if (options.signal?.aborted) throw cancelled(target);
  if (refused.aborted) throw declined(target);
  if (result.timedOut && unanswered)
    throw new SshError(
      'unanswered',
      `Nobody answered what ${describeTarget(target)} asked while there was time.`,
      stderr,
    );
  if (result.timedOut || patience.signal.aborted) {
    const seconds = Math.round(Math.min(options.timeoutMs, options.longestMs ?? options.timeoutMs) / 1000);
    throw new SshError(
      'timeout',
      begun
        ? `${describeTarget(target)} did not finish within ${seconds} s.`
        : `${describeTarget(target)} did not answer within ${seconds} s. Check that it is up, and that no firewall on the way drops the connection.`,
      stderr,
    );
  }
  const limit = options.outputLimit ?? OUTPUT_LIMIT;
  if (result.stdout.length >= limit)
    throw new SshError(
      'other',
      `${describeTarget(target)} sent more than ${Math.round(limit / 1024 / 1024)} MiB where an answer was expected, and was not listened to any longer. Look at what its login shell prints.`,
      stderr,
    );
  // Over a connection that stood, ssh has nothing to say when that connection ends: its master has.
  if (role.kind === 'shared' && result.status === 255 && stderr.trim() === '') throw lost(target);
  if (result.status === undefined || result.status === 255) throw explainSshFailure(stderr, target, ask !== undefined);
  if (!begun) throw explainNoShell(result.status, stderr, target);
  // The script's shell was killed on the host before it could say how it ended.
  return { status: result.status === 0 ? 1 : result.status, stdout: output, stderr };
}

/** Turns "there is no such program" into a sentence. */
export async function startSsh<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new SshError(
      'client-missing',
      'The OpenSSH client (ssh) is not on this machine. Install it: the package is called openssh-client or openssh.',
    );
  }
}

export function lost(target: SshTarget, detail = ''): SshError {
  return new SshError('lost', `The connection to ${describeTarget(target)} was lost.`, detail);
}

export function cancelled(target: SshTarget): SshError {
  return new SshError('cancelled', `Talking to ${describeTarget(target)} was cancelled.`);
}
