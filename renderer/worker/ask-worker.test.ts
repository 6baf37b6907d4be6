import { describe, expect, it } from 'vitest';
import { type AskedWorker, askWorker } from './ask-worker.ts';

class FakeWorker implements AskedWorker<string> {
  readonly requests: unknown[] = [];
  terminated = false;
  private onMessage: (event: { readonly data: string }) => void = () => undefined;
  private onError: (event: unknown) => void = () => undefined;

  postMessage(request: unknown): void {
    this.requests.push(request);
  }
  addEventListener(type: 'message' | 'error', listener: (event: never) => void): void {
    if (type === 'message') this.onMessage = listener as typeof this.onMessage;
    else this.onError = listener as typeof this.onError;
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(data: string): void {
    this.onMessage({ data });
  }
  crash(): void {
    this.onError(new Error('out of memory'));
  }
}

describe('askWorker', () => {
  it('gives the answer, and ends the worker', async () => {
    const worker = new FakeWorker();
    const asked = askWorker(worker, 'question', 'It stopped.');
    expect(worker.requests).toEqual(['question']);
    expect(worker.terminated).toBe(false);
    worker.answer('answer');
    expect(await asked).toBe('answer');
    expect(worker.terminated).toBe(true);
  });

  it('rejects with the given sentence when the worker ends by itself', async () => {
    const worker = new FakeWorker();
    const asked = askWorker(worker, 'question', 'It stopped.');
    worker.crash();
    await expect(asked).rejects.toThrow('It stopped.');
    expect(worker.terminated).toBe(true);
  });

  it('ends the worker in the middle of its work when it is cancelled', async () => {
    const worker = new FakeWorker();
    const stop = new AbortController();
    const asked = askWorker(worker, 'question', 'It stopped.', stop.signal);
    stop.abort();
    await expect(asked).rejects.toBe(stop.signal.reason);
    expect(worker.terminated).toBe(true);
  });

  it('asks nothing when it was cancelled before', async () => {
    const worker = new FakeWorker();
    await expect(askWorker(worker, 'question', 'It stopped.', AbortSignal.abort('no'))).rejects.toBe('no');
    expect(worker.requests).toEqual([]);
    expect(worker.terminated).toBe(true);
  });
});
