/** Longest name of a chain that iptables takes (`XT_EXTENSION_MAXNAMELEN`). */
const LONGEST = 28;

/** True for the chains that sort packets out by port: their names start with the built-in chain and the section. */
export function isTreeChain(name: string): boolean {
  return /^BW_[FIO]\d/.test(name);
}

/** Gives out names for the chains of trees, none of them twice. */
export class ChainNames {
  readonly #taken = new Set<string>();
  #counter = 0;

  /** `BW_F3_in_vk63` for what a port named vk63 brings into FORWARD in section 3; with a number instead of a port that does not fit. */
  give(tree: string, port: string): string {
    let name = `${tree}_${port}`;
    while (name.length > LONGEST || this.#taken.has(name)) {
      this.#counter += 1;
      name = `${tree}.${this.#counter}`;
    }
    this.#taken.add(name);
    return name;
  }
}
