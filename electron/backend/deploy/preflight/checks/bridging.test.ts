import { expect, it } from 'vitest';
import { HOST, judge, subjectOf } from '../preflight-check.fixture.ts';
import { bridging } from './bridging.ts';

it('knows on, off, off at boot, not loaded and not there', () => {
  const on = ['bridging.v4 1', 'bridging.v6 1'];
  expect(judge(bridging, on)).toMatchObject([{ verdict: 'fine' }]);
  expect(judge(bridging, ['bridging.v4 0', 'bridging.v6 0'])).toMatchObject([
    {
      verdict: 'warning',
      message: expect.stringMatching(/call-iptables and .*call-ip6tables are 0\).*switches that on/),
    },
  ]);
  expect(judge(bridging, [...on, 'bridging.off-at-boot net.bridge.bridge-nf-call-iptables = 0'])).toMatchObject([
    { verdict: 'warning', mend: expect.stringContaining('/etc/sysctl.d') },
  ]);
  expect(judge(bridging, ['bridging.loadable yes'])).toMatchObject([
    { verdict: 'warning', message: expect.stringMatching(/starting the rules loads it/) },
  ]);
  expect(judge(bridging, [])).toMatchObject([
    { verdict: 'stop', mend: expect.stringContaining('modprobe br_netfilter') },
  ]);
});

it('takes a switch of every bridge’s own for the host’s', () => {
  const own = ['bridging.own.v4 1', 'bridging.own.v6 1'];
  expect(judge(bridging, ['bridging.v4 0', 'bridging.v6 0', ...own])).toMatchObject([{ verdict: 'fine' }]);
  expect(judge(bridging, ['bridging.v4 0', 'bridging.v6 0', 'bridging.own.v4 1', 'bridging.own.v6 0'])).toMatchObject([
    { verdict: 'warning', message: expect.stringMatching(/\(net\.bridge\.bridge-nf-call-ip6tables is 0\)/) },
  ]);
});

it('has nothing to say of a host without bridges', () => {
  expect(judge(bridging, ['bridging.v4 0'], subjectOf({ ...HOST, bridges: [], ports: [] }))).toEqual([]);
});
