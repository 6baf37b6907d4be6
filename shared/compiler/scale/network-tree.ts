import { ADDRESS_BITS } from '../../net/address.ts';
import { type AddressRange, networkOf } from '../../net/range.ts';

/** Networks with one that holds them all and, of the same tree, no others. */
export interface NetworkGroup {
  readonly network: AddressRange;
  /** Ascending, none within another. */
  readonly members: readonly AddressRange[];
}

/** Sorts networks (ascending, none within another) into at most so many groups that hold about equally many. */
export function groupNetworks(networks: readonly AddressRange[], atMost: number): NetworkGroup[] {
  const groups: (readonly AddressRange[])[] = [networks];
  while (groups.length < atMost) {
    const largest = groups.reduce((a, b) => (b.length > a.length ? b : a), []);
    if (largest.length < 2) break;
    groups.splice(groups.indexOf(largest), 1, ...halves(largest));
  }
  return groups.map((members) => ({ network: around(members), members }));
}

/** The smallest network around all of them. */
function around(members: readonly AddressRange[]): AddressRange {
  const first = members[0];
  const last = members.at(-1);
  if (!first || !last) throw new Error('there is no network around nothing');
  const { family } = first;
  const differing = (first.first ^ last.last).toString(2).replace(/^0$/, '').length;
  return networkOf({ family, value: first.first }, ADDRESS_BITS[family] - differing);
}

/** The two halves of the smallest network around several: neither is empty, or a smaller one would be around them. */
function halves(members: readonly AddressRange[]): [AddressRange[], AddressRange[]] {
  const { first, last } = around(members);
  const middle = (first + last + 1n) / 2n;
  return [members.filter((each) => each.first < middle), members.filter((each) => each.first >= middle)];
}
