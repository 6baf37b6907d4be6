import { describe, expect, it } from 'vitest';
import { workInLanes } from './lanes.mjs';

/** Jobs that end when the test says so, and a note of who began and ended when. */
class Yard {
  /** @type {string[]} */
  begun = [];
  /** @type {Map<string, { resolve: (value: string) => void, reject: (reason: Error) => void }>} */
  running = new Map();

  /**
   * @param {string} name
   * @param {number} seconds
   * @param {string} [needs]
   * @returns {import('./lanes.mjs').Job<string>}
   */
  job(name, seconds, needs) {
    const work = () => {
      this.begun.push(name);
      return new Promise((resolve, reject) => this.running.set(name, { resolve, reject }));
    };
    return { name, seconds, work, ...(needs !== undefined && { needs }) };
  }

  /**
   * Lets a running job end, well or badly, and what follows from that happen.
   * @param {string} name
   * @param {Error} [failure]
   */
  async end(name, failure) {
    const job = this.running.get(name);
    if (job === undefined) throw new Error(`${name} does not run`);
    this.running.delete(name);
    if (failure) job.reject(failure);
    else job.resolve(`${name} ended`);
    await settled();
  }

  runningNames() {
    return [...this.running.keys()];
  }
}

/** What is due already has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

describe('workInLanes', () => {
  it('begins with the longest, and gives each lane that is free the longest of the rest', async () => {
    const yard = new Yard();
    const jobs = [yard.job('short', 1), yard.job('long', 9), yard.job('middle', 5), yard.job('longer', 8)];
    const end = workInLanes(jobs, 2, never);
    await settled();
    expect(yard.runningNames()).toEqual(['long', 'longer']);
    await yard.end('longer');
    expect(yard.runningNames()).toEqual(['long', 'middle']);
    await yard.end('middle');
    expect(yard.runningNames()).toEqual(['long', 'short']);
    await yard.end('long');
    await yard.end('short');
    expect([...(await end).keys()]).toEqual(['longer', 'middle', 'long', 'short']);
  });

  it('works through them one after the other, as they are given, in one lane', async () => {
    const yard = new Yard();
    const end = workInLanes([yard.job('one', 1), yard.job('other', 2)], 1, never);
    await settled();
    expect(yard.begun).toEqual(['one']);
    await yard.end('one');
    expect(yard.begun).toEqual(['one', 'other']);
    await yard.end('other');
    expect((await end).size).toBe(2);
  });

  it('lets a job wait for the one it needs, and begins that one early for its sake', async () => {
    const yard = new Yard();
    const jobs = [yard.job('other', 8), yard.job('build', 1), yard.job('kernel', 9, 'build'), yard.job('lint', 2)];
    const end = workInLanes(jobs, 2, never);
    await settled();
    expect(yard.runningNames()).toEqual(['build', 'other']);
    await yard.end('build');
    expect(yard.runningNames()).toEqual(['other', 'kernel']);
    await yard.end('other');
    await yard.end('lint');
    await yard.end('kernel');
    expect((await end).size).toBe(4);
  });

  it('leaves no lane idle beside a job that others wait for', async () => {
    const yard = new Yard();
    const jobs = [yard.job('build', 1), yard.job('kernel', 9, 'build'), yard.job('lint', 2)];
    const end = workInLanes(jobs, 2, never);
    await settled();
    expect(yard.runningNames()).toEqual(['build', 'lint']);
    await yard.end('lint');
    expect(yard.runningNames()).toEqual(['build']);
    await yard.end('build');
    await yard.end('kernel');
    expect((await end).size).toBe(3);
  });

  it('begins a job whose need is not among the jobs', async () => {
    const yard = new Yard();
    const end = workInLanes([yard.job('unit', 1, 'build')], 1, never);
    await settled();
    await yard.end('unit');
    expect((await end).get('unit')).toEqual({ status: 'fulfilled', value: 'unit ended' });
  });

  it('goes on when a job breaks down, those that needed it included', async () => {
    const yard = new Yard();
    const failure = new Error('no space left on device');
    const end = workInLanes([yard.job('build', 5), yard.job('unit', 4), yard.job('kernel', 3, 'build')], 2, never);
    await settled();
    await yard.end('build', failure);
    expect(yard.runningNames()).toEqual(['unit', 'kernel']);
    await yard.end('kernel');
    await yard.end('unit');
    const ended = await end;
    expect(ended.get('build')).toEqual({ status: 'rejected', reason: failure });
    expect(ended.get('kernel')).toEqual({ status: 'fulfilled', value: 'kernel ended' });
    expect(ended.get('unit')).toEqual({ status: 'fulfilled', value: 'unit ended' });
  });

  it('begins nothing more once it is cancelled, and ends with what runs', async () => {
    const yard = new Yard();
    const cancelling = new AbortController();
    const end = workInLanes([yard.job('one', 3), yard.job('two', 2), yard.job('three', 1)], 2, cancelling.signal);
    await settled();
    cancelling.abort();
    await yard.end('one');
    expect(yard.runningNames()).toEqual(['two']);
    await yard.end('two');
    expect([...(await end).keys()]).toEqual(['one', 'two']);
  });

  it('has nothing to do without jobs', async () => {
    expect((await workInLanes([], 2, never)).size).toBe(0);
  });
});
