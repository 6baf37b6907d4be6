import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { backEnd } from './back-end.ts';

it('tells the back end, and warns where the families differ', () => {
  expect(judge(backEnd, ['back-end.iptables nft', 'back-end.ip6tables nft'])).toMatchObject([{ verdict: 'fine' }]);
  expect(judge(backEnd, ['back-end.iptables legacy'])).toMatchObject([
    { verdict: 'fine', message: expect.stringMatching(/legacy tables/) },
  ]);
  expect(judge(backEnd, ['back-end.iptables nft', 'back-end.ip6tables legacy'])).toMatchObject([
    { verdict: 'warning', mend: expect.stringContaining('--set ip6tables /usr/sbin/ip6tables-nft') },
  ]);
  expect(judge(backEnd, [])).toEqual([]);
});
