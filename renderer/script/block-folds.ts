import type { Fold } from './section-folds.ts';

/** Where a text with braces folds: each block with more than one line, its sets and chains as the sections. */
export function blockFolds(text: string): readonly Fold[] {
  const folds: Fold[] = [];
  const open: { readonly start: number; readonly isSection: boolean }[] = [];
  text.split('\n').forEach((line, index) => {
    if (/^\s*#/.test(line)) return;
    if (/\{$/.test(line)) open.push({ start: index + 1, isSection: /^\s*(set|chain) /.test(line) });
    else if (/^\s*\}$/.test(line)) {
      const block = open.pop();
      if (block && index > block.start) folds.push({ ...block, end: index + 1 });
    }
  });
  return folds.sort((a, b) => a.start - b.start || b.end - a.end);
}
