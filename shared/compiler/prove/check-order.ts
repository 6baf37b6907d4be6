import { rangeContains } from '../../net/range.ts';
import { entryName, HOOKS } from '../ir/program.ts';
import { type NumberedRule, SECTIONS, type Section } from '../result.ts';
import { isTreeChain } from '../scale/chain-names.ts';
import { foreignLines } from './foreign-lines.ts';
import { isSafety } from './is-safety.ts';
import type { OrderViolation } from './order-violation.ts';
import { conjunction, mayOverlap } from './overlap.ts';
import { type ParsedLine, type ParsedMatches, type ParsedTable, parseRules } from './parse-rules.ts';
import { isWholePlace, SHAPES } from './section-shapes.ts';
import { type Summary, summariser } from './summarise.ts';
import { type VerdictLine, verdictLines } from './verdict-lines.ts';

/**
 * Checks the order of *emitted text*, not of the model it came from: no acceptance, return or established rule may come
 * before a denial that overlaps it, nothing may be accepted behind the default drop, and every line must have the shape of
 * the section it stands in. `chains` are the entry chains; ours unless told. With the `rules` that the text was made of, each
 * line must stand under the heading of its own rule's section.
 */
export function checkOrder(
  text: string,
  chains?: readonly string[],
  rules?: readonly NumberedRule[],
): OrderViolation[] {
  return checkTable(parseRules(text), chains, rules);
}

/** The same for a text that has been read. */
export function checkTable(
  table: ParsedTable,
  chains: readonly string[] = HOOKS.map(entryName),
  rules: readonly NumberedRule[] = [],
): OrderViolation[] {
  const summary = summariser(table);
  return [
    ...foreignLines(table, chains, rules),
    ...chains.flatMap((chain) => [...collisions(table, chain, summary), ...misplaced(table, chain, summary)]),
  ];
}

function collisions(table: ParsedTable, chain: string, summary: (line: ParsedLine) => Summary): OrderViolation[] {
  const entries = table.chains.get(chain) ?? [];
  const summaries = entries.map(summary);
  const lines = (which: (sections: ReadonlySet<Section | undefined>) => boolean) =>
    summaries.flatMap(({ denials }, at) => (denials.size > 0 && which(denials) ? [at] : []));
  // Sorted out once, because every acceptance asks: going by headings alone, which denials may not stand before one, ...
  const final = lines((sections) => sections.has(undefined) || sections.has('default'));
  // ... which may not stand behind one, and which not behind an established rule.
  const guards = lines((sections) =>
    [...sections].some((section) => section === undefined || GUARD_SECTIONS.has(section)),
  );
  const stateless = lines((sections) => [...sections].some((section) => section !== 'default'));
  const violations: OrderViolation[] = [];
  const denialsOf = remembered((entry: ParsedLine) => verdictLines(table, entry).filter(isDenial));
  for (const [at, entry] of entries.entries()) {
    const { passes, passesReplies } = summaries[at] ?? {};
    if (!passes) continue;
    const behind = passesReplies ? stateless : guards;
    // In the right order nothing is left here, and nothing has to be looked at.
    if (!((final[0] ?? at) < at) && !((behind.at(-1) ?? at) > at)) continue;
    const mightCollide = [...final.filter((other) => other < at), ...behind.filter((other) => other > at)];
    const passing = verdictLines(table, entry).filter(({ verdict }) => verdict === 'ACCEPT' || verdict === 'RETURN');
    for (const other of mightCollide) {
      const denial = entries[other];
      const message =
        denial && passing.map((line) => collision(line, denial, denialsOf(denial), other > at)).find(Boolean);
      if (message) violations.push({ line: entry.number, text: entry.text, other: denial.number, message });
    }
  }
  return violations;
}

/** The sentence about one acceptance and one denying line, when some packet meets both. */
function collision(
  line: VerdictLine,
  denying: ParsedLine,
  denials: readonly VerdictLine[],
  follows: boolean,
): string | undefined {
  const isSafe = isSafety(line.matches, line.entry.chain) && (line.section ?? 'safety') === 'safety';
  for (const denial of denials) {
    if (!mayOverlap(line.matches, denial.matches)) continue;
    if (isSafe && !opensGuestPort(line, denial)) continue;
    if (follows && (isGuard(denial) || (isEstablished(line) && !isDefault(denial)))) {
      return `${describe(line)} comes before the denial in line ${denying.number} that overlaps it: ${denying.text}`;
    }
    if (!follows && isDefault(denial)) {
      return `${describe(line)} comes behind the default drop in line ${denying.number} and can never be reached.`;
    }
  }
  return undefined;
}

function isDenial({ verdict }: VerdictLine): boolean {
  return verdict === 'DROP' || verdict === 'REJECT';
}

function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const now = work(key);
    known.set(key, now);
    return now;
  };
}

function describe(line: VerdictLine): string {
  const kind = line.verdict === 'RETURN' ? 'return' : isEstablished(line) ? 'established rule' : 'acceptance';
  return `The ${kind} in line ${line.entry.number}`;
}

/**
 * Sections 1-4 are written so that safety rules do not open them, but for a guest's own port: a safety rule at that must keep
 * to the guest's addresses, as its denials do.
 */
function opensGuestPort({ matches }: VerdictLine, denial: VerdictLine): boolean {
  const { physdevIn, physdevOut, source, destination } = denial.matches;
  const samePort =
    (physdevIn !== undefined && physdevIn === matches.physdevIn) ||
    (physdevOut !== undefined && physdevOut === matches.physdevOut);
  const sparesListed = source?.negated ?? destination?.negated ?? true;
  const isGuests = isGuard(denial) && (denial.section === 'out-deny-guest-ports' || sparesListed);
  return samePort && isGuests && !denial.except.some((exception) => covers(exception, matches));
}

/** True when every packet that meets `matches` meets the exception too; asked of exceptions for addresses. */
function covers({ source, destination, ...more }: ParsedMatches, matches: ParsedMatches): boolean {
  const holds = (side: ParsedMatches['source'], own: ParsedMatches['source']) =>
    side === undefined || (!side.negated && own?.negated === false && rangeContains(side.range, own.range));
  return Object.keys(more).length === 0 && holds(source, matches.source) && holds(destination, matches.destination);
}

function isEstablished({ matches: { states } }: VerdictLine): boolean {
  return states !== undefined && !states.includes('NEW');
}

const GUARD_SECTIONS: ReadonlySet<Section> = new Set([
  'out-deny-guest-ports',
  'out-deny-border-ports',
  'in-deny-ports',
  'deny-host-interfaces',
]);

/** A stateless denial by place and address: derived ones by their section; without headings, by their shape. */
function isGuard(line: VerdictLine): boolean {
  if (line.section) return GUARD_SECTIONS.has(line.section);
  const { states, uid, time, ...place } = line.matches;
  const stateless = states === undefined && uid === undefined && time === undefined;
  return stateless && !isWholePlace(place);
}

function isDefault(line: VerdictLine): boolean {
  return line.section ? line.section === 'default' : isWholePlace(line.matches);
}

/**
 * Lines whose shape is not that of the section under whose heading they stand: those of an entry chain, and of the trees of ports
 * that it leads to, with the conditions on the way (`outer`).
 */
function misplaced(
  table: ParsedTable,
  entry: string,
  summary: (line: ParsedLine) => Summary,
  chain: string = entry,
  outer: ParsedMatches = {},
): OrderViolation[] {
  const violations: OrderViolation[] = [];
  let highest = 0;
  for (const line of table.chains.get(chain) ?? []) {
    if (!line.section) continue;
    const at = SECTIONS.indexOf(line.section);
    const matches = conjunction(outer, line.matches);
    const verdicts = () => verdictLines(table, matches ? { ...line, chain: entry, matches } : line);
    const wrong =
      at < highest
        ? `stands in section ${at}, behind a line of section ${highest}`
        : !matches
          ? 'can never match where it stands'
          : line.target === 'RETURN'
            ? 'lets packets return from where all that follows has to look at them'
            : SHAPES[line.section]({ line, matches, chain: entry, summary: summary(line), verdicts })
              ? undefined
              : `does not look like a rule of section ${at} (${line.section})`;
    highest = Math.max(highest, at);
    if (wrong)
      violations.push({ line: line.number, text: line.text, message: `Line ${line.number} ${wrong}: ${line.text}` });
    else if (matches && isTreeChain(line.target))
      violations.push(...misplaced(table, entry, summary, line.target, matches));
  }
  return violations;
}
