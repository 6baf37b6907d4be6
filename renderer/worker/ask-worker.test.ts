import { describe, expect, it } from 'vitest';
import { askWorker } from './ask-worker.ts';
import { FakeWorker } from './fake-worker.fixture.ts';

describe('askWorker', () => {
  it('gives the answer, and ends the worker', async () => {
    const worker = new FakeWorker<string, string>();
    const asked = askWorker(worker, 'question', 'It stopped.');
    expect(worker.requests).toEqual(['question']);
    expect(worker.terminated).toBe(false);
    worker.answer('answer');
    expect(await asked).toBe('answer');
    expect(worker.terminated).toBe(true);
  });

  it('rejects with the given sentence when the worker ends by itself', async () => {
    const worker = new FakeWorker<string, string>();
    const asked = askWorker(worker, 'question', 'It stopped.');
    worker.crash();
    await expect(asked).rejects.toThrow('It stopped.');
    expect(worker.terminated).toBe(true);
  });

  it('ends the worker in the middle of its work when it is cancelled', async () => {
    const worker = new FakeWorker<string, string>();
    const stop = new AbortController();
    const asked = askWorker(worker, 'question', 'It stopped.', stop.signal);
    stop.abort();
    await expect(asked).rejects.toBe(stop.signal.reason);
    expect(worker.terminated).toBe(true);
  });

  it('asks nothing when it was cancelled before', async () => {
    const worker = new FakeWorker<string, string>();
    await expect(askWorker(worker, 'question', 'It stopped.', AbortSignal.abort('no'))).rejects.toBe('no');
    expect(worker.requests).toEqual([]);
    expect(worker.terminated).toBe(true);
  });
});
