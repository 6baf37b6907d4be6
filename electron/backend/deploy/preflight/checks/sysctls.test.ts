import { expect, it } from 'vitest';
import type { CompiledHost } from '../../../../../shared/compiler/result.ts';
import { judge, subjectOf } from '../preflight-check.fixture.ts';
import { sysctls } from './sysctls.ts';

const text = `# why
net/bridge/bridge-nf-call-iptables = 1
net/ipv4/conf/br.4/arp_ignore = 8
net/ipv6/conf/br.4/disable_ipv6 = 1
`;
const subject = {
  ...subjectOf(),
  release: { files: [{ name: 'bridgewarden.sysctl.conf', mode: 0o644, text }] } as unknown as CompiledHost,
};
const judged = (...facts: string[]) => judge(sysctls, ['sysctls.asked yes', ...facts], subject);

it('asks for the settings of the release, but not for what another check looks at', () => {
  expect(sysctls.script(subject)).toContain(
    'for path in net/ipv4/conf/br.4/arp_ignore net/ipv6/conf/br.4/disable_ipv6;',
  );
});

it('tells what starting the rules will change, and nothing of a bridge that is not there yet', () => {
  expect(judged('sysctls.is net/ipv4/conf/br.4/arp_ignore 0')).toEqual([
    {
      verdict: 'fine',
      message: expect.stringMatching(/changes kernel settings.*: net\.ipv4\.conf\.br\.4\.arp_ignore \(0 to 8\)\.$/),
    },
  ]);
  expect(judged('sysctls.is net/ipv4/conf/br.4/arp_ignore 8')).toMatchObject([
    { verdict: 'fine', message: expect.stringMatching(/are what these rules rely on/) },
  ]);
});

it('stops where a setting that has to change cannot be changed', () => {
  expect(
    judged('sysctls.is net/ipv4/conf/br.4/arp_ignore 0', 'sysctls.read-only net/ipv4/conf/br.4/arp_ignore'),
  ).toMatchObject([{ verdict: 'stop', message: expect.stringMatching(/arp_ignore has to be 8/) }]);
  expect(
    judged('sysctls.is net/ipv4/conf/br.4/arp_ignore 8', 'sysctls.read-only net/ipv4/conf/br.4/arp_ignore'),
  ).toMatchObject([{ verdict: 'fine' }]);
});
