import { expect, test } from 'vitest';
import { formatAddress } from './address.ts';
import { parseInterfaceAddress } from './interface-address.ts';
import { formatRange } from './range.ts';

test('an interface address keeps its host part and knows its network', () => {
  const parsed = parseInterfaceAddress('192.168.50.1/24');
  if (parsed === undefined) throw new Error('refused');
  expect(parsed.prefix).toBe(24);
  expect(formatAddress(parsed.address)).toBe('192.168.50.1');
  expect(formatRange(parsed.network)).toBe('192.168.50.0/24');
});

test.each([
  '192.168.50.1',
  '192.168.50.1/',
  '192.168.50.1/33',
  '192.168.50.1/24/8',
  '10.0.0.300/24',
  'fd00::1/129',
  '/24',
  '',
])('refuses %j', (text) => {
  expect(parseInterfaceAddress(text)).toBeUndefined();
});

test('IPv6 as well', () => {
  const parsed = parseInterfaceAddress('fd00:50::1/64');
  expect(parsed && formatRange(parsed.network)).toBe('fd00:50::/64');
});
