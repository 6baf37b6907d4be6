import { spawn } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the command is killed and the promise rejects. */
  readonly timeout?: number;
}

/** Runs a command to its end. Rejects only when it could not be started or took too long, not when it failed. */
export function runCommand(argv: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  const [program, ...args] = argv;
  if (program === undefined) throw new RangeError('runCommand needs a program');
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...options.env }, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${argv.join(' ')} did not end in time; stderr so far: ${stderr}`));
    }, options.timeout ?? 60_000);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? (signal === null ? 1 : 128), stdout, stderr });
    });
    // A command that ends without reading its input closes the pipe: that is no failure of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a command that must succeed and returns its output. */
export async function runOrThrow(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const outcome = await runCommand(argv, options);
  if (outcome.code !== 0) {
    throw new Error(`${argv.join(' ')} ended with ${outcome.code}:\n${outcome.stderr || outcome.stdout}`);
  }
  return outcome.stdout;
}
