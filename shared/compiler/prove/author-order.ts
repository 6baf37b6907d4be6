import type { Document, Host } from '../../document/document.ts';
import { entryName, HOOKS } from '../ir/program.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { isTreeChain } from '../scale/chain-names.ts';
import type { OrderViolation } from './order-violation.ts';
import { conjunction, mayOverlap } from './overlap.ts';
import type { ParsedLine, ParsedMatches, ParsedTable } from './parse-rules.ts';

/**
 * Checks that users' rules hold in the order of their author within each built-in chain: no line of a later rule may decide
 * otherwise about a packet before a line of an earlier one that speaks of it too. Goes by the text, which was read into `table`, and by
 * which rule each of its lines belongs to (`listing`); `document` says in which order the rules were written.
 */
export function authorOrder(
  table: ParsedTable,
  listing: Listing,
  rules: readonly NumberedRule[],
  document: Document,
  host: Host,
): OrderViolation[] {
  const written = ranks(rules, document);
  const bridges = bridgesOfPorts(host);
  return HOOKS.flatMap((hook) => {
    const placed = placedLines(table, entryName(hook), {}).flatMap(({ line, matches }): PlacedLine[] => {
      const number = listing.lines[line.number - 1];
      const rank = number === undefined ? undefined : written.get(number);
      return rank === undefined ? [] : [new PlacedLine(table, line, withBridges(matches, bridges), rank)];
    });
    return inversions(placed).flatMap(([earlier, later]) => violation(earlier, later) ?? []);
  });
}

/** Where the rule of each number stands in the document; absent for what is no user's rule. */
function ranks(rules: readonly NumberedRule[], { policies }: Document): ReadonlyMap<number, number> {
  const keys = policies.flatMap((policy) => policy.rules.map((rule) => JSON.stringify([policy.id, rule.id])));
  const at = new Map(keys.map((key, index) => [key, index]));
  return new Map(
    rules.flatMap(({ number, origin }): [number, number][] => {
      const rank = origin.rule && at.get(JSON.stringify([origin.rule.policy, origin.rule.rule]));
      return rank === undefined ? [] : [[number, rank]];
    }),
  );
}

function bridgesOfPorts({ bridges, ports }: Host): ReadonlyMap<string, string> {
  const names = new Map(bridges.map(({ id, name }) => [id, name]));
  return new Map(ports.map(({ name, bridge }) => [name, names.get(bridge) ?? '']));
}

/** What comes by a port comes in by its bridge, and what leaves by one leaves by its bridge; the text says neither. */
function withBridges(matches: ParsedMatches, bridges: ReadonlyMap<string, string>): ParsedMatches {
  const { physdevIn, physdevOut } = matches;
  const inInterface = bridges.get(physdevIn ?? physdevOut ?? '');
  const outInterface = bridges.get(physdevOut ?? '');
  return {
    ...(inInterface === undefined ? {} : { inInterface }),
    ...(outInterface === undefined ? {} : { outInterface }),
    ...matches,
  };
}

interface Decision {
  readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT';
  readonly matches: ParsedMatches;
  /** Ports by which the packet did not come. */
  readonly notBy: readonly string[];
}

/** A line of a user's rule in an entry chain, or in a tree of ports that it leads to. */
class PlacedLine {
  readonly line: ParsedLine;
  /** The conditions on the way to it and its own. */
  readonly matches: ParsedMatches;
  readonly rank: number;
  readonly #table: ParsedTable;
  #decisions: readonly Decision[] | undefined;

  constructor(table: ParsedTable, line: ParsedLine, matches: ParsedMatches, rank: number) {
    this.#table = table;
    this.line = line;
    this.matches = matches;
    this.rank = rank;
  }

  get decisions(): readonly Decision[] {
    this.#decisions ??= decisions(this.#table, this.line.target, this.matches, [], 0);
    return this.#decisions;
  }
}

function placedLines(
  table: ParsedTable,
  chain: string,
  outer: ParsedMatches,
): { readonly line: ParsedLine; readonly matches: ParsedMatches }[] {
  return (table.chains.get(chain) ?? []).flatMap((line) => {
    const matches = conjunction(outer, line.matches);
    if (!matches) return [];
    return isTreeChain(line.target) ? placedLines(table, line.target, matches) : [{ line, matches }];
  });
}

function decisions(
  table: ParsedTable,
  target: string,
  matches: ParsedMatches,
  notBy: readonly string[],
  depth: number,
): Decision[] {
  if (target === 'ACCEPT' || target === 'DROP' || target === 'REJECT') return [{ verdict: target, matches, notBy }];
  if (depth > 64) throw new Error(`chains jump in a circle at ${target}`);
  const left = [...notBy];
  return (table.chains.get(target) ?? []).flatMap((line) => {
    const both = conjunction(matches, line.matches);
    const { physdevIn } = line.matches;
    // Other exceptions are left out, which makes what is decided wider, never narrower.
    if (line.target === 'RETURN' && physdevIn !== undefined && Object.keys(line.matches).length === 1)
      left.push(physdevIn);
    return both ? decisions(table, line.target, both, [...left], depth + 1) : [];
  });
}

/** The pairs of lines that stand in the reverse order of their rules and can meet one packet, so far as places tell. */
function inversions(placed: readonly PlacedLine[]): [PlacedLine, PlacedLine][] {
  const found: [PlacedLine, PlacedLine][] = [];
  const before = new Map<string, PlacedLine[]>();
  let highest = -1;
  for (const later of placed) {
    if (later.rank < highest) {
      const at = later.matches.inInterface;
      // What asks for one interface meets nothing of what asks for another.
      const others = at === undefined ? [...before.values()].flat() : [at, ''].flatMap((key) => before.get(key) ?? []);
      for (const earlier of others)
        if (earlier.rank > later.rank && mayOverlap(earlier.matches, later.matches)) found.push([earlier, later]);
    }
    highest = Math.max(highest, later.rank);
    const key = later.matches.inInterface ?? '';
    const list = before.get(key);
    if (list) list.push(later);
    else before.set(key, [later]);
  }
  return found;
}

function violation(earlier: PlacedLine, later: PlacedLine): OrderViolation | undefined {
  const meets = earlier.decisions.some((one) =>
    later.decisions.some((other) => one.verdict !== other.verdict && overlap(one, other)),
  );
  if (!meets) return undefined;
  const { number, text } = earlier.line;
  const message = `Line ${number} decides before line ${later.line.number}, whose rule was written earlier: ${text}`;
  return { line: number, text, other: later.line.number, message };
}

function overlap(a: Decision, b: Decision): boolean {
  const excluded = (one: Decision, other: Decision) =>
    other.matches.physdevIn !== undefined && one.notBy.includes(other.matches.physdevIn);
  return !excluded(a, b) && !excluded(b, a) && mayOverlap(a.matches, b.matches);
}
