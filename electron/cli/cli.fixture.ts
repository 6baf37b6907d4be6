import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../backend/package-root.ts';

export const EXAMPLE = join(packageRoot(), 'assets', 'examples', 'two-bridges.bridgewarden.json');
/** The program as these tests build it: inside the package, from where it finds its assets. */
export const BUILT_CLI = join(packageRoot(), 'out', 'test', `bridgewarden-${process.pid}.mjs`);

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the real program as a process of its own. */
export function startCli(args: readonly string[], { env }: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [BUILT_CLI, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
}

/** Runs the program to its end, with nothing on stdin. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = startCli(args, options);
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  child.stdin?.end();
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...output };
}
