import { excludeCidr, mergeCidr } from 'cidr-tools';
import { ADDRESS_BITS, formatAddress } from './address.ts';
import type { AddressRange } from './range.ts';

/** The fewest CIDR networks that hold exactly the addresses of the range, in order. Single addresses carry `/32`, `/128`. */
export function rangeToCidrs({ family, first, last }: AddressRange): string[] {
  const cidrs: string[] = [];
  for (let start = first; start <= last; ) {
    const hostBits = largestBlock(start, last, ADDRESS_BITS[family]);
    cidrs.push(`${formatAddress({ family, value: start })}/${ADDRESS_BITS[family] - hostBits}`);
    start += 1n << BigInt(hostBits);
  }
  return cidrs;
}

/** The fewest CIDR networks that hold exactly the addresses of all ranges together; IPv4 first, ascending. */
export function mergeToCidrs(ranges: readonly AddressRange[]): string[] {
  // cidr-tools reads `10.0.0.300` as another address: only texts printed here may reach it.
  return mergeCidr(ranges.flatMap(rangeToCidrs));
}

/** The fewest CIDR networks that hold the addresses of `base` that are in none of `excluded`. */
export function excludeToCidrs(base: readonly AddressRange[], excluded: readonly AddressRange[]): string[] {
  return excludeCidr(base.flatMap(rangeToCidrs), excluded.flatMap(rangeToCidrs));
}

/** How many host bits the largest aligned block has that starts at `start` and ends at or before `last`. */
function largestBlock(start: bigint, last: bigint, bits: number): number {
  let hostBits = 0;
  while (hostBits < bits) {
    const size = 1n << BigInt(hostBits + 1);
    if ((start & (size - 1n)) !== 0n || start + size - 1n > last) break;
    hostBits += 1;
  }
  return hostBits;
}
