/** A line, counted from 1, that reads otherwise now. */
export interface ChangedLine {
  readonly line: number;
  readonly text: string;
}

/** Beyond this the text is put in anew: the editor is quicker with one large change than with thousands of small ones. */
export const MOST_CHANGED_LINES = 2000;

/**
 * The lines that differ between two texts of as many lines; `undefined` when they have not, or when too much differs. A name that is
 * typed changes a few comments of a script: the editor then keeps its colours, its folds and its place.
 */
export function changedLines(before: string, after: string): readonly ChangedLine[] | undefined {
  const changed: ChangedLine[] = [];
  let start = 0;
  let startAfter = 0;
  for (let line = 1; ; line += 1) {
    const end = before.indexOf('\n', start);
    const endAfter = after.indexOf('\n', startAfter);
    if (end < 0 !== endAfter < 0) return undefined;
    const text = after.slice(startAfter, endAfter < 0 ? undefined : endAfter);
    if (text !== before.slice(start, end < 0 ? undefined : end)) {
      // To the editor a carriage return begins a line, too: its lines would be others than ours.
      if (changed.length === MOST_CHANGED_LINES || text.includes('\r')) return undefined;
      changed.push({ line, text });
    }
    if (end < 0) return before.includes('\r') ? undefined : changed;
    start = end + 1;
    startAfter = endAfter + 1;
  }
}
