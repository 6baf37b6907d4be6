import { describe, expect, it } from 'vitest';
import { DeployQueue } from './deploy-queue.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function work(): { readonly run: () => Promise<string>; readonly end: (error?: Error) => void; begun: boolean } {
  let end: (error?: Error) => void = () => {};
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve('done') : reject(error));
  });
  const made = {
    begun: false,
    end,
    run: () => {
      made.begun = true;
      return ended;
    },
  };
  return made;
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of deployments', () => {
  it('lets so many run at once and the others in their order, a failure being an end like any other', async () => {
    const queue = new DeployQueue(2);
    const works = [work(), work(), work(), work()];
    const told: string[][] = works.map(() => []);
    const ended = works.map((each, index) =>
      queue.run(each.run, never, (state) => told[index]?.push(state)).catch((error: Error) => error.message),
    );
    await settle();
    expect(works.map(({ begun }) => begun)).toEqual([true, true, false, false]);
    works[1]?.end(new Error('broken'));
    await settle();
    expect(works.map(({ begun }) => begun)).toEqual([true, true, true, false]);
    works[2]?.end();
    await settle();
    expect(works[3]?.begun).toBe(true);
    works[0]?.end();
    works[3]?.end();
    expect(await Promise.all(ended)).toEqual(['done', 'broken', 'done', 'done']);
    expect(told).toEqual([[], [], ['running', 'done'], ['running', 'done']]);
    // And all places are free again.
    const last = [work(), work()];
    for (const each of last) void queue.run(each.run, never, () => {});
    await settle();
    expect(last.map(({ begun }) => begun)).toEqual([true, true]);
  });

  it('lets one that waits be cancelled, without losing its place to nobody', async () => {
    const queue = new DeployQueue(1);
    const [first, second, third] = [work(), work(), work()];
    const cancelling = new AbortController();
    void queue.run(first.run, never, () => {});
    const given = queue.run(second.run, cancelling.signal, () => {});
    void queue.run(third.run, never, () => {});
    cancelling.abort();
    await expect(given).rejects.toThrow('Cancelled.');
    first.end();
    await settle();
    expect([second.begun, third.begun]).toEqual([false, true]);
  });
});
