import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { rights } from './rights.ts';

it('is content with root on Linux alone', () => {
  const linux = ['rights.kernel Linux', 'rights.release 6.1.0'];
  expect(judge(rights, [...linux, 'rights.uid 0'])).toEqual([
    { verdict: 'fine', message: 'mytux runs Linux 6.1.0, and the login is root there.' },
  ]);
  expect(judge(rights, [...linux, 'rights.uid 1000'])).toMatchObject([
    {
      verdict: 'stop',
      message: expect.stringMatching(/mytux has no root rights/),
      mend: expect.stringMatching(/“sudo”/),
    },
  ]);
  expect(judge(rights, ['rights.kernel FreeBSD', 'rights.uid 0'])).toMatchObject([
    { verdict: 'stop', message: expect.stringMatching(/runs FreeBSD/) },
  ]);
});
