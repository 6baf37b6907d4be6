import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, freemem, loadavg } from 'node:os';
import { join } from 'node:path';
import { runOrThrow } from '../world/run-command.ts';
import { BenchFolder } from './bench-folder.ts';
import { firewallBuilderVersion, PEER } from './firewall-builder.ts';
import type { InProcessCost } from './in-process.ts';
import { canMeasureMemory, type ProcessCost } from './measure-process.ts';
import { median } from './median.ts';
import { type BenchOptions, benchOptions, USAGE } from './options.ts';
import { type BenchResult, type PairResult, report, type SizeResult } from './report.ts';

const ROOT = join(import.meta.dirname, '../..');
const RESULT = join(ROOT, 'out/results/bench.json');
/** The peer's need at 1000 guests. */
const PEER_BYTES_AT_1000 = 13 * 2 ** 30;
const GROWTH_ROUNDS = 5;

async function bench({ pairs, sizes }: BenchOptions): Promise<BenchResult> {
  const peer = firewallBuilderVersion();
  const notes: string[] = [];
  if (peer === undefined)
    notes.push(`${PEER} is not installed (Debian: apt-get install fwbuilder): nothing was compared.`);
  if (!canMeasureMemory()) notes.push('GNU time is not installed (Debian: apt-get install time): no memory figures.');
  const places = new Map(sizes.map((guests) => [guests, new BenchFolder(guests)]));
  try {
    const compared: PairResult[] = [];
    for (const { guests, rounds } of peer === undefined ? [] : pairs) {
      const place = placeOf(places, guests);
      if (guests >= 1000 && freemem() < PEER_BYTES_AT_1000) {
        notes.push(`${PEER} at ${guests} guests was left out: it needs 12.5 GiB of memory.`);
      } else compared.push(await compare(place, guests, rounds));
    }
    const own = await growth(places);
    return {
      date: new Date().toISOString(),
      machine: { processors: availableParallelism(), node: process.version, load: loadavg()[0] ?? 0 },
      ...(peer === undefined ? {} : { peer }),
      compared,
      sizes: own,
      inProcess: await inProcess(sizes),
      notes,
    };
  } finally {
    for (const { folder } of places.values()) rmSync(folder, { recursive: true, force: true });
  }
}

/** The two programs by turns, so that whatever else the machine does falls on both. */
async function compare(place: BenchFolder, guests: number, rounds: number): Promise<PairResult> {
  const ours: ProcessCost[] = [];
  const peers: ProcessCost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    progress(`${guests} guests, pair ${round + 1} of ${rounds}`);
    ours.push(await place.compileOurs());
    peers.push(await place.compilePeers());
  }
  return {
    guests,
    rounds,
    ours: middle(ours),
    peers: middle(peers),
    timesFaster: median(peers.map((cost, round) => cost.seconds / (ours[round]?.seconds ?? Number.NaN))),
    ourRules: place.ourRules(),
    peerRules: place.peerRules(),
  };
}

/** Our program at every size by turns. */
async function growth(places: ReadonlyMap<number, BenchFolder>): Promise<SizeResult[]> {
  const costs = new Map<number, ProcessCost[]>();
  for (let round = 0; round < GROWTH_ROUNDS; round += 1) {
    progress(`all sizes, round ${round + 1} of ${GROWTH_ROUNDS}`);
    for (const [guests, place] of places) {
      const list = costs.get(guests) ?? [];
      list.push(await place.compileOurs());
      costs.set(guests, list);
    }
  }
  return [...places].map(([guests, place]) => ({
    guests,
    cost: middle(costs.get(guests) ?? []),
    rules: place.ourRules(),
  }));
}

async function inProcess(sizes: readonly number[]): Promise<BenchResult['inProcess']> {
  const results: { guests: number; cost: InProcessCost }[] = [];
  for (const guests of sizes) {
    progress(`${guests} guests in one process`);
    const argv = ['--expose-gc', '--import', 'tsx', join(import.meta.dirname, 'in-process.ts'), String(guests)];
    const cost = JSON.parse(await runOrThrow([process.execPath, ...argv], { timeout: 600_000 })) as InProcessCost;
    results.push({ guests, cost });
  }
  return results;
}

function middle(costs: readonly ProcessCost[]): ProcessCost {
  const of = (pick: (cost: ProcessCost) => number | undefined) => {
    const values = costs.flatMap((cost) => pick(cost) ?? []);
    return values.length > 0 ? median(values) : undefined;
  };
  const cpuSeconds = of((cost) => cost.cpuSeconds);
  const peakMegabytes = of((cost) => cost.peakMegabytes);
  return {
    seconds: median(costs.map((cost) => cost.seconds)),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(peakMegabytes === undefined ? {} : { peakMegabytes }),
  };
}

function placeOf(places: ReadonlyMap<number, BenchFolder>, guests: number): BenchFolder {
  const place = places.get(guests);
  if (!place) throw new RangeError(`no files were made for ${guests} guests`);
  return place;
}

function progress(text: string): void {
  console.error(`  ${text}`);
}

async function main(): Promise<void> {
  let options: BenchOptions;
  try {
    options = benchOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  // What is measured must be what stands in the sources.
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-node.mjs'), 'cli'], { stdio: 'inherit' });
  if (options.push) {
    const argv = [join(ROOT, 'scripts/in-namespace.sh'), 'root', process.execPath, '--import', 'tsx'];
    execFileSync('sh', [...argv, join(import.meta.dirname, 'push-many.ts')], { stdio: 'inherit' });
    return;
  }
  const result = await bench(options);
  if (!existsSync(join(ROOT, 'out/results'))) mkdirSync(join(ROOT, 'out/results'), { recursive: true });
  writeFileSync(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(report(result));
  console.log('\nWritten to out/results/bench.json.');
}

await main();
