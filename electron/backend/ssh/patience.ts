/** A time limit that does not run while somebody is being asked, and begins anew with each answer. */
export class Patience {
  readonly #abort = new AbortController();
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  #pauses = 0;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.#run();
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether something is being waited for outside the limit. */
  get paused(): boolean {
    return this.#pauses > 0;
  }

  /** Runs `work` outside the limit. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#pauses += 1;
    clearTimeout(this.#timer);
    try {
      return await work();
    } finally {
      this.#pauses -= 1;
      if (this.#pauses === 0) this.#run();
    }
  }

  /** Stops counting for good. */
  end(): void {
    this.#pauses += 1;
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#timer = setTimeout(() => this.#abort.abort(), this.#milliseconds);
  }
}
