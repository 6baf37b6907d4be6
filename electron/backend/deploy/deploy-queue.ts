import { countWords } from '../../../shared/document/describe.ts';
import { DeploymentCancelled } from './deployment-failure.ts';

/** So many deployments at once: each holds up to three ssh processes, and somebody has to look at what they ask. */
export const DEFAULT_DEPLOY_LIMIT = 8;

/** Lets deployments run at most so many at a time, in the order in which they came. */
export class DeployQueue {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `work` when it is its turn. Tells only where it has to wait; cancelling ends the waiting, not the work. */
  async run<T>(
    work: () => Promise<T>,
    cancel: AbortSignal,
    tell: (state: 'running' | 'done' | 'failed', message: string) => void,
  ): Promise<T> {
    if (this.#running >= this.#limit) {
      const others = this.#running + this.#waiting.length;
      tell('running', `Waiting for ${countWords(others, 'deployment')} before this one; ${this.#limit} run at a time.`);
      await this.#turn(cancel).catch((error: unknown) => {
        tell('failed', 'Cancelled.');
        throw error;
      });
      tell('done', 'It is its turn.');
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      // The place is handed over, so that nobody who comes now can take it from the one who waits.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #turn(cancel: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(new DeploymentCancelled('Cancelled.'));
      };
      const enter = () => {
        cancel.removeEventListener('abort', giveUp);
        resolve();
      };
      this.#waiting.push(enter);
      cancel.addEventListener('abort', giveUp, { once: true });
      if (cancel.aborted) giveUp();
    });
  }
}
