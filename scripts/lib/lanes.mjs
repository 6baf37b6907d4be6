/**
 * A piece of a run. `seconds` is about how long it takes alone: it sets the order and nothing else. `needs` names the job
 * that must have ended before it, well or badly.
 * @template T
 * @typedef {{ name: string, seconds: number, needs?: string, work: () => Promise<T> }} Job
 */

/**
 * Works through jobs in so many lanes: whenever one is free, it takes the job that may begin and with which the longest way
 * to the end begins, so that no long one is left over for a single lane at the end. A single lane takes them as they are
 * given. A job that fails stops no other.
 * @template T
 * @param {Job<T>[]} jobs
 * @param {number} lanes
 * @param {AbortSignal} cancelled once it is aborted nothing more begins; ending what runs is the jobs' own affair
 * @returns {Promise<Map<string, PromiseSettledResult<T>>>} what became of every job that began, in the order of their ends
 */
export async function workInLanes(jobs, lanes, cancelled) {
  const waiting = [...jobs];
  if (lanes > 1) waiting.sort((one, other) => wayFrom(other, jobs) - wayFrom(one, jobs));
  /** @type {Map<string, PromiseSettledResult<T>>} */
  const ended = new Map();
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  const mayBegin = (/** @type {Job<T>} */ { needs }) =>
    needs === undefined || ended.has(needs) || !jobs.some(({ name }) => name === needs);

  for (;;) {
    while (running.size < lanes && !cancelled.aborted) {
      const job = waiting.find(mayBegin);
      if (job === undefined) break;
      waiting.splice(waiting.indexOf(job), 1);
      const end = settle(job).then((result) => {
        ended.set(job.name, result);
        running.delete(end);
      });
      running.add(end);
    }
    if (running.size === 0) return ended;
    await Promise.race(running);
  }
}

/**
 * The seconds from a job's beginning to the end of the last one that has to wait for it.
 * @param {Job<unknown>} job
 * @param {Job<unknown>[]} jobs
 * @returns {number}
 */
function wayFrom(job, jobs) {
  const after = jobs.filter(({ needs }) => needs === job.name);
  return job.seconds + Math.max(0, ...after.map((each) => wayFrom(each, jobs)));
}

/**
 * @template T
 * @param {Job<T>} job
 * @returns {Promise<PromiseSettledResult<T>>}
 */
async function settle(job) {
  const [result] = await Promise.allSettled([Promise.resolve().then(job.work)]);
  return result;
}
