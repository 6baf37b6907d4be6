import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { clock } from './clock.ts';

it.each([
  [1001, 'fine', /agrees/],
  // The host was asked between 1000 and 1002: what lies 30 s beside is no more than jitter.
  [1032, 'fine', /agrees/],
  [1033, 'warning', /31 s ahead of/],
  [900, 'warning', /100 s behind/],
  [1002 + 3600, 'warning', /60 min ahead/],
  [1002 + 86_400 * 30, 'warning', /30 days ahead/],
])('judges a host’s %i s', (now, verdict, sentence) => {
  expect(judge(clock, [`clock.now ${now}`])).toMatchObject([{ verdict, message: expect.stringMatching(sentence) }]);
});

it('says nothing where the host could not tell', () => {
  expect(judge(clock, [])).toEqual([]);
});
