import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../world/run-command.ts';

const GNU_TIME = '/usr/bin/time';
const TOO_LONG = 3_600_000;

/** What one whole process took, from starting it to its end. */
export interface ProcessCost {
  /** By the clock. */
  readonly seconds: number;
  /** Of all its threads, in user space and in the kernel; says more than the clock where others compute too. */
  readonly cpuSeconds?: number;
  readonly peakMegabytes?: number;
}

/** Whether processor time and memory of a process can be had: GNU time's package is `time`. */
export function canMeasureMemory(): boolean {
  return existsSync(GNU_TIME);
}

/** Runs a command to its end; throws when it fails, because a failure measures nothing. */
export async function measureProcess(argv: readonly string[], folder: string): Promise<ProcessCost> {
  const report = join(folder, 'time.txt');
  const wrapped = canMeasureMemory() ? [GNU_TIME, '-o', report, '-f', '%U %S %M', ...argv] : argv;
  const started = performance.now();
  await runOrThrow(wrapped, { timeout: TOO_LONG });
  const seconds = (performance.now() - started) / 1000;
  if (!canMeasureMemory()) return { seconds };
  const [user, system, kilobytes] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  if (user === undefined || system === undefined || kilobytes === undefined) {
    throw new Error(`${GNU_TIME} wrote something else than three numbers to ${report}`);
  }
  return { seconds, cpuSeconds: user + system, peakMegabytes: kilobytes / 1024 };
}
