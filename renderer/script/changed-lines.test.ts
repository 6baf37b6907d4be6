import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedLines, MOST_CHANGED_LINES } from './changed-lines.ts';

it('names the lines that read otherwise', () => {
  expect(changedLines('a\nb\nc', 'a\nB\nc')).toEqual([{ line: 2, text: 'B' }]);
  expect(changedLines('a\nb\n', 'A\nb\n')).toEqual([{ line: 1, text: 'A' }]);
  expect(changedLines('a\nb', 'a\nb')).toEqual([]);
  expect(changedLines('', 'a')).toEqual([{ line: 1, text: 'a' }]);
});

it('does not speak of lines when there are more or fewer than before, or lines of another kind', () => {
  expect(changedLines('a\nb', 'a\nb\n')).toBeUndefined();
  expect(changedLines('a\nb\nc', 'a\nb')).toBeUndefined();
  expect(changedLines('a\rb\nc', 'a\rb\nd')).toBeUndefined();
  expect(changedLines('a\nc', 'a\nb\rc')).toBeUndefined();
});

it('gives up where most lines are others', () => {
  const lines = (word: string, count: number) => Array.from({ length: count }, () => word).join('\n');
  expect(changedLines(lines('a', MOST_CHANGED_LINES), lines('b', MOST_CHANGED_LINES))).toHaveLength(MOST_CHANGED_LINES);
  expect(changedLines(lines('a', MOST_CHANGED_LINES + 1), lines('b', MOST_CHANGED_LINES + 1))).toBeUndefined();
});

it('makes one text of the other', () => {
  const line = fc.constantFrom('', 'a', 'b', '# ü');
  const pair = fc.array(fc.tuple(line, line), { minLength: 1 });
  fc.assert(
    fc.property(pair, (lines) => {
      const before = lines.map(([one]) => one).join('\n');
      const after = lines.map(([, one]) => one).join('\n');
      const now = before.split('\n');
      for (const { line: at, text } of changedLines(before, after) ?? []) now[at - 1] = text;
      expect(now.join('\n')).toBe(after);
    }),
  );
});
