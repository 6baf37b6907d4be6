import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { asAdministrator } from '../ssh/as-administrator.ts';
import { Fleet, fleetDocument } from '../ssh/fleet.ts';
import { runCommand } from '../world/run-command.ts';
import { textTable } from './text-table.ts';

// Pushes one drawing to one host and to thirty, each an sshd in a network namespace, and compares what the program took.
// Run by `npm run bench -- --push`, which puts it into namespaces of its own.

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'out/cli/bridgewarden.mjs');
const RESULT = join(ROOT, 'out/results/bench-push.json');
const HOSTS = 30;
const SAMPLE_MS = 100;

interface PushCost {
  readonly hosts: number;
  readonly seconds: number;
  /** Of the program alone. */
  readonly programMegabytes: number;
  /** Of the program and all its ssh processes together, at their highest. */
  readonly allMegabytes: number;
}

const fleet = await Fleet.build(HOSTS);
try {
  const file = join(fleet.folder, 'fleet.bridgewarden.json');
  writeFileSync(file, JSON.stringify(fleetDocument(HOSTS)));
  const names = fleet.hosts.map((_, index) => `host${index + 1}`);
  const push = (wanted: readonly string[]) =>
    measurePush(['deploy', file, '--host', wanted.join(','), '--yes', '--json'], wanted.length);
  // Each host for the first time in both: the one is the last of them.
  const one = await push(names.slice(-1));
  const many = await push(names);
  const status = await runCommand(program(['status', file, '--json']), { timeout: 600_000 });
  const { hosts } = JSON.parse(status.stdout) as { hosts: { state: string }[] };
  const inSync = hosts.filter(({ state }) => state === 'in-sync').length;
  if (status.code !== 0 || inSync !== HOSTS)
    throw new Error(`${inSync} of ${HOSTS} hosts are in sync: ${status.stdout}`);

  const result = {
    date: new Date().toISOString(),
    machine: { processors: availableParallelism(), node: process.version, load: loadavg()[0] },
    ...{ one, many, inSync },
  };
  mkdirSync(join(ROOT, 'out/results'), { recursive: true });
  writeFileSync(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  const row = ({ hosts: count, seconds, programMegabytes, allMegabytes }: PushCost) => [
    String(count),
    `${seconds.toFixed(1)} s`,
    `${programMegabytes.toFixed(0)} MiB`,
    `${allMegabytes.toFixed(0)} MiB`,
  ];
  const ratio = (of: keyof PushCost) => `x ${(many[of] / one[of]).toFixed(1)}`;
  console.log(
    textTable(
      ['hosts', 'time', 'program', 'with its ssh processes'],
      [row(one), row(many), ['', ratio('seconds'), ratio('programMegabytes'), ratio('allMegabytes')]],
    ),
  );
  console.log(`${inSync} of ${HOSTS} hosts are in sync afterwards.`);
} finally {
  await fleet.destroy();
}

function program(args: readonly string[]): string[] {
  return asAdministrator(fleet, [process.execPath, CLI, ...args]);
}

/** Runs a push to its end and watches the memory of its processes; throws unless every host was confirmed. */
async function measurePush(args: readonly string[], hosts: number): Promise<PushCost> {
  const [command = '', ...rest] = program(args);
  const started = performance.now();
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  let [programMegabytes, allMegabytes] = [0, 0];
  const sampling = setInterval(() => {
    const own = processesBelow(child.pid ?? 0).map(memoryOf);
    programMegabytes = Math.max(programMegabytes, ...own.filter(({ node }) => node).map(({ megabytes }) => megabytes));
    allMegabytes = Math.max(
      allMegabytes,
      own.reduce((sum, { megabytes }) => sum + megabytes, 0),
    );
  }, SAMPLE_MS);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(sampling);
  if (status !== 0) throw new Error(`the push to ${hosts} hosts ended with ${status}: ${printed}`);
  return { hosts, seconds: (performance.now() - started) / 1000, programMegabytes, allMegabytes };
}

/** A process and all it started, as far as they live. */
function processesBelow(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^PPid:\s+(\d+)$/m.exec(statusOf(name))?.[1];
    if (parent === undefined) continue;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
  }
  const found = [root];
  for (const process of found) found.push(...(children.get(process) ?? []));
  return found;
}

function memoryOf(process: number): { readonly node: boolean; readonly megabytes: number } {
  const status = statusOf(String(process));
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  return { node: /^Name:\s+(?:node|MainThread)$/m.test(status), megabytes: kilobytes / 1024 };
}

function statusOf(name: string): string {
  if (!/^\d+$/.test(name)) return '';
  try {
    return readFileSync(`/proc/${name}/status`, 'utf8');
  } catch {
    // It has ended since.
    return '';
  }
}
