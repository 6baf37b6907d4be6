/** One rule as a kernel shows it, or one element of a set of nftables. */
export interface SavedLine {
  readonly text: string;
  /** Of the compiled rule it belongs to, where that is known. */
  readonly number?: number;
}

/** A chain of a table with its rules in their order; also a set of nftables, and the place of our jump in a built-in chain. */
export interface SavedChain {
  /** With the table in front where that is not `filter`: `nat BW_PREROUTING`. */
  readonly name: string;
  readonly lines: readonly SavedLine[];
}

/** Our part of one of the kernel's rule sets. */
export interface SavedRules {
  readonly chains: readonly SavedChain[];
}

export const NOTHING_SAVED: SavedRules = { chains: [] };
