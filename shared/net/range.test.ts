import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAddress, anyNetwork, anyRange, closeRange } from './net.arbitraries.ts';
import { formatRange, intersectRanges, parseRange, prefixOf, rangeContains, rangeOf, rangesOverlap } from './range.ts';

describe('parseRange', () => {
  test('reads what formatRange prints', () => {
    fc.assert(
      fc.property(anyRange(), (range) => {
        expect(parseRange(formatRange(range))).toEqual(range);
      }),
    );
  });

  test.each([
    ['10.0.0.7', '10.0.0.7'],
    ['10.0.0.7/32', '10.0.0.7'],
    ['10.0.0.7/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.0.0.0-10.0.0.255', '10.0.0.0/24'],
    ['10.0.0.1-10.0.0.2', '10.0.0.1-10.0.0.2'],
    ['10.0.0.1 - 10.0.0.2', '10.0.0.1-10.0.0.2'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['::1-::3', '::1-::3'],
  ])('reads %s as %s', (text, printed) => {
    const range = parseRange(text);
    expect(range && formatRange(range)).toBe(printed);
  });

  test.each([
    '',
    '-',
    '/',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/255.0.0.0',
    '::/129',
    '10.0.0.2-10.0.0.1',
    '10.0.0.1-::1',
    '10.0.0.1-',
    '10.0.0.0/8/8',
    '10.0.0.1-10.0.0.2-10.0.0.3',
    '10.0.0.300',
  ])('refuses %j', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});

test('a network is printed as a CIDR, and prefixOf finds its length', () => {
  fc.assert(
    fc.property(anyNetwork(), (range) => {
      expect(prefixOf(range)).toBeTypeOf('number');
      expect(formatRange(range)).not.toContain('-');
    }),
  );
});

describe('intersectRanges', () => {
  const two = fc.oneof(
    fc.tuple(anyRange(), anyRange()),
    fc.tuple(closeRange(4), closeRange(4)),
    fc.tuple(closeRange(6), closeRange(4)),
  );

  test('holds exactly the addresses that are in both', () => {
    fc.assert(
      fc.property(closeRange(4), closeRange(4), fc.bigInt({ min: 0n, max: 345n }), (a, b, value) => {
        const probe = { family: 4, value } as const;
        const both = intersectRanges(a, b);
        expect(both !== undefined && rangeContains(both, probe)).toBe(
          rangeContains(a, probe) && rangeContains(b, probe),
        );
      }),
    );
  });

  test('commutes, is idempotent, and is contained in both', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const both = intersectRanges(a, b);
        expect(intersectRanges(b, a)).toEqual(both);
        expect(intersectRanges(a, a)).toEqual(a);
        expect(rangesOverlap(a, b)).toBe(both !== undefined);
        if (both !== undefined) expect(rangeContains(a, both) && rangeContains(b, both)).toBe(true);
      }),
    );
  });

  test('gives the inner range exactly when the outer one contains it', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const both = intersectRanges(a, b);
        expect(rangeContains(a, b)).toBe(both?.first === b.first && both.last === b.last);
      }),
    );
  });
});

test('families never mix', () => {
  const four = { family: 4, first: 0n, last: 0xffffffffn } as const;
  const six = { family: 6, first: 0n, last: 0xffffffffn } as const;
  expect(rangesOverlap(four, six)).toBe(false);
  expect(intersectRanges(four, six)).toBeUndefined();
  expect(rangeContains(six, rangeOf({ family: 4, value: 1n }))).toBe(false);
});

test('an address lies in the range of itself', () => {
  fc.assert(
    fc.property(anyAddress(), (address) => {
      expect(rangeContains(rangeOf(address), address)).toBe(true);
    }),
  );
});
