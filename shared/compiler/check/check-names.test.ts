import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'control character in a name',
    ['error bad-name'],
    'kali2',
    'name',
    (d) => {
      d.guests[0].name = 'kali\n-A FORWARD';
    },
  ],
  [
    'endless name',
    ['error bad-name'],
    'kali2',
    'name',
    (d) => {
      d.guests[0].name = 'x'.repeat(301);
    },
  ],
  [
    '16-byte interface name',
    ['error bad-interface-name'],
    'vk42',
    'name',
    (d) => {
      d.hosts[0].ports[0].name = 'sixteen_bytes_xx';
    },
  ],
  [
    'shell in an interface name',
    ['error bad-interface-name'],
    'vmh2',
    'name',
    (d) => {
      d.hosts[0].interfaces[0].name = 'a;reboot';
    },
  ],
  [
    'blank in a bridge name',
    ['error bad-interface-name'],
    'virbr4',
    'name',
    (d) => {
      d.hosts[0].bridges[0].name = 'my bridge';
    },
  ],
  [
    'the name of all interfaces at a bridge',
    ['error bad-interface-name'],
    'virbr4',
    'name',
    (d) => {
      d.hosts[0].bridges[0].name = 'all';
    },
  ],
  [
    'the name of the loopback interface at a veth end',
    ['error bad-interface-name'],
    'vmh2',
    'name',
    (d) => {
      d.hosts[0].interfaces[0].name = 'lo';
    },
  ],
  [
    'name of another port',
    ['error duplicate-interface-name'],
    'vk64',
    'name',
    (d) => {
      d.hosts[0].ports[5].name = 'vk63';
    },
  ],
  [
    'port named like a bridge',
    ['error duplicate-interface-name'],
    'vk63',
    'name',
    (d) => {
      d.hosts[0].ports[4].name = 'virbr6';
    },
  ],
  [
    'two devices of one bridge',
    ['error duplicate-interface-name'],
    'own2',
    'name',
    (d) => {
      d.hosts[0].interfaces.push(
        { id: 'own1', name: 'virbr4', kind: 'ethernet', addresses: [] },
        { id: 'own2', name: 'virbr4', kind: 'ethernet', addresses: [] },
      );
    },
  ],
  [
    'two hosts of one name',
    ['warning duplicate-host-name'],
    'h2',
    'name',
    (d) => {
      d.hosts.push({ id: 'h2', name: 'mytux', role: 'workstation', bridges: [], ports: [], interfaces: [] });
    },
  ],
];

testMistakes('names', MISTAKES);
