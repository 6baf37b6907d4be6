import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { moveNodes } from '../../../shared/document/edits/place-nodes.ts';
import { autoLayout } from './auto-layout.ts';
import { type NetworkPlan, networkDocument, numbers } from './network.fixture.ts';
import { collisions, coveredNodes, crossings } from './picture.fixture.ts';

const arranged = async (plan: NetworkPlan): Promise<Document> => {
  const document = networkDocument(plan);
  return moveNodes(document, await autoLayout(document));
};

const twoOnEach = (bridges: number) => numbers(bridges).flatMap((bridge) => [[bridge], [bridge]]);

const CLEAN: readonly (readonly [string, NetworkPlan])[] = [
  ['a chain of 6 bridges', { bridges: 6, links: numbers(5).map((n) => [n, n + 1]), guests: twoOnEach(6), host: 5 }],
  [
    'a star of 6',
    { bridges: 6, links: numbers(5).map((n) => [0, n + 1]), guests: twoOnEach(6), host: 0, externals: [0] },
  ],
  ['a loop of 6', { bridges: 6, links: numbers(6).map((n) => [n, (n + 1) % 6]), guests: twoOnEach(6), host: 0 }],
  ['8 guests with two legs', { bridges: 2, guests: numbers(8).map(() => [0, 1]), host: 0, externals: [0] }],
  ['400 guests with two legs', { bridges: 2, guests: numbers(400).map(() => [0, 1]), host: 0, externals: [0] }],
  [
    'two parts without a line between them',
    {
      bridges: 4,
      links: [
        [0, 1],
        [2, 3],
      ],
      guests: twoOnEach(4),
    },
  ],
];

describe('the picture', () => {
  it.each(CLEAN)('of %s has no crossing, and no line over anything', async (_name, plan) => {
    const document = await arranged(plan);
    expect(crossings(document)).toEqual([]);
    expect(coveredNodes(document)).toEqual([]);
    expect(collisions(document)).toEqual([]);
  });

  it('runs the veth pairs of a chain straight, from left to right, whatever the order of the document', async () => {
    const places = await autoLayout(
      networkDocument({
        bridges: 4,
        links: [
          [2, 0],
          [0, 3],
          [3, 1],
        ],
        guests: twoOnEach(4),
      }),
    );
    const bars = ['br1', 'br3', 'br0', 'br2'].map((id) => places[id] ?? { x: Number.NaN, y: Number.NaN });
    expect(new Set(bars.map(({ y }) => y)).size).toBe(1);
    expect(bars.map(({ x }) => x)).toEqual(bars.map(({ x }) => x).sort((a, b) => a - b));
  });

  it('puts guests with legs on two bridges between the two, in two rows at most', async () => {
    const places = await autoLayout(networkDocument({ bridges: 2, guests: numbers(400).map(() => [0, 1]) }));
    const rows = [...new Set(numbers(400).map((n) => places[`guest${n}`]?.y ?? Number.NaN))].sort((a, b) => a - b);
    expect(rows).toHaveLength(2);
    expect(places.br0?.y).toBeLessThan(rows[0] ?? Number.NaN);
    expect(places.br1?.y).toBeGreaterThan(rows[1] ?? Number.NaN);
  });

  it('of any network has nothing upon anything else, and few crossings', async () => {
    const plans = fc.sample(anyPlan, { numRuns: 80, seed: 11 });
    let lines = 0;
    let crossed = 0;
    for (const plan of plans) {
      const document = await arranged(plan);
      expect(collisions(document)).toEqual([]);
      lines += document.hosts.flatMap(({ ports }) => ports).length;
      crossed += crossings(document).length;
    }
    expect(lines).toBeGreaterThan(1000);
    // It is one for some 40 lines. Where only bridges are arranged, without heed of their sockets, it is one for every 13.
    expect(crossed / lines).toBeLessThan(0.05);
  });
});

const anyPlan: fc.Arbitrary<NetworkPlan> = fc.integer({ min: 2, max: 7 }).chain((bridges) => {
  const bridge = fc.nat(bridges - 1);
  const apart = fc.tuple(bridge, bridge).filter(([a, b]) => a !== b);
  const legs = fc.oneof(
    { weight: 5, arbitrary: bridge.map((one) => [one]) },
    { weight: 2, arbitrary: apart },
    { weight: 1, arbitrary: fc.uniqueArray(bridge, { minLength: 1, maxLength: 3 }) },
  );
  return fc.record({
    bridges: fc.constant(bridges),
    links: fc.array(apart, { maxLength: bridges }),
    guests: fc.array(legs, { maxLength: 20 }),
    host: bridge,
    externals: fc.array(bridge, { maxLength: 3 }),
  });
});
