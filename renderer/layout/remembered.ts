/**
 * Keeps, for each id, the last value made and what it was made from: a value whose inputs are all the very same is not made
 * again. One round goes over everything there is; what it leaves out is forgotten.
 */
export class Remembered<T> {
  #last: ReadonlyMap<string, Made<T>> = new Map();
  #next = new Map<string, Made<T>>();
  #values: T[] = [];

  /** The value for an id, made only when an input is another than last time. */
  readonly put = (id: string, inputs: readonly unknown[], make: () => T): T => {
    const known = this.#last.get(id);
    const made = known && sameInputs(known.inputs, inputs) ? known : { inputs, value: make() };
    this.#next.set(id, made);
    return made.value;
  };

  /** Ends the round: its values in the order in which they were put, the very list of last time when they are the same. */
  end(): T[] {
    const now = [...this.#next.values()].map(({ value }) => value);
    if (now.length !== this.#values.length || now.some((value, index) => value !== this.#values[index]))
      this.#values = now;
    this.#last = this.#next;
    this.#next = new Map();
    return this.#values;
  }
}

interface Made<T> {
  readonly inputs: readonly unknown[];
  readonly value: T;
}

function sameInputs(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((input, index) => input === b[index]);
}
