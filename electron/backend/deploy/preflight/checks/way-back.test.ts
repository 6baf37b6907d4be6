import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { wayBack } from './way-back.ts';

it('says what will bring the earlier rules back, and when that cannot be tried', () => {
  expect(judge(wayBack, ['way-back.timer systemd', 'way-back.trial yes'])).toMatchObject([
    { verdict: 'fine', message: expect.stringMatching(/^A systemd timer/) },
  ]);
  expect(judge(wayBack, ['way-back.timer process', 'way-back.trial no'])).toMatchObject([
    { verdict: 'fine', message: expect.stringMatching(/^A detached process/) },
    { verdict: 'warning', message: expect.stringMatching(/unshare -n/) },
  ]);
});
