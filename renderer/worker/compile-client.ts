import type { CompileOptions, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';
import { type Change, changesBetween } from './document-changes.ts';
import { unpackResult } from './unpack-result.ts';

/** What the client needs of a Worker. */
export interface CompileWorker {
  postMessage(request: CompileRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CompileResponse }) => void): void;
  addEventListener(type: 'error', listener: (event: unknown) => void): void;
  terminate(): void;
}

export interface CompileAnswers {
  onResult(document: Document, result: CompileResult): void;
  onFailure(document: Document, message: string): void;
}

interface Wish {
  readonly document: Document;
  readonly options: CompileOptions;
}

/** Edits that come faster than this are compiled together. */
export const QUIET_MS = 90;
/** A worker that is this late with something nobody wants any more is given up, unless it has been as slow before. */
export const PATIENCE_MS = 5000;
/**
 * So many times the longest compile is too long for a worker that nobody waits for. A new worker knows nothing: it loads the program
 * and runs it cold, so that the one that is half done is nearly always the sooner one.
 */
export const PATIENCE_FACTOR = 2;
/** More changes than this are sent as the whole document: another one was opened. */
const MOST_CHANGES = 200;

/** Compiles in a worker. Only the latest document counts: what is overtaken is never compiled, or its answer is dropped. */
export class CompileClient {
  readonly #spawn: () => CompileWorker;
  readonly #answers: CompileAnswers;
  #worker: CompileWorker | undefined;
  /** What the worker has: it is told what is different. */
  #held: Document | undefined;
  #running: (Wish & { readonly id: number; readonly begun: number }) | undefined;
  /** The longest compile so far, milliseconds. */
  #longest = 0;
  #wanted: Wish | undefined;
  #count = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(spawn: () => CompileWorker, answers: CompileAnswers) {
    this.#spawn = spawn;
    this.#answers = answers;
  }

  request(document: Document, options: CompileOptions): void {
    this.#wanted = { document, options };
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#begin(), QUIET_MS);
  }

  #begin(): void {
    const wish = this.#wanted;
    if (!wish) return;
    if (this.#running) {
      const most = Math.max(PATIENCE_MS, this.#longest * PATIENCE_FACTOR);
      this.#patience ??= setTimeout(() => this.#giveUp(), this.#running.begun + most - performance.now());
      return;
    }
    this.#wanted = undefined;
    this.#count += 1;
    this.#running = { ...wish, id: this.#count, begun: performance.now() };
    this.#worker ??= this.#hire();
    this.#worker.postMessage({ id: this.#count, options: wish.options, ...this.#told(wish.document) });
  }

  /** The document as a worker is told of it: what is different from what it has. */
  #told(document: Document): { document: Document } | { changes: readonly Change[] } {
    const held = this.#held;
    this.#held = document;
    const changes = held && changesBetween(held, document);
    return changes && changes.length <= MOST_CHANGES ? { changes } : { document };
  }

  #hire(): CompileWorker {
    const worker = this.#spawn();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#take(data);
    });
    worker.addEventListener('error', () => {
      if (worker !== this.#worker) return;
      const late = this.#running;
      this.#dismiss();
      if (late && !this.#wanted) this.#answers.onFailure(late.document, 'The compiler stopped unexpectedly.');
      this.#begin();
    });
    return worker;
  }

  #take(response: CompileResponse): void {
    const done = this.#running;
    if (!done || response.id !== done.id) return;
    this.#running = undefined;
    this.#longest = Math.max(this.#longest, performance.now() - done.begun);
    clearTimeout(this.#patience);
    this.#patience = undefined;
    // It may not have understood what it was told: the next document goes whole.
    if ('failure' in response) this.#held = undefined;
    // Overtaken: a newer document waits already, and its answer is the one to show.
    if (!this.#wanted) {
      if ('result' in response) this.#answers.onResult(done.document, unpackResult(response.result));
      else this.#answers.onFailure(done.document, response.failure);
    }
    this.#begin();
  }

  #giveUp(): void {
    this.#dismiss();
    this.#begin();
  }

  #dismiss(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#held = undefined;
    this.#running = undefined;
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }
}
