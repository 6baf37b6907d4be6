import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excludeToCidrs, mergeToCidrs, rangeToCidrs } from './cidrs.ts';
import { anyNetwork, anyRange, closeRange } from './net.arbitraries.ts';
import { type AddressRange, parseRange, rangeContains } from './range.ts';

function parseAll(cidrs: readonly string[]): AddressRange[] {
  return cidrs.map((cidr) => {
    const range = parseRange(cidr);
    if (range === undefined) throw new Error(`not a CIDR: ${cidr}`);
    return range;
  });
}

function inSome(ranges: readonly AddressRange[], value: bigint): boolean {
  return ranges.some((range) => rangeContains(range, { family: 4, value }));
}

const probe = fc.bigInt({ min: 0n, max: 345n });

describe('rangeToCidrs', () => {
  test('covers the range exactly, in order, without gap or overlap', () => {
    fc.assert(
      fc.property(fc.oneof(anyRange(), closeRange(4), closeRange(6)), (range) => {
        const parts = parseAll(rangeToCidrs(range));
        expect(parts[0]?.first).toBe(range.first);
        expect(parts.at(-1)?.last).toBe(range.last);
        for (const [index, part] of parts.entries()) {
          expect(part.family).toBe(range.family);
          if (index > 0) expect(part.first).toBe((parts[index - 1]?.last ?? 0n) + 1n);
        }
      }),
    );
  });

  test('gives one CIDR for a network', () => {
    fc.assert(
      fc.property(anyNetwork(), (network) => {
        expect(rangeToCidrs(network)).toHaveLength(1);
      }),
    );
  });

  test('needs no more CIDRs than merging them again does', () => {
    fc.assert(
      fc.property(anyRange(), (range) => {
        expect(rangeToCidrs(range)).toHaveLength(mergeToCidrs([range]).length);
      }),
    );
  });

  test.each([
    ['192.168.50.12', ['192.168.50.12/32']],
    ['10.0.0.1-10.0.0.6', ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32']],
    ['0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
    ['::', ['::/128']],
    ['::/0', ['::/0']],
  ])('%s', (text, cidrs) => {
    expect(rangeToCidrs(parseRange(text) as AddressRange)).toEqual(cidrs);
  });
});

test('mergeToCidrs holds exactly the addresses of its ranges', () => {
  fc.assert(
    fc.property(fc.array(closeRange(4), { maxLength: 5 }), probe, (ranges, value) => {
      expect(inSome(parseAll(mergeToCidrs(ranges)), value)).toBe(inSome(ranges, value));
    }),
  );
});

test('excludeToCidrs holds exactly the addresses that are in the base and not excluded', () => {
  fc.assert(
    fc.property(
      fc.array(closeRange(4), { maxLength: 4 }),
      fc.array(closeRange(4), { maxLength: 4 }),
      probe,
      (base, excluded, value) => {
        expect(inSome(parseAll(excludeToCidrs(base, excluded)), value)).toBe(
          inSome(base, value) && !inSome(excluded, value),
        );
      },
    ),
  );
});
