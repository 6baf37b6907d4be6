import { type ChildProcess, spawn } from 'node:child_process';

/** Characters. Whatever a host sends beyond this is cut: a broken or hostile one must not fill the memory. */
export const OUTPUT_LIMIT = 8 * 1024 * 1024;

export interface ProcessResult {
  /** Exit status; absent when a signal ended it. */
  readonly status?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface ProcessOptions {
  readonly input: string;
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Speaks with the program before it gets its input; the program is ended when this comes to nothing. */
  readonly prelude?: (child: ChildProcess) => Promise<boolean>;
  /** The program is ended after this time; never by itself where there is none. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** How many characters of each stream are kept; `OUTPUT_LIMIT` unless told. */
  readonly outputLimit?: number;
}

/** Starts a program without a shell, in a process group and session of its own, so that it has no terminal to ask at. */
export function spawnGroup(
  program: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(program, argv, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
    env: { ...process.env, LC_ALL: 'C', ...environment },
  });
}

/** Ends a process and all it started (a ProxyCommand, for one). */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    // Windows has no process groups; there a client runs nothing of its own.
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/**
 * Runs a program to its end, with a text on its standard input. Resolves also when it fails, times out or is aborted;
 * rejects only when it could not be started.
 */
export async function runProcess(
  program: string,
  argv: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  const child = spawnGroup(program, argv, options.environment);
  let timedOut = false;
  const kill = () => killGroup(child);
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          kill();
        }, options.timeoutMs);
  options.signal?.addEventListener('abort', kill, { once: true });
  if (options.signal?.aborted) kill();

  const stdout = collect(child.stdout, options.outputLimit);
  const stderr = collect(child.stderr);
  // A remote end that stops reading is told by its exit status, not by a broken pipe here.
  child.stdin?.on('error', () => {});
  if (options.prelude === undefined) child.stdin?.end(options.input);
  else void options.prelude(child).then((ready) => (ready ? void child.stdin?.end(options.input) : kill()));
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { ...(status === null ? {} : { status }), stdout: stdout(), stderr: stderr(), timedOut };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', kill);
  }
}

/** Gathers a stream's text up to the limit; the function returned gives what there is. */
export function collect(stream: NodeJS.ReadableStream | null, limit = OUTPUT_LIMIT): () => string {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    if (text.length < limit) text += chunk;
  });
  return () => text;
}
