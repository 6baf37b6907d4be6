/** Lines, counted from 1, that fold into the first of them. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  /** A section of the rules: what "fold to the headings" folds. */
  readonly isSection: boolean;
}

/** What begins a fold, the widest first; each ends before the next line that begins one as wide or wider. */
const BEGINNINGS: readonly RegExp[] = [
  // The parts of firewall.sh.
  /^# ---- .* ----$/,
  // A table of a restore file.
  /^\*[a-z]+$/,
  // A section of the rules.
  /^# ==== section \d: /,
  // A rule with its lines.
  /^# Rule \d+/,
];
/** The place of sections in the list above. */
const SECTION = 2;
const RULE = 3;
const ENDS = /^(COMMIT|END_OF_\w+|\}|EOF)$/;

/** Where a script folds: its parts, tables, sections and rules, one within the other. */
export function sectionFolds(text: string): readonly Fold[] {
  const folds: { start: number; end: number; isSection: boolean }[] = [];
  const rules = new Set<number>();
  const open: (number | undefined)[] = BEGINNINGS.map(() => undefined);
  const closeFrom = (depth: number, last: number) => {
    for (let level = depth; level < open.length; level += 1) {
      const start = open[level];
      if (start !== undefined && last > start) folds.push({ start, end: last, isSection: level === SECTION });
      open[level] = undefined;
    }
  };
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const depth = BEGINNINGS.findIndex((pattern) => pattern.test(line));
    if (depth >= 0) {
      // A blank line between two parts belongs to neither.
      closeFrom(depth, (lines[index - 1] ?? '').trim() === '' ? index - 1 : index);
      open[depth] = index + 1;
      if (depth === RULE) rules.add(index + 1);
    } else if (ENDS.test(line)) {
      closeFrom(1, index);
    }
  });
  closeFrom(0, lines.at(-1) === '' ? lines.length - 1 : lines.length);
  // The layer-2 rules have no sections: there the rules of each port are what folds to its heading.
  if (!folds.some(({ isSection }) => isSection)) for (const fold of folds) fold.isSection = rules.has(fold.start);
  return folds.sort((a, b) => a.start - b.start || b.end - a.end);
}
