import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'guest address with prefix',
    ['error bad-address'],
    'kali2',
    'nics.0.addresses.0',
    (d) => {
      d.guests[0].nics[0].addresses = ['192.168.50.12/24'];
    },
  ],
  [
    'guest address with octal digits',
    ['error bad-address'],
    'kali2',
    'nics.0.addresses.0',
    (d) => {
      d.guests[0].nics[0].addresses = ['192.168.050.12'];
    },
  ],
  [
    'multicast guest address',
    ['error unusable-address'],
    'kali2',
    'nics.0.addresses.0',
    (d) => {
      d.guests[0].nics[0].addresses = ['224.0.0.5'];
    },
  ],
  [
    'mapped guest address',
    ['error unusable-address'],
    'kali2',
    'nics.0.addresses.0',
    (d) => {
      d.guests[0].nics[0].addresses = ['::ffff:192.168.50.12'];
    },
  ],
  [
    'guest without address',
    ['warning no-address'],
    'kali2',
    'nics.0.addresses',
    (d) => {
      d.guests[0].nics[0].addresses = [];
    },
  ],
  [
    'bad route',
    ['error bad-network'],
    'kali2',
    'nics.0.routes.1',
    (d) => {
      d.guests[0].nics[0].routes = ['10.1.0.0/16', '10.2.0.0/99'];
    },
  ],
  [
    'route over other guests',
    ['warning route-covers-station'],
    'kali2',
    'nics.0.routes.0',
    (d) => {
      d.guests[0].nics[0].routes = ['192.168.50.0/24'];
    },
  ],
  [
    'bad MAC',
    ['error bad-mac'],
    'kali2',
    'nics.0.mac',
    (d) => {
      d.guests[0].nics[0].mac = '52:54:00:b3:4a';
    },
  ],
  [
    'multicast MAC',
    ['error bad-mac'],
    'kali2',
    'nics.0.mac',
    (d) => {
      d.guests[0].nics[0].mac = '01:00:5e:00:00:01';
    },
  ],
  [
    'MAC twice',
    ['error mac-twice'],
    'kali3',
    'nics.0.mac',
    (d) => {
      d.guests[1].nics[0].mac = '52:54:00:B3:4A:12';
    },
  ],
  [
    'guest address twice',
    ['error address-twice'],
    'kali3',
    'nics.0.addresses.0',
    (d) => {
      d.guests[1].nics[0].addresses = ['192.168.50.12'];
    },
  ],
  [
    'address twice on one NIC',
    ['error address-twice'],
    'kali2',
    'nics.0.addresses.1',
    (d) => {
      d.guests[0].nics[0].addresses.push('192.168.50.12');
    },
  ],
  [
    'guest with the address of the host',
    ['error address-of-host'],
    'kali2',
    'nics.0.addresses.0',
    (d) => {
      d.guests[0].nics[0].addresses = ['192.168.50.1'];
    },
  ],
  [
    'IPv6 address twice in two spellings',
    ['error address-twice'],
    'kali3',
    'nics.0.addresses.1',
    (d) => {
      d.guests[0].nics[0].addresses.push('fd00::12');
      d.guests[1].nics[0].addresses.push('FD00:0::0012');
    },
  ],
  [
    'external with the address of a guest',
    ['error address-twice'],
    'srv',
    'addresses.0',
    (d) => {
      d.externals.push({ id: 'srv', name: 'srv', addresses: ['192.168.50.12'] });
    },
  ],
  [
    'external network over guests',
    ['warning external-covers-station'],
    'lan',
    'addresses.0',
    (d) => {
      d.hosts[0].ports.push({ id: 'eth1', name: 'eth1', kind: 'nic', bridge: 'virbr4' });
      d.externals.push({ id: 'lan', name: 'lan', addresses: ['192.168.50.0/24'], port: 'eth1' });
    },
  ],
  [
    'same address on two hosts',
    ['warning address-twice'],
    'g2',
    'nics.0.addresses.0',
    (d) => {
      d.hosts.push({
        id: 'h2',
        name: 'h2',
        role: 'hypervisor',
        bridges: [{ id: 'b2', name: 'b' }],
        ports: [{ id: 'p2', name: 'vk1', kind: 'tap', bridge: 'b2' }],
        interfaces: [],
      });
      d.guests.push({ id: 'g2', name: 'g2', nics: [{ port: 'p2', addresses: ['192.168.50.12'] }] });
    },
  ],
  [
    'bad external address',
    ['error bad-address'],
    'srv',
    'addresses.0',
    (d) => {
      d.externals.push({ id: 'srv', name: 'srv', addresses: ['web.example.org'] });
    },
  ],
  [
    'external without address',
    ['warning no-address'],
    'srv',
    'addresses',
    (d) => {
      d.externals.push({ id: 'srv', name: 'srv', addresses: [] });
    },
  ],
  [
    'interface address without prefix',
    ['error bad-interface-address'],
    'vmh2',
    'addresses.0',
    (d) => {
      d.hosts[0].interfaces[0].addresses = ['192.168.50.1'];
    },
  ],
];

testMistakes('addresses and MACs', MISTAKES);
