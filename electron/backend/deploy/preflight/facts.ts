/** What a host told about itself: values by name, each name any number of times, in the host's order. */
export class Facts {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** The only value of a name; nothing where the host did not tell, or had nothing to tell. */
  one(name: string): string | undefined {
    return this.#values.get(name)?.find((value) => value !== '');
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }
}

/** Reads `NAME<TAB>VALUE` lines. */
export function parseFacts(output: string): Facts {
  const values = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab <= 0) continue;
    const name = line.slice(0, tab);
    values.set(name, [...(values.get(name) ?? []), line.slice(tab + 1)]);
  }
  return new Facts(values);
}
