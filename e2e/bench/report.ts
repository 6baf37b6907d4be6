import type { RuleCounts } from './count-rules.ts';
import type { InProcessCost } from './in-process.ts';
import type { ProcessCost } from './measure-process.ts';
import { textTable } from './text-table.ts';

/** Our program and the peer on the same policy, by turns; the costs are medians. */
export interface PairResult {
  readonly guests: number;
  readonly rounds: number;
  readonly ours: ProcessCost;
  readonly peers: ProcessCost;
  /** The median of the pairs' ratios, by the clock. */
  readonly timesFaster: number;
  readonly ourRules: RuleCounts;
  readonly peerRules: number;
}

export interface SizeResult {
  readonly guests: number;
  readonly cost: ProcessCost;
  readonly rules: RuleCounts;
}

/** Everything one run of the benchmark found: what `out/results/bench.json` holds. */
export interface BenchResult {
  readonly date: string;
  readonly machine: { readonly processors: number; readonly node: string; readonly load: number };
  readonly peer?: string;
  readonly compared: readonly PairResult[];
  readonly sizes: readonly SizeResult[];
  readonly inProcess: readonly { readonly guests: number; readonly cost: InProcessCost }[];
  readonly notes: readonly string[];
}

/** The result for people. */
export function report(result: BenchResult): string {
  const { machine, peer, notes } = result;
  return [
    `${machine.processors} processors, Node ${machine.node}, load ${machine.load.toFixed(1)}${machine.load > machine.processors / 2 ? ' (busy: trust the ratios, not the seconds)' : ''}`,
    ...(result.compared.length > 0
      ? ['', `Whole process against Firewall Builder ${peer ?? ''}`, comparison(result)]
      : []),
    '',
    'Ours by size, whole process',
    sizes(result),
    '',
    'Growth from 100 to 1000 guests',
    ...growth(result),
    '',
    'In one process',
    inProcess(result),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

function comparison({ compared }: BenchResult): string {
  return textTable(
    ['guests', 'pairs', 'ours', 'peer', 'faster', 'by CPU', 'memory', 'peer', 'rules v4+v6', 'peer (v4)'],
    compared.map(({ guests, rounds, ours, peers, timesFaster, ourRules, peerRules }) => [
      String(guests),
      String(rounds),
      seconds(ours.seconds),
      seconds(peers.seconds),
      `${timesFaster.toFixed(1)} x`,
      ours.cpuSeconds && peers.cpuSeconds ? `${(peers.cpuSeconds / ours.cpuSeconds).toFixed(1)} x` : '-',
      megabytes(ours.peakMegabytes),
      megabytes(peers.peakMegabytes),
      `${ourRules.v4}+${ourRules.v6}`,
      String(peerRules),
    ]),
  );
}

function sizes(result: BenchResult): string {
  return textTable(
    ['guests', 'time', 'CPU', 'memory', 'v4', 'v6', 'layer 2', 'a guest'],
    result.sizes.map(({ guests, cost, rules }) => [
      String(guests),
      seconds(cost.seconds),
      cost.cpuSeconds === undefined ? '-' : seconds(cost.cpuSeconds),
      megabytes(cost.peakMegabytes),
      String(rules.v4),
      String(rules.v6),
      String(rules.frames),
      (allRules(rules) / guests).toFixed(1),
    ]),
  );
}

function growth({ sizes: all, inProcess: within }: BenchResult): string[] {
  const few = all.find(({ guests }) => guests === 100);
  const many = all.find(({ guests }) => guests === 1000);
  const warmFew = within.find(({ guests }) => guests === 100);
  const warmMany = within.find(({ guests }) => guests === 1000);
  if (!few || !many || !warmFew || !warmMany) return ['  not measured'];
  return [
    `  time of the whole process  x ${(many.cost.seconds / few.cost.seconds).toFixed(1)}`,
    `  warm compile alone         x ${(warmMany.cost.warm / warmFew.cost.warm).toFixed(1)}`,
    `  emitted rules              x ${(allRules(many.rules) / allRules(few.rules)).toFixed(2)} (10 is linear)`,
  ];
}

function inProcess({ inProcess: all }: BenchResult): string {
  return textTable(
    ['guests', 'read', 'first compile', 'warm', 'after an edit', 'kept on the heap'],
    all.map(({ guests, cost }) => [
      String(guests),
      milliseconds(cost.parse),
      milliseconds(cost.cold),
      milliseconds(cost.warm),
      milliseconds(cost.recompile),
      megabytes(cost.heapMegabytes),
    ]),
  );
}

function allRules({ v4, v6, frames }: RuleCounts): number {
  return v4 + v6 + frames;
}

function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function megabytes(value: number | undefined): string {
  return value === undefined ? '-' : `${value.toFixed(0)} MiB`;
}
