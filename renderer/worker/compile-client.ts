import type { CompileOptions, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';

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
/** A worker that is this late with something nobody wants any more is given up. */
export const PATIENCE_MS = 1500;

/** Compiles in a worker. Only the latest document counts: what is overtaken is never compiled, or its answer is dropped. */
export class CompileClient {
  private worker: CompileWorker | undefined;
  private running: (Wish & { readonly id: number }) | undefined;
  private wanted: Wish | undefined;
  private count = 0;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly spawn: () => CompileWorker,
    private readonly answers: CompileAnswers,
  ) {}

  request(document: Document, options: CompileOptions): void {
    this.wanted = { document, options };
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.begin(), QUIET_MS);
  }

  private begin(): void {
    const wish = this.wanted;
    if (!wish) return;
    if (this.running) {
      this.patience ??= setTimeout(() => this.giveUp(), PATIENCE_MS);
      return;
    }
    this.wanted = undefined;
    this.count += 1;
    this.running = { ...wish, id: this.count };
    this.worker ??= this.hire();
    this.worker.postMessage({ id: this.count, document: wish.document, options: wish.options });
  }

  private hire(): CompileWorker {
    const worker = this.spawn();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.worker) this.take(data);
    });
    worker.addEventListener('error', () => {
      if (worker !== this.worker) return;
      const late = this.running;
      this.dismiss();
      if (late && !this.wanted) this.answers.onFailure(late.document, 'The compiler stopped unexpectedly.');
      this.begin();
    });
    return worker;
  }

  private take(response: CompileResponse): void {
    const done = this.running;
    if (!done || response.id !== done.id) return;
    this.running = undefined;
    clearTimeout(this.patience);
    this.patience = undefined;
    // Overtaken: a newer document waits already, and its answer is the one to show.
    if (!this.wanted) {
      if ('result' in response) this.answers.onResult(done.document, response.result);
      else this.answers.onFailure(done.document, response.failure);
    }
    this.begin();
  }

  private giveUp(): void {
    this.dismiss();
    this.begin();
  }

  private dismiss(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.running = undefined;
    clearTimeout(this.patience);
    this.patience = undefined;
  }
}
