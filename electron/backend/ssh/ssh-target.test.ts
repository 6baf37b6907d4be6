import { describe, expect, it } from 'vitest';
import type { Connection, Host } from '../../../shared/document/document.ts';
import { sshArguments } from './ssh-arguments.ts';
import { NoSshTargetError, sshTarget } from './ssh-target.ts';

const host = (connection?: Connection): Host => ({
  id: 'h',
  name: 'mytux',
  role: 'hypervisor',
  ...(connection === undefined ? {} : { connection }),
  bridges: [],
  ports: [],
  interfaces: [],
});

describe('sshTarget', () => {
  it('takes names, addresses of both families and aliases', () => {
    for (const address of ['mytux', 'kvm-1.example.org', '192.168.50.1', 'fe80::1%eth0', '2001:db8::1'])
      expect(sshTarget(host({ address })).address).toBe(address);
  });

  it.each(['-oProxyCommand=touch /tmp/x', 'a b', '$(id)', 'a;b', '`id`', "a'b", ''])(
    'refuses the address %j',
    (address) => {
      expect(() => sshTarget(host({ address }))).toThrow(NoSshTargetError);
      expect(() => sshTarget(host({ address }))).toThrow(/mytux/);
    },
  );

  it.each(['-oX', 'a b', '$(id)', 'a;b'])('refuses the user %j', (user) => {
    expect(() => sshTarget(host({ address: 'mytux', user }))).toThrow(/mytux.*login name/);
  });

  it('says what to fill in when there is no connection', () => {
    expect(() => sshTarget(host())).toThrow(/“mytux” has no connection/);
  });
});

describe('sshArguments', () => {
  const target = { name: 'mytux', address: 'mytux', port: 2222, user: 'ada', become: 'sudo' as const };

  it('puts the destination behind -- and one remote command after it', () => {
    const argv = sshArguments({}, target, { kind: 'separate' });
    expect(argv.slice(argv.indexOf('--'))).toEqual(['--', 'mytux', 'sudo -n /bin/sh -eu -s']);
    expect(argv).toEqual(expect.arrayContaining(['-p', '2222', '-l', 'ada']));
  });

  it('never asks, and never trusts an unknown key, for no role', () => {
    for (const role of [
      { kind: 'separate' },
      { kind: 'master', socket: '/s' },
      { kind: 'shared', socket: '/s' },
    ] as const)
      expect(sshArguments({}, target, role)).toEqual(
        expect.arrayContaining(['BatchMode=yes', 'StrictHostKeyChecking=yes']),
      );
  });

  it('shares nothing when a connection must be a separate one', () => {
    expect(sshArguments({}, target, { kind: 'separate' })).toEqual(
      expect.arrayContaining(['ControlMaster=no', 'ControlPath=none']),
    );
  });
});
