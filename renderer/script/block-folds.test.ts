import { expect, it } from 'vitest';
import { blockFolds } from './block-folds.ts';

it('folds the table, its sets and chains, and the elements of a set', () => {
  const text = [
    'table bridge b {',
    '\t# a { in a comment {',
    '\tset s {',
    '\t\ttype ifname',
    '\t\telements = {',
    '\t\t\t"a",',
    '\t\t}',
    '\t}',
    '\tchain c {',
    '\t\tether type { ip, ip6 } return',
    '\t\tdrop',
    '\t}',
    '}',
  ].join('\n');
  expect(blockFolds(text)).toEqual([
    { start: 1, end: 13, isSection: false },
    { start: 3, end: 8, isSection: true },
    { start: 5, end: 7, isSection: false },
    { start: 9, end: 12, isSection: true },
  ]);
});
