import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'two NICs behind a port',
    ['error port-two-guests', 'info tap-without-guest'],
    'vk63',
    undefined,
    (d) => {
      d.guests[2].nics[0].port = 'vk63';
    },
  ],
  [
    'guest behind a NIC port',
    ['error guest-behind-border-port'],
    'kali2',
    'nics',
    (d) => {
      d.hosts[0].ports[0].kind = 'nic';
    },
  ],
  [
    'guest behind a veth pair',
    ['error guest-behind-border-port'],
    'kali2',
    'nics',
    (d) => {
      d.guests[0].nics[0].port = 'vethb1';
      d.hosts[0].ports.splice(0, 1);
    },
  ],
  [
    'tap without guest',
    ['info tap-without-guest'],
    'vk42',
    undefined,
    (d) => {
      d.guests[0].nics = [];
    },
  ],
  [
    'tap without guest that nothing guards',
    ['warning tap-without-guest'],
    'vk42',
    'protect.spoofing',
    (d) => {
      d.guests[0].nics = [];
      d.hosts[0].ports[0].protect = { spoofing: false };
    },
  ],
  [
    'external behind a tap',
    ['error external-behind-inner-port'],
    'srv',
    'port',
    (d) => {
      d.externals.push({ id: 'srv', name: 'srv', addresses: ['10.0.0.1'], port: 'vk42' });
    },
  ],
  [
    'ageing 0',
    ['warning bridge-floods'],
    'virbr4',
    'ageing',
    (d) => {
      d.hosts[0].bridges[0].ageing = 0;
    },
  ],
  [
    'ageing -1',
    ['error bad-ageing'],
    'virbr4',
    'ageing',
    (d) => {
      d.hosts[0].bridges[0].ageing = -1;
    },
  ],
  [
    'ageing 1.5',
    ['error bad-ageing'],
    'virbr4',
    'ageing',
    (d) => {
      d.hosts[0].bridges[0].ageing = 1.5;
    },
  ],
];

testMistakes('ports and bridges', MISTAKES);
