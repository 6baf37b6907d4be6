import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '../../shared/document/document.ts';
import { packageRoot } from '../backend/package-root.ts';

export const EXAMPLE = join(packageRoot(), 'assets', 'examples', 'two-bridges.bridgewarden.json');
/** The program as these tests build it: inside the package, from where it finds its assets. */
export const BUILT_CLI = join(packageRoot(), 'out', 'test', `bridgewarden-${process.pid}.mjs`);

/** For esbuild. Bundled once: loading the sources anew for each of the many runs would take most of the time. */
export const CLI_BUILD = {
  entryPoints: [join(packageRoot(), 'electron', 'cli.ts')],
  outfile: BUILT_CLI,
  bundle: true,
  platform: 'node' as const,
  format: 'esm' as const,
  external: ['bufferutil', 'utf-8-validate'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'error' as const,
};

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

/** A folder of a test's own. */
export class CliFolder {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<CliFolder> {
    return new CliFolder(await mkdtemp(join(tmpdir(), 'cli-')));
  }

  /** A document file with this content. */
  async write(content: unknown): Promise<string> {
    const path = join(this.folder, 'lab.bridgewarden.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export async function readExample(): Promise<Document> {
  return JSON.parse(await readFile(EXAMPLE, 'utf8')) as Document;
}

/** The example with a second host beside its own. */
export async function twoHosts(name = 'second'): Promise<Document> {
  const document = await readExample();
  const host = { id: 'host-second', name, role: 'hypervisor' as const, bridges: [], ports: [], interfaces: [] };
  return { ...document, hosts: [...document.hosts, host] };
}

/** The example, with the source of its rules not there. */
export async function dangling(): Promise<Document> {
  const document = await readExample();
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.slice(0, 1).map((rule) => ({ ...rule, source: ['nobody'] })),
  }));
  return { ...document, policies: policies.slice(0, 1) };
}
