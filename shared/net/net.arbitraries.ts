import fc from 'fast-check';
import { ADDRESS_BITS, type Address, type Family, HIGHEST_ADDRESS } from './address.ts';
import type { AddressRange } from './range.ts';

/** Generators of addresses and ranges for property tests; IPv4 and IPv6, with a liking for the ends of the number line. */

function anyFamily(): fc.Arbitrary<Family> {
  return fc.constantFrom<Family>(4, 6);
}

export function anyAddress(family: fc.Arbitrary<Family> = anyFamily()): fc.Arbitrary<Address> {
  return family.chain((which) =>
    fc.bigInt({ min: 0n, max: HIGHEST_ADDRESS[which] }).map((value) => ({ family: which, value })),
  );
}

export function anyRange(family: fc.Arbitrary<Family> = anyFamily()): fc.Arbitrary<AddressRange> {
  return fc.oneof(anyFromTo(family), anyNetwork(family));
}

/** Ranges close together, so that they often overlap or touch. */
export function closeRange(family: Family): fc.Arbitrary<AddressRange> {
  return fc
    .tuple(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 40n }))
    .map(([first, size]) => ({ family, first, last: first + size }));
}

export function anyNetwork(family: fc.Arbitrary<Family> = anyFamily()): fc.Arbitrary<AddressRange> {
  return anyAddress(family).chain(({ family: which, value }) =>
    fc.integer({ min: 0, max: ADDRESS_BITS[which] }).map((hostBits) => {
      const mask = (1n << BigInt(hostBits)) - 1n;
      return { family: which, first: value & ~mask, last: value | mask };
    }),
  );
}

function anyFromTo(family: fc.Arbitrary<Family>): fc.Arbitrary<AddressRange> {
  return family.chain((which) => {
    const end = fc.bigInt({ min: 0n, max: HIGHEST_ADDRESS[which] });
    return fc.tuple(end, end).map(([a, b]) => ({ family: which, first: a < b ? a : b, last: a < b ? b : a }));
  });
}
