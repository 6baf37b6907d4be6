import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it('leaves words and lines, and takes what would move a cursor, set a title or turn the writing round', () => {
  expect(printable('\u001b]0;owned\u0007\u001b[2Jeve\r\u202e@host\n\tnext')).toBe(']0;owned[2Jeve@host\n\tnext');
});
