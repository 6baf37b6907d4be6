import { expect, it } from 'vitest';
import { judge } from '../preflight-check.fixture.ts';
import { bootRules } from './boot-rules.ts';
import { docker } from './docker.ts';
import { firewalld } from './firewalld.ts';
import { libvirt } from './libvirt.ts';
import { otherOwners } from './other-owners.ts';
import { ufw } from './ufw.ts';

it('has nothing to say of owners that are not there', () => {
  for (const check of [docker, libvirt, firewalld, ufw]) expect(judge(check, [])).toEqual([]);
  expect(judge(otherOwners, ['other-owners.asked yes'])).toMatchObject([{ verdict: 'fine' }]);
  expect(judge(bootRules, ['boot-rules.asked yes'])).toMatchObject([{ verdict: 'fine' }]);
});

it('says of Docker what its policy does', () => {
  expect(judge(docker, ['docker.here yes', 'docker.policy ACCEPT'])[0]?.message).not.toContain('DROP');
  expect(judge(docker, ['docker.here yes', 'docker.policy DROP'])[0]?.message).toContain('policy of FORWARD to DROP');
});

it('says of libvirt whether a drawn bridge is its own', () => {
  expect(judge(libvirt, ['libvirt.kind iptables', 'libvirt.bridge virbr0'])).toEqual([
    {
      verdict: 'warning',
      message: expect.stringMatching(/for virbr0 \(none of which is drawn\)/),
      mend: expect.stringMatching(/^Nothing has to be done/),
    },
  ]);
  expect(judge(libvirt, ['libvirt.kind nftables', 'libvirt.bridge virbr4'])).toMatchObject([
    {
      message: expect.stringMatching(/reject what their network/),
      mend: expect.stringMatching(/^Make virbr4 bridges/),
    },
  ]);
});

it('gives the zone that leaves the drawn bridges alone to firewalld', () => {
  expect(judge(firewalld, ['firewalld.runs yes', 'firewalld.kind nftables'])).toMatchObject([
    { verdict: 'warning', mend: expect.stringContaining('--zone=trusted --add-interface=virbr4') },
  ]);
});

it('warns of what sweeps rules away at boot', () => {
  expect(
    judge(bootRules, [
      'boot-rules.asked yes',
      'boot-rules.nftables flushes',
      'boot-rules.restores netfilter-persistent.service',
    ]),
  ).toMatchObject([
    { verdict: 'warning', message: expect.stringMatching(/flush ruleset/) },
    { verdict: 'warning', mend: expect.stringContaining('disable netfilter-persistent.service') },
  ]);
  expect(judge(bootRules, ['boot-rules.asked yes', 'boot-rules.nftables adds'])).toMatchObject([{ verdict: 'fine' }]);
});

it('names the others one by one', () => {
  expect(
    judge(otherOwners, ['other-owners.asked yes', 'other-owners.here Kubernetes', 'other-owners.here fail2ban']).map(
      ({ message }) => message.split(' ')[0],
    ),
  ).toEqual(['Kubernetes', 'fail2ban']);
});
