import { compile } from '../../shared/compiler/compile.ts';
import type { Document } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { printDocument } from '../../shared/document/print.ts';
import { articlePolicy } from './article-policy.ts';
import { bridgewardenDocument } from './bridgewarden-document.ts';
import { median } from './median.ts';

/** What compiling costs inside a running program, as in the window's worker. Times in milliseconds. */
export interface InProcessCost {
  readonly parse: number;
  /** The first compile of the process: nothing is optimised yet. */
  readonly cold: number;
  readonly warm: number;
  /** After another address for one guest: what an administrator waits for while she types. */
  readonly recompile: number;
  /** What one document and its compiled release keep on the heap. */
  readonly heapMegabytes: number;
}

const ROUNDS = 5;

/** Measures in this very process, so call it once a process: the second cold compile is not cold. */
function measureInProcess(guests: number): InProcessCost {
  const text = printDocument(bridgewardenDocument(articlePolicy(guests)));
  const before = heapUsed();
  const [parsed, parse] = timed(() => parseDocument(text).document);
  if (!parsed) throw new Error('the generated document cannot be read back');
  const [first, cold] = timed(() => compileOrThrow(parsed));
  const heapMegabytes = (heapUsed() - before) / 2 ** 20;
  const warm = Array.from({ length: ROUNDS }, () => timed(() => compileOrThrow(parsed))[1]);
  const recompile = Array.from({ length: ROUNDS }, (_, round) => {
    const edited = withGuestMoved(parsed, round);
    const [hash, time] = timed(() => compileOrThrow(edited));
    if (hash === first) throw new Error('an edit that moves a guest changed no byte');
    return time;
  });
  return { parse, cold, warm: median(warm), recompile: median(recompile), heapMegabytes };
}

function compileOrThrow(document: Document): string {
  const { hosts, findings } = compile(document);
  const [host] = hosts;
  if (!host)
    throw new Error(`the generated document does not compile: ${findings[0]?.message ?? 'no finding says why'}`);
  kept = host;
  return host.hash;
}

/** Holds the newest release, so that the heap is measured with it. */
let kept: unknown;

function withGuestMoved(document: Document, round: number): Document {
  const [guest, ...others] = document.guests;
  if (!guest) return document;
  const moved = { ...guest, nics: guest.nics.map((nic) => ({ ...nic, addresses: [`10.50.200.${round + 1}`] })) };
  return { ...document, guests: [moved, ...others] };
}

function timed<T>(work: () => T): [T, number] {
  const started = performance.now();
  const result = work();
  return [result, performance.now() - started];
}

function heapUsed(): number {
  // Only with --expose-gc, which the benchmark gives.
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

if (process.argv[1] === import.meta.filename) {
  const cost = measureInProcess(Number(process.argv[2]));
  process.stdout.write(JSON.stringify(kept === undefined ? undefined : cost));
}
