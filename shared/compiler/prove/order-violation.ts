/** A line that stands where it lets through what a later line should have stopped, or the reverse. */
export interface OrderViolation {
  readonly line: number;
  readonly text: string;
  /** The other line it collides with, where it is a pair. */
  readonly other?: number;
  readonly message: string;
}
