import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseClock } from './clock.ts';
import { parseIcmpType } from './icmp.ts';
import { isMulticastMac, parseMac } from './mac.ts';
import { isChainName, isInterfaceName } from './names.ts';
import { formatPorts, parsePorts } from './ports.ts';

test.each([
  ['52:54:00:B3:4a:12', '52:54:00:b3:4a:12'],
  ['52-54-00-b3-4a-12', '52:54:00:b3:4a:12'],
  ['52:54:00:b3:4a', undefined],
  ['52:54:00:b3:4a:12:00', undefined],
  ['52:54-00:b3:4a:12', undefined],
  ['52:54:0:b3:4a:12', undefined],
  ['525400b34a12', undefined],
  ['52:54:00:b3:4a:1g', undefined],
])('parseMac(%j) is %j', (text, mac) => {
  expect(parseMac(text)).toBe(mac);
});

test('a multicast MAC is known by its first byte', () => {
  expect(isMulticastMac('01:00:5e:00:00:01')).toBe(true);
  expect(isMulticastMac('ff:ff:ff:ff:ff:ff')).toBe(true);
  expect(isMulticastMac('52:54:00:b3:4a:12')).toBe(false);
});

describe('ports', () => {
  const port = fc.integer({ min: 0, max: 65535 });
  const range = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

  test('parsePorts reads what formatPorts prints', () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1 }), (ranges) => {
        expect(parsePorts(formatPorts(ranges))).toEqual(ranges);
      }),
    );
  });

  test('reads the example of the format', () => {
    expect(parsePorts('22, 80,20001:20010')).toEqual([
      { first: 22, last: 22 },
      { first: 80, last: 80 },
      { first: 20001, last: 20010 },
    ]);
  });

  test.each(['', ',', '22,', '9:3', '65536', '1:65536', '22-23', 'ssh', '-1', '1:2:3', '1.5', '22;reboot'])(
    'refuses %j',
    (text) => {
      expect(parsePorts(text)).toBeUndefined();
    },
  );
});

test.each(['eth0', 'virbr4', 'vk42', 'eth0.100', 'br-lan', 'a', 'exactly15bytes_'])(
  '%s is an interface name',
  (name) => {
    expect(isInterfaceName(name)).toBe(true);
  },
);

test.each([
  '',
  '.',
  '..',
  'sixteen_bytes_xx',
  'a b',
  'a/b',
  'eth0:1',
  'vk+',
  '-i',
  '$(reboot)',
  'bär',
  'a\n',
  'a;b',
  "a'b",
  // A release would set net/ipv6/conf/all/disable_ipv6.
  'all',
  'default',
  'lo',
])('%j is no interface name', (name) => {
  expect(isInterfaceName(name)).toBe(false);
});

test('lo is the name of the loopback interface alone', () => {
  expect(isInterfaceName('lo', 'loopback')).toBe(true);
  expect(isInterfaceName('all', 'loopback')).toBe(false);
});

test.each([
  ['Spice_VM_1', true],
  ['a'.repeat(25), true],
  // The restore style puts BW_ before it, and iptables takes 28.
  ['a'.repeat(26), false],
  ['BW_FORWARD', false],
  ['with blank', false],
  ['-j', false],
  ['', false],
])('isChainName(%j) is %j', (name, expected) => {
  expect(isChainName(name)).toBe(expected);
});

test.each([
  ['any', {}],
  ['3', { type: 3 }],
  ['11/1', { type: 11, code: 1 }],
  ['256', undefined],
  ['8/256', undefined],
  ['8/', undefined],
  ['echo-request', undefined],
  ['', undefined],
])('parseIcmpType(%j) is %j', (text, match) => {
  expect(parseIcmpType(text)).toEqual(match);
});

test.each([
  ['00:00', 0],
  ['23:59', 1439],
  ['24:00', undefined],
  ['7:30', undefined],
  ['07:60', undefined],
])('parseClock(%j) is %j', (text, minutes) => {
  expect(parseClock(text)).toBe(minutes);
});
