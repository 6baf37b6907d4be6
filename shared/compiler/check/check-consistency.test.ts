import type { Mistake } from './mistakes.arbitraries.ts';
import { testMistakes } from './test-mistakes.arbitraries.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'dangling port',
    ['error dangling-reference'],
    'kali2',
    'nics.0.port',
    (d) => {
      d.guests[0].nics[0].port = 'vk99';
      d.hosts[0].ports.splice(0, 1);
    },
  ],
  [
    'service naming a guest',
    ['error wrong-kind-reference'],
    'r1',
    'service.0',
    (d) => {
      d.policies[0].rules[0].service = ['kali2'];
    },
  ],
  [
    'port on a guest',
    ['error wrong-kind-reference'],
    'vk42',
    'bridge',
    (d) => {
      d.hosts[0].ports[0].bridge = 'kali2';
    },
  ],
  [
    'port on another host',
    ['error other-host-reference'],
    'vk42',
    'bridge',
    (d) => {
      d.hosts.push({
        id: 'h2',
        name: 'h2',
        role: 'hypervisor',
        bridges: [{ id: 'b2', name: 'b2' }],
        ports: [],
        interfaces: [],
      });
      d.hosts[0].ports[0].bridge = 'b2';
    },
  ],
  [
    'id twice',
    ['error duplicate-id'],
    'kali3',
    'id',
    (d) => {
      d.services[0].id = 'kali3';
      d.policies[0].rules[0].service = [];
    },
  ],
  [
    'rule id twice',
    ['error duplicate-rule-id'],
    'r1',
    'id',
    (d) => {
      d.policies[0].rules.push({ id: 'r1', action: 'deny' });
    },
  ],
  [
    'attached to nothing',
    ['error bad-attach'],
    'main',
    'attach',
    (d) => {
      d.policies[0].attach = {};
    },
  ],
  [
    'attached twice',
    ['error bad-attach'],
    'main',
    'attach',
    (d) => {
      d.policies[0].attach.guest = 'kali2';
    },
  ],
  [
    'group in itself',
    ['error group-cycle'],
    'br4_grp',
    'members',
    (d) => {
      d.groups[0].members.push('br4_grp');
    },
  ],
  [
    'groups in a circle',
    ['error group-cycle'],
    'br4_grp',
    'members',
    (d) => {
      d.groups[0].members.push('br6_grp');
      d.groups[1].members.push('br4_grp');
    },
  ],
  [
    'one-sided peer',
    ['error peer-one-sided', 'warning veth-without-peer'],
    'vethb2',
    'peer',
    (d) => {
      delete d.hosts[0].ports[3].peer;
    },
  ],
  [
    'crossed peers',
    ['error peer-mismatch', 'error peer-mismatch'],
    'vethb1',
    'peer',
    (d) => {
      d.hosts[0].ports[3].peer = 'vmh1';
    },
  ],
  [
    'peer of itself',
    ['error peer-mismatch', 'error peer-mismatch'],
    'vethb1',
    'peer',
    (d) => {
      d.hosts[0].ports[2].peer = 'vethb1';
    },
  ],
  [
    'tap with a peer',
    ['error peer-not-veth', 'error guest-behind-border-port'],
    'vk42',
    'peer',
    (d) => {
      d.hosts[0].ports[0].peer = 'vmh2';
    },
  ],
];

testMistakes('ids and references', MISTAKES);
