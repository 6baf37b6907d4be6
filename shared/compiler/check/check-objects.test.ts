import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'bad address object',
    ['error bad-address'],
    'net',
    'value',
    (d) => {
      d.addresses.push({ id: 'net', name: 'net', value: '10.0.0.9-10.0.0.1' });
    },
  ],
  [
    'bad uid',
    ['error bad-uid'],
    'joe',
    'uid',
    (d) => {
      d.users.push({ id: 'joe', name: 'joe', uid: -1 });
    },
  ],
  [
    'uid that means nobody',
    ['error bad-uid'],
    'joe',
    'uid',
    (d) => {
      d.users.push({ id: 'joe', name: 'joe', uid: 4294967295 });
    },
  ],
  [
    'bad time',
    ['error bad-time'],
    'work',
    'to',
    (d) => {
      d.intervals.push({ id: 'work', name: 'work', days: ['mon'], from: '08:00', to: '24:00' });
    },
  ],
  [
    'no days',
    ['error no-days'],
    'work',
    'days',
    (d) => {
      d.intervals.push({ id: 'work', name: 'work', days: [], from: '08:00', to: '17:00' });
    },
  ],
  [
    'no time at all',
    ['error empty-interval'],
    'work',
    'to',
    (d) => {
      d.intervals.push({ id: 'work', name: 'work', days: ['mon'], from: '08:00', to: '08:00' });
    },
  ],
  [
    'bad ports',
    ['error bad-ports'],
    'web',
    'ports',
    (d) => {
      d.services.push({ id: 'web', name: 'web', protocol: 'tcp', ports: '80-90' });
    },
  ],
  [
    'bad source ports',
    ['error bad-ports'],
    'web',
    'sourcePorts',
    (d) => {
      d.services.push({ id: 'web', name: 'web', protocol: 'udp', sourcePorts: '' });
    },
  ],
  [
    'ports of ICMP',
    ['error misplaced-field'],
    'web',
    'ports',
    (d) => {
      d.services.push({ id: 'web', name: 'web', protocol: 'icmp', ports: '80' });
    },
  ],
  [
    'ICMP type of TCP',
    ['error misplaced-field'],
    'web',
    'icmpType',
    (d) => {
      d.services.push({ id: 'web', name: 'web', protocol: 'tcp', icmpType: '8' });
    },
  ],
  [
    'bad ICMP type',
    ['error bad-icmp-type'],
    'any-icmp',
    'icmpType',
    (d) => {
      d.services[0].icmpType = 'echo-request';
    },
  ],
  [
    'number of TCP',
    ['error misplaced-field'],
    'web',
    'number',
    (d) => {
      d.services.push({ id: 'web', name: 'web', protocol: 'tcp', number: 6 });
    },
  ],
  [
    'protocol 256',
    ['error bad-protocol-number'],
    'web',
    'number',
    (d) => {
      d.services.push({ id: 'web', name: 'web', protocol: 'ip', number: 256 });
    },
  ],
  [
    'the protocol number that iptables takes for any',
    ['error bad-protocol-number'],
    'options',
    'number',
    (d) => {
      d.services.push({ id: 'options', name: 'options', protocol: 'ip', number: 0 });
    },
  ],
  [
    'the ICMP type that the kernel takes for any',
    ['error bad-icmp-type'],
    'last',
    'icmpType',
    (d) => {
      d.services.push({ id: 'last', name: 'last', protocol: 'icmp', icmpType: '255/0' });
    },
  ],
];

testMistakes('objects', MISTAKES);
