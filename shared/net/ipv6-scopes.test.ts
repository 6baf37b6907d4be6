import { describe, expect, it } from 'vitest';
import { formatAddress } from './address.ts';
import { isLinkLocal, linkLocalOf, solicitedNodeOf } from './ipv6-scopes.ts';
import { formatRange, parseRange } from './range.ts';

function range(text: string) {
  const parsed = parseRange(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

it('makes a link-local address from a MAC as RFC 4291 shows it, the universal bit turned', () => {
  expect(formatAddress(linkLocalOf('52:54:00:b3:4a:12'))).toBe('fe80::5054:ff:feb3:4a12');
  expect(formatAddress(linkLocalOf('34:56:78:9a:bc:de'))).toBe('fe80::3656:78ff:fe9a:bcde');
});

it('tells link-local addresses from others', () => {
  expect(['fe80::1', 'febf::1', 'fe80::/64'].every((text) => isLinkLocal(range(text)))).toBe(true);
  expect(['fec0::1', 'fd00::1', '::', 'fe00::/7', '169.254.0.1'].some((text) => isLinkLocal(range(text)))).toBe(false);
});

describe('the group in which an address is asked for', () => {
  it.each([
    ['fd00:50::12', 'ff02::1:ff00:12'],
    ['4037::1:800:200e:8c6c', 'ff02::1:ff0e:8c6c'],
    ['fd00::10-fd00::13', 'ff02::1:ff00:10/126'],
    ['fd00::/64', 'ff02::1:ff00:0/104'],
    // The low 24 bits begin anew in between: no run of groups holds just these.
    ['fd00::ff:ffff-fd00::100:0', 'ff02::1:ff00:0/104'],
  ])('%s: %s', (address, group) => {
    expect(formatRange(solicitedNodeOf(range(address)))).toBe(group);
  });
});
