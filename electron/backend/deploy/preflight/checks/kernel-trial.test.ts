import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { kernelTrial } from './kernel-trial.ts';

it('stops at what the kernel refuses, and does not claim what was not tried', () => {
  expect(judge(kernelTrial, ['kernel.status 0', 'kernel.said the kernel accepts these rules.'])).toMatchObject([
    { verdict: 'fine' },
  ]);
  expect(judge(kernelTrial, ['kernel.status 1', 'kernel.said no such match: physdev'])).toMatchObject([
    { verdict: 'stop', message: expect.stringMatching(/mytux would not take these rules: no such match: physdev/) },
  ]);
  for (const facts of [
    ['kernel.status 75', 'kernel.said mount: permission denied'],
    ['kernel.status 0', 'kernel.said note: unshare does not work here', 'kernel.said the kernel accepts these rules.'],
  ])
    expect(judge(kernelTrial, facts)).toMatchObject([{ verdict: 'warning' }]);
  expect(judge(kernelTrial, [])).toEqual([]);
});
