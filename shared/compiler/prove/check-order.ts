import { entryName, HOOKS } from '../ir/program.ts';
import { SECTIONS, type Section } from '../result.ts';
import { isTreeChain } from '../scale/chain-names.ts';
import { conjunction, mayOverlap } from './overlap.ts';
import { type ParsedLine, type ParsedMatches, type ParsedTable, parseRules } from './parse-rules.ts';
import { summariser, type VerdictLine, verdictLines } from './verdict-lines.ts';

/** A line that stands where it lets through what a later line should have stopped, or the reverse. */
export interface OrderViolation {
  readonly line: number;
  readonly text: string;
  /** The other line it collides with, where it is a pair. */
  readonly other?: number;
  readonly message: string;
}

/**
 * Checks the order of *emitted text*, not of the model it came from: no acceptance, return or established rule may come
 * before a denial that overlaps it, nothing may be accepted behind the default drop, and every line must have the shape of
 * the section it stands in. `chains` are the entry chains; ours unless told.
 */
export function checkOrder(text: string, chains: readonly string[] = HOOKS.map(entryName)): OrderViolation[] {
  const table = parseRules(text);
  return chains.flatMap((chain) => [...collisions(table, chain), ...misplaced(table, chain)]);
}

function collisions(table: ParsedTable, chain: string): OrderViolation[] {
  const entries = table.chains.get(chain) ?? [];
  const summary = summariser(table);
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
  for (const [at, entry] of entries.entries()) {
    if (!summaries[at]?.passes) continue;
    const behind = entry.matches.states?.includes('ESTABLISHED') === true ? stateless : guards;
    const mightCollide = [...final.filter((other) => other < at), ...behind.filter((other) => other > at)];
    if (mightCollide.length === 0) continue;
    const passing = verdictLines(table, entry).filter(({ verdict }) => verdict === 'ACCEPT' || verdict === 'RETURN');
    for (const other of mightCollide) {
      const denial = entries[other];
      const message = denial && passing.map((line) => collision(table, line, denial, other > at)).find(Boolean);
      if (message) violations.push({ line: entry.number, text: entry.text, other: denial.number, message });
    }
  }
  return violations;
}

/** The sentence about one acceptance and one denying line, when some packet meets both. */
function collision(table: ParsedTable, line: VerdictLine, denying: ParsedLine, follows: boolean): string | undefined {
  if (isSafety(line)) return undefined;
  for (const denial of verdictLines(table, denying)) {
    if (denial.verdict !== 'DROP' && denial.verdict !== 'REJECT') continue;
    if (!mayOverlap(line.matches, denial.matches)) continue;
    if (follows && (isGuard(denial) || (isEstablished(line) && !isDefault(denial)))) {
      return `${describe(line)} comes before the denial in line ${denying.number} that overlaps it: ${denying.text}`;
    }
    if (!follows && isDefault(denial)) {
      return `${describe(line)} comes behind the default drop in line ${denying.number} and can never be reached.`;
    }
  }
  return undefined;
}

function describe(line: VerdictLine): string {
  const kind = line.verdict === 'RETURN' ? 'return' : isEstablished(line) ? 'established rule' : 'acceptance';
  return `The ${kind} in line ${line.entry.number}`;
}

/** Loopback, and one administrator's SSH both ways: sections 1-4 are written so that these do not open them. */
function isSafety({ matches }: VerdictLine): boolean {
  if (matches.inInterface === 'lo' || matches.outInterface === 'lo') return true;
  const states = matches.states?.join(',');
  const toHost = states === 'NEW,ESTABLISHED' && one(matches.destinationPorts) && matches.source?.negated === false;
  const fromHost =
    states === 'ESTABLISHED,RELATED' && one(matches.sourcePorts) && matches.destination?.negated === false;
  return matches.protocol === 'tcp' && (toHost || fromHost);
}

function one(ports: readonly { first: number; last: number }[] | undefined): boolean {
  const [only] = ports ?? [];
  return ports?.length === 1 && only !== undefined && only.first === only.last;
}

function isEstablished({ matches }: VerdictLine): boolean {
  return matches.states?.includes('ESTABLISHED') === true && !matches.states.includes('NEW');
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
  const { matches } = line;
  const stateless = matches.states === undefined && matches.uid === undefined && matches.time === undefined;
  return stateless && (matches.source !== undefined || matches.destination !== undefined);
}

function isDefault(line: VerdictLine): boolean {
  if (line.section) return line.section === 'default';
  const { matches } = line;
  return Object.keys(matches).every((key) => key === 'inInterface' || key === 'outInterface');
}

/**
 * Lines whose shape is not that of the section under whose heading they stand: those of an entry chain, and of the trees of ports
 * that it leads to, with the conditions on the way (`outer`).
 */
function misplaced(table: ParsedTable, chain: string, outer: ParsedMatches = {}): OrderViolation[] {
  const lines = table.chains.get(chain) ?? [];
  const violations: OrderViolation[] = [];
  let highest = 0;
  for (const line of lines) {
    if (!line.section) continue;
    const at = SECTIONS.indexOf(line.section);
    const target = sectionOfTarget(table, line);
    const matches = conjunction(outer, line.matches);
    const wrong =
      at < highest
        ? `stands in section ${at}, behind a line of section ${highest}`
        : target !== undefined && target !== line.section
          ? `stands in section ${at} but belongs to section ${SECTIONS.indexOf(target)}`
          : !matches
            ? 'can never match where it stands'
            : SHAPES[line.section]({ ...line, matches })
              ? undefined
              : `does not look like a rule of section ${at} (${line.section})`;
    highest = Math.max(highest, at);
    if (wrong)
      violations.push({ line: line.number, text: line.text, message: `Line ${line.number} ${wrong}: ${line.text}` });
    else if (matches && isTreeChain(line.target)) violations.push(...misplaced(table, line.target, matches));
  }
  return violations;
}

/** The section of the chain a line jumps to: a logged rule's chain, or a branch of a tree, stands under its own heading. */
function sectionOfTarget(table: ParsedTable, line: ParsedLine): Section | undefined {
  if (!/(?:^|_)RULE_\d/.test(line.target) && !isTreeChain(line.target)) return undefined;
  return table.chains.get(line.target)?.[0]?.section;
}

const accepts = (line: ParsedLine) => line.target === 'ACCEPT';
const denies = (line: ParsedLine) => !accepts(line) && line.target !== 'RETURN' && line.matches.states === undefined;

/** What a line of each section looks like in an entry chain. */
const SHAPES: Readonly<Record<Section, (line: ParsedLine) => boolean>> = {
  safety: (line) => isSafety({ verdict: 'ACCEPT', matches: line.matches, entry: line }) || line.target !== 'ACCEPT',
  'out-deny-guest-ports': (line) => denies(line) && line.matches.physdevOut !== undefined,
  'out-deny-border-ports': (line) => denies(line) && line.matches.physdevOut !== undefined,
  'in-deny-ports': (line) => denies(line) && line.matches.physdevIn !== undefined,
  'deny-host-interfaces': (line) =>
    denies(line) && (line.matches.inInterface !== undefined || line.matches.outInterface !== undefined),
  'in-accept-guest-ports': (line) => line.matches.physdevIn !== undefined || line.matches.physdevOut !== undefined,
  'in-accept-border-ports': (line) => line.matches.physdevIn !== undefined || line.matches.physdevOut !== undefined,
  'accept-host': (line) =>
    line.matches.physdevOut === undefined && !isEstablished({ verdict: 'ACCEPT', matches: line.matches, entry: line }),
  established: (line) => isEstablished({ verdict: 'ACCEPT', matches: line.matches, entry: line }) && accepts(line),
  default: (line) => line.matches.states === undefined && !accepts(line),
};
