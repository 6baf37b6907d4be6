import { expect, it } from 'vitest';
import { countWords } from './describe.ts';

it('counts things in the words of people', () => {
  expect(countWords(1, 'address')).toBe('1 address');
  expect([0, 2].map((count) => countWords(count, 'address'))).toEqual(['0 addresses', '2 addresses']);
  expect(countWords(2, 'policy')).toBe('2 policies');
  expect(countWords(2, 'day')).toBe('2 days');
  expect(countWords(12, 'Guest')).toBe('12 Guests');
});
