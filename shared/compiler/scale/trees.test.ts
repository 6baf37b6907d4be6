import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeToCidrs } from '../../net/cidrs.ts';
import { parseRange, rangeContains, rangesOverlap } from '../../net/range.ts';
import { groupNetworks } from './network-tree.ts';
import { type PrefixTree, prefixTree } from './prefix-tree.ts';

/** The names that a walk down the tree finds for one name, asking of each branch only how the name begins. */
function find(tree: PrefixTree, name: string): string[] {
  return tree.children.flatMap((child) =>
    typeof child === 'string'
      ? child === name
        ? [child]
        : []
      : name.startsWith(child.prefix)
        ? find(child, name)
        : [],
  );
}

const portName = fc.string({ unit: fc.constantFrom('v', 'k', '1', '2', '3'), minLength: 1, maxLength: 6 });

test('a tree of names leads each name to itself alone, and a name it does not hold to nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(portName, { minLength: 2, maxLength: 40 }), portName, (names, other) => {
      const tree = prefixTree(names);
      for (const name of names) expect(find(tree, name)).toEqual([name]);
      expect(find(tree, other)).toEqual(names.includes(other) ? [other] : []);
    }),
  );
});

const networks = fc
  .array(fc.tuple(fc.nat(0xffff), fc.integer({ min: 24, max: 32 })), { minLength: 1, maxLength: 60 })
  .map((items) =>
    mergeToCidrs(
      items.flatMap(([host, prefix]) => parseRange(`10.0.${host >> 8}.${host & 255}/${prefix}`) ?? []),
    ).flatMap((cidr) => parseRange(cidr) ?? []),
  );

test('groups of networks hold all of them, and lie apart', () => {
  fc.assert(
    fc.property(networks, fc.integer({ min: 2, max: 8 }), (all, atMost) => {
      const groups = groupNetworks(all, atMost);
      expect(groups.length).toBe(Math.min(all.length, atMost));
      expect(groups.flatMap(({ members }) => members)).toEqual(all);
      for (const { network, members } of groups) {
        for (const member of members) expect(rangeContains(network, member)).toBe(true);
        for (const other of groups)
          if (other.network !== network) expect(rangesOverlap(other.network, network)).toBe(false);
      }
    }),
  );
});
