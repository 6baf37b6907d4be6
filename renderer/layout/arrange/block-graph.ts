import type { Block } from './block.ts';

/** A line between two blocks; the widths are those of its sockets, for there must be room for them side by side. */
export interface BlockLink {
  readonly from: Block;
  readonly to: Block;
  readonly fromWidth: number;
  readonly toWidth: number;
  /** True for what stands for many lines side by side, which run straight only where the blocks are one below the other. */
  readonly straight?: boolean;
}

/** What the layout library arranges for one part of a network: few, large blocks instead of every guest. */
export interface BlockGraph {
  /** A row from left to right, or levels from top to bottom; links point that way. */
  readonly direction: 'right' | 'down';
  readonly blocks: readonly Block[];
  readonly links: readonly BlockLink[];
  /** Between two columns or levels there must be room for a socket on either side, and some of the line. */
  readonly gap: number;
}
