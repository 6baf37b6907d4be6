import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'option for a host name',
    ['error bad-connection'],
    'mytux',
    'connection.address',
    (d) => {
      d.hosts[0].connection.address = '-oProxyCommand=reboot';
    },
  ],
  [
    'port 0',
    ['error bad-connection'],
    'mytux',
    'connection.port',
    (d) => {
      d.hosts[0].connection.port = 0;
    },
  ],
  [
    'user with a blank',
    ['error bad-connection'],
    'mytux',
    'connection.user',
    (d) => {
      d.hosts[0].connection.user = 'root -v';
    },
  ],
  [
    'prefix with a line break',
    ['error bad-log-prefix'],
    'mytux',
    'settings.logPrefix',
    (d) => {
      d.hosts[0].settings = { logPrefix: 'a\nb' };
    },
  ],
  [
    'prefix with an unknown macro',
    ['error bad-log-prefix'],
    'mytux',
    'settings.logPrefix',
    (d) => {
      d.hosts[0].settings = { logPrefix: 'RULE %X' };
    },
  ],
  [
    'endless prefix',
    ['error bad-log-prefix'],
    'mytux',
    'settings.logPrefix',
    (d) => {
      d.hosts[0].settings = { logPrefix: 'x'.repeat(65) };
    },
  ],
  [
    'bad log level',
    ['error bad-log-level'],
    'mytux',
    'settings.logLevel',
    (d) => {
      d.hosts[0].settings = { logLevel: 'loud' };
    },
  ],
  [
    'rollback too short',
    ['error bad-rollback-seconds'],
    'mytux',
    'settings.rollbackSeconds',
    (d) => {
      d.hosts[0].settings = { rollbackSeconds: 9 };
    },
  ],
  [
    'rollback too long',
    ['error bad-rollback-seconds'],
    'mytux',
    'settings.rollbackSeconds',
    (d) => {
      d.hosts[0].settings = { rollbackSeconds: 3601 };
    },
  ],
  [
    'bad admin access',
    ['error bad-admin-access'],
    'mytux',
    'settings.adminAccess.0',
    (d) => {
      d.hosts[0].settings = { adminAccess: ['my laptop'] };
    },
  ],
  [
    'admin access for the world',
    ['warning wide-admin-access'],
    'mytux',
    'settings.adminAccess.0',
    (d) => {
      d.hosts[0].settings = { adminAccess: ['0.0.0.0/0'] };
    },
  ],
];

testMistakes('connections and settings', MISTAKES);
