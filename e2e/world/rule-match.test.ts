import { expect, it } from 'vitest';
import { contains } from './rule-match.ts';

it.each([
  ['192.168.50.13', ['192.168.50.13'], ['192.168.50.12', '192.168.50.14', '::ffff:192.168.50.13']],
  ['192.168.50.0/24', ['192.168.50.0', '192.168.50.255'], ['192.168.49.255', '192.168.51.0', 'fd50::1']],
  // A network may be written with the address of somebody in it, and end within an octet.
  ['10.20.5.9/22', ['10.20.4.0', '10.20.7.255'], ['10.20.3.255', '10.20.8.0']],
  ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::']],
  ['10.0.0.9-10.0.1.2', ['10.0.0.9', '10.0.0.255', '10.0.1.2'], ['10.0.0.8', '10.0.1.3']],
  ['fd00:50::/60', ['fd00:50::', 'fd00:50:0:f:ffff::'], ['fd00:50:0:10::', 'fd00:4f:ffff::', '10.0.0.1']],
  ['fd66::a', ['fd66::a', 'fd66:0:0:0:0:0:0:a'], ['fd66::b']],
])('%s contains its own addresses and no others', (value, inside, outside) => {
  expect(inside.filter((address) => !contains(value, address))).toEqual([]);
  expect(outside.filter((address) => contains(value, address))).toEqual([]);
});
