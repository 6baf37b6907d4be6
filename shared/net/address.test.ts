import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress } from './address.ts';
import { anyAddress } from './net.arbitraries.ts';

describe('parseAddress', () => {
  test('reads what formatAddress prints', () => {
    fc.assert(
      fc.property(anyAddress(), (address) => {
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  test.each([
    ['192.168.50.1', 4, 0xc0a83201n],
    ['0.0.0.0', 4, 0n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['2001:DB8::A', 6, 0x20010db800000000000000000000000an],
    ['::ffff:192.0.2.1', 6, 0xffffc0000201n],
    // Not the IPv4-mapped address that ipaddr.js makes of it.
    ['::192.0.2.1', 6, 0xc0000201n],
    ['64:ff9b::192.0.2.1', 6, (0x64ff9bn << 96n) | 0xc0000201n],
  ] as const)('reads %s', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });

  test.each([
    '',
    ' ',
    '10.1',
    '010.0.0.1',
    '10.0.0.01',
    '10.0.0.256',
    '10.0.0.300',
    '10.0.0.1 ',
    ' 10.0.0.1',
    '0x0a000001',
    '167772161',
    '1.2.3.4.5',
    '1.2.3',
    '1.2.3.',
    '1.2.3.-4',
    '1.2.3.4/24',
    '1.2.3.4-1.2.3.5',
    'fe80::1%eth0',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '12345::',
    '::g',
    ':::',
    '::ffff:010.1.1.1',
    '::1.2.3',
    '::1.2.3.256',
    '[::1]',
    '1:2:3:4:5:6:7:1.2.3.4',
    '１.2.3.4',
    'localhost',
    '1.2.3.4\n',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('never throws, and what it reads prints to a text that reads the same', () => {
    const almost = fc.stringMatching(/^[0-9a-f:.%/]{0,20}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        const address = parseAddress(text);
        if (address !== undefined) expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });
});

test('formatAddress prints IPv6 as RFC 5952 wants it', () => {
  expect(formatAddress({ family: 6, value: 0x20010db8000000000001000000000001n })).toBe('2001:db8::1:0:0:1');
  expect(formatAddress({ family: 6, value: 0n })).toBe('::');
});
