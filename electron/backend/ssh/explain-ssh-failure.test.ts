import { describe, expect, it } from 'vitest';
import { explainNoShell, explainSshFailure } from './explain-ssh-failure.ts';
import type { SshFailure } from './ssh-error.ts';

const target = { name: 'mytux', address: '10.9.9.1', port: 2222, user: 'root' };

// As OpenSSH 9.2 wrote them, carriage returns included.
const REAL: readonly { said: string; failure: SshFailure; mend: RegExp }[] = [
  {
    said: 'No ED25519 host key is known for [10.9.9.1]:2222 and you have requested strict checking.\r\nHost key verification failed.\r\n',
    failure: 'host-key-unknown',
    mend: /ssh -p 2222 root@10\.9\.9\.1$/,
  },
  {
    said: `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\r
Host key for [10.9.9.1]:2222 has changed and you have requested strict checking.\r
Host key verification failed.\r\n`,
    failure: 'host-key-changed',
    mend: /ssh-keygen -R '\[10\.9\.9\.1\]:2222'$/,
  },
  {
    said: '@       WARNING: REVOKED HOST KEY DETECTED!               @\r\nED25519 host key for [10.9.9.1]:2222 was revoked and you have requested strict checking.\r\nHost key verification failed.\r\n',
    failure: 'host-key-revoked',
    mend: /stolen key/,
  },
  {
    said: 'root@10.9.9.1: Permission denied (publickey,keyboard-interactive).\r\n',
    failure: 'auth-refused',
    mend: /it offers: publickey, keyboard-interactive.*authorized_keys/,
  },
  {
    said: `@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\r
Permissions 0644 for 'uk' are too open.\r
Load key "uk": bad permissions\r
root@10.9.9.1: Permission denied (publickey,keyboard-interactive).\r\n`,
    failure: 'key-ignored',
    mend: /chmod 600 uk$/,
  },
  {
    said: 'ssh: connect to host 10.9.9.1 port 2223: Connection refused\r\n',
    failure: 'connection-refused',
    mend: /10\.9\.9\.1 port 2223.*SSH server/,
  },
  {
    said: 'ssh: connect to host 10.77.0.1 port 2222: Network is unreachable\r\n',
    failure: 'unreachable',
    mend: /route to 10\.77\.0\.1/,
  },
  { said: 'ssh: connect to host 10.9.9.1 port 2222: Connection timed out\r\n', failure: 'timeout', mend: /firewall/ },
  {
    said: 'Connection timed out during banner exchange\r\nConnection to 10.9.9.1 port 2224 timed out\r\n',
    failure: 'timeout',
    mend: /firewall/,
  },
  {
    said: 'ssh: Could not resolve hostname nosuch.invalid: Temporary failure in name resolution\r\n',
    failure: 'name-not-found',
    mend: /nosuch\.invalid.*connection's address/,
  },
  {
    said: 'kex_exchange_identification: No SSH version received in first 1024 lines from server\r\nbanner exchange: Connection to 10.9.9.1 port 2226: invalid format\r\n',
    failure: 'not-ssh',
    mend: /address or port/,
  },
  {
    said: 'Unable to negotiate with 10.9.9.1 port 2222: no matching host key type found. Their offer: ssh-ed25519\r\n',
    failure: 'no-common-algorithm',
    mend: /offers ssh-ed25519/,
  },
  {
    said: 'badconf: line 2: Bad configuration option: foo\r\nbadconf: terminating, 1 bad configuration options\r\n',
    failure: 'client-config',
    mend: /badconf: line 2/,
  },
  { said: 'Timeout, server 10.9.9.1 not responding.\r\n', failure: 'lost', mend: /was lost/ },
  { said: 'Connection to 10.9.9.1 closed by remote host.\r\n', failure: 'lost', mend: /was lost/ },
  {
    said: 'kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 10.9.9.1 port 2225\r\n',
    failure: 'lost',
    mend: /was lost/,
  },
  { said: 'something new in OpenSSH 12\r\n', failure: 'other', mend: /something new in OpenSSH 12/ },
  { said: '', failure: 'other', mend: /gave no reason/ },
];

describe('explainSshFailure', () => {
  it.each(REAL)('tells $failure from what ssh wrote', ({ said, failure, mend }) => {
    const error = explainSshFailure(said, target);
    expect(error.failure).toBe(failure);
    expect(error.message).toContain('mytux');
    expect(error.message).toMatch(mend);
    expect(error.message).not.toContain('\r');
  });
});

describe('a jump host that fails', () => {
  const overGate =
    'kex_exchange_identification: Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535\r\n';

  it.each([
    [
      'ada@gate: Permission denied (publickey).\r\n',
      'auth-refused',
      /^the jump host gate on the way to mytux .*ssh ada@gate$/,
    ],
    [
      'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!\r\nHost key for [10.9.9.8]:2201 has changed and you have requested strict checking.\r\nHost key verification failed.\r\n',
      'host-key-changed',
      /the jump host \[10\.9\.9\.8\]:2201 on the way to mytux .*ssh-keygen -R '\[10\.9\.9\.8\]:2201'$/,
    ],
    [
      'No ED25519 host key is known for gate and you have requested strict checking.\r\nHost key verification failed.\r\n',
      'host-key-unknown',
      /the jump host gate .*: ssh gate$/,
    ],
    ['ssh: connect to host gate port 22: Connection refused\r\n', 'connection-refused', /^the jump host gate /],
  ])('is named in place of the host: %j', (said, failure, sentence) => {
    const error = explainSshFailure(`${said}${overGate}`, target);
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(sentence);
  });
});

it('does not ask for what was tried already', () => {
  const said = 'root@10.9.9.1: Permission denied (publickey).\r\n';
  expect(explainSshFailure(said, target).message).toMatch(/at a terminal or in the window/);
  expect(explainSshFailure(said, target, true).message).not.toMatch(/at a terminal or in the window/);
});

describe('explainNoShell', () => {
  it('names sudo when sudo was asked for', () => {
    const error = explainNoShell(1, 'sudo: a password is required\n', { ...target, user: 'ada', become: 'sudo' });
    expect(error.failure).toBe('sudo-refused');
    expect(error.message).toMatch(/mytux.*a password is required.*ada ALL=\(root\) NOPASSWD/);
  });

  it('names the login shell otherwise', () => {
    const error = explainNoShell(1, 'This account is currently not available.\n', target);
    expect(error.failure).toBe('no-shell');
    expect(error.message).toMatch(/mytux.*not available/);
  });
});
