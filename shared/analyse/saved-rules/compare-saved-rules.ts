import { diffArrays } from 'diff';
import type { RuleNames } from './rule-names.ts';
import type { SavedChain, SavedLine, SavedRules } from './saved-rules.ts';

/** What happened to one line. `moved`: the same line at another place among the others of its chain. */
export interface LineChange {
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly chain: string;
  readonly before?: SavedLine;
  readonly after?: SavedLine;
}

export interface Comparison {
  readonly changes: readonly LineChange[];
  /** Lines that differ in nothing but the number of their rule. */
  readonly renumbered: number;
}

/** Rules and what their numbers mean. */
export interface NamedRules {
  readonly rules: SavedRules;
  readonly names: RuleNames;
}

/** Beyond so many differences in one chain the shortest way from one to the other is not looked for. */
const MOST_EDITS = 4000;

/**
 * Compares two rule sets line by line, chain by chain. A rule that only has another number, because others were put before
 * it, is the same rule: numbers in chain names and log prefixes count as what they stand for.
 */
export function compareSavedRules(before: NamedRules, after: NamedRules): Comparison {
  const earlier = new Map(before.rules.chains.map((chain) => [before.names.neutral(chain.name), chain]));
  const changes: LineChange[] = [];
  let renumbered = 0;
  for (const chain of after.rules.chains) {
    const key = after.names.neutral(chain.name);
    const compared = compareChains(earlier.get(key), chain, before.names, after.names);
    changes.push(...compared.changes);
    renumbered += compared.renumbered;
    earlier.delete(key);
  }
  for (const chain of earlier.values())
    changes.push(...compareChains(chain, undefined, before.names, after.names).changes);
  return { changes, renumbered };
}

interface Place {
  readonly line: SavedLine;
  readonly key: string;
  /** Lines between the same two lines that stayed have the same one. */
  readonly gap: number;
}

function compareChains(
  before: SavedChain | undefined,
  after: SavedChain | undefined,
  namesBefore: RuleNames,
  namesAfter: RuleNames,
): Comparison {
  const old = keyed(before, namesBefore);
  const now = keyed(after, namesAfter);
  const chain = after?.name ?? before?.name ?? '';
  const removed: Place[] = [];
  const added: Place[] = [];
  let renumbered = 0;
  let [i, j, gap] = [0, 0, 0];
  for (const part of edits(old, now)) {
    if (!part.added && !part.removed) {
      for (let k = 0; k < part.count; k += 1) if (old[i + k]?.line.text !== now[j + k]?.line.text) renumbered += 1;
      gap += 1;
    } else if (part.removed) removed.push(...old.slice(i, i + part.count).map((each) => ({ ...each, gap })));
    else added.push(...now.slice(j, j + part.count).map((each) => ({ ...each, gap })));
    if (!part.added) i += part.count;
    if (!part.removed) j += part.count;
  }

  const partner = new Map<Place, { readonly place: Place; readonly change: 'moved' | 'changed' }>();
  pair(removed, added, partner, 'moved', ({ key }) => key);
  pair(removed, added, partner, 'changed', (place, side) => {
    const { number } = place.line;
    return number === undefined ? undefined : (side === 'before' ? namesBefore : namesAfter).identity(number);
  });
  // The words of a derived rule can change with what it says, a MAC address for one; its place and its port do not.
  pair(removed, added, partner, 'changed', ({ gap: at, line }, side) => {
    const name = (side === 'before' ? namesBefore : namesAfter).find(line.number);
    return name === undefined ? undefined : JSON.stringify([at, name.section, name.label]);
  });
  // A line that nobody numbered was put there by hand; it stands for the one whose place it has.
  pair(removed, added, partner, 'changed', ({ gap: at, line }, side) =>
    side === 'before' || line.number === undefined ? String(at) : undefined,
  );
  pair(removed, added, partner, 'changed', ({ gap: at, line }, side) =>
    side === 'after' || line.number === undefined ? String(at) : undefined,
  );

  const paired = new Set([...partner.values()].map(({ place }) => place));
  const changes = [
    ...added.map((place): [number, LineChange] => {
      const other = partner.get(place);
      if (other === undefined) return [place.gap, { change: 'added', chain, after: place.line }];
      return [place.gap, { change: other.change, chain, before: other.place.line, after: place.line }];
    }),
    ...removed
      .filter((place) => !paired.has(place))
      .map((place): [number, LineChange] => [place.gap, { change: 'removed', chain, before: place.line }]),
  ];
  return { changes: changes.sort(([one], [other]) => one - other).map(([, change]) => change), renumbered };
}

function keyed(chain: SavedChain | undefined, names: RuleNames): Omit<Place, 'gap'>[] {
  return (chain?.lines ?? []).map((line) => ({ line, key: names.neutral(line.text, line.number) }));
}

interface Edit {
  readonly added: boolean;
  readonly removed: boolean;
  readonly count: number;
}

function edits(old: readonly { readonly key: string }[], now: readonly { readonly key: string }[]): readonly Edit[] {
  const parts = diffArrays(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
    { maxEditLength: MOST_EDITS },
  );
  return (
    parts ?? [
      { added: false, removed: true, count: old.length },
      { added: true, removed: false, count: now.length },
    ]
  );
}

/** Pairs what has no partner yet, in order, where `tokenOf` gives both the same. */
function pair(
  removed: readonly Place[],
  added: readonly Place[],
  partner: Map<Place, { readonly place: Place; readonly change: 'moved' | 'changed' }>,
  change: 'moved' | 'changed',
  tokenOf: (place: Place, side: 'before' | 'after') => string | undefined,
): void {
  const taken = new Set([...partner.values()].map(({ place }) => place));
  const waiting = new Map<string, Place[]>();
  for (const place of removed) {
    const token = taken.has(place) ? undefined : tokenOf(place, 'before');
    if (token === undefined) continue;
    const others = waiting.get(token);
    if (others === undefined) waiting.set(token, [place]);
    else others.push(place);
  }
  for (const place of added) {
    const token = partner.has(place) ? undefined : tokenOf(place, 'after');
    const other = token === undefined ? undefined : waiting.get(token)?.shift();
    if (other !== undefined) partner.set(place, { place: other, change });
  }
}
