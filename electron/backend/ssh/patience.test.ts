import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Patience } from './patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ends when its time is over', () => {
  const patience = new Patience(100);
  vi.advanceTimersByTime(99);
  expect(patience.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(patience.signal.aborted).toBe(true);
});

it('waits for an answer as long as it takes, and begins anew after it', async () => {
  const patience = new Patience(100);
  let answer = (): void => {};
  const asking = patience.during(() => new Promise<void>((resolve) => (answer = resolve)));
  vi.advanceTimersByTime(1000);
  answer();
  await asking;
  vi.advanceTimersByTime(99);
  expect(patience.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(patience.signal.aborted).toBe(true);
});

it('waits for the last of several questions, whatever becomes of them', async () => {
  const patience = new Patience(100);
  let refuse = (_: Error): void => {};
  const first = patience.during(() => new Promise((_, reject) => (refuse = reject)));
  void patience.during(() => new Promise(() => {}));
  refuse(new Error('no'));
  await expect(first).rejects.toThrow('no');
  vi.advanceTimersByTime(1000);
  expect(patience.signal.aborted).toBe(false);
});

it('counts no more once it has ended', () => {
  const patience = new Patience(100);
  patience.end();
  vi.advanceTimersByTime(1000);
  expect(patience.signal.aborted).toBe(false);
});
