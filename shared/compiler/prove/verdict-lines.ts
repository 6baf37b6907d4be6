import type { Section } from '../result.ts';
import { conjunction } from './overlap.ts';
import type { ParsedLine, ParsedMatches, ParsedTable } from './parse-rules.ts';

/** A verdict that a packet can meet, with all the conditions on its way there, in the order in which they are probed. */
export interface VerdictLine {
  readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'RETURN';
  readonly matches: ParsedMatches;
  /** The line in the entry chain that leads to it. */
  readonly entry: ParsedLine;
  /** The section under whose heading the verdict itself stands. */
  readonly section?: Section;
}

const VERDICTS: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT']);

/** Which verdicts an entry line can lead to, and under which headings those stand; cheap, without their conditions. */
export interface VerdictSummary {
  readonly passes: boolean;
  /** The sections of its denials; `undefined` among them for text without headings. */
  readonly denials: ReadonlySet<Section | undefined>;
}

/** Summarises every chain once, so that a list of a thousand addresses costs a thousand steps and not a million. */
export function summariser(table: ParsedTable): (line: ParsedLine) => VerdictSummary {
  const chains = new Map<string, VerdictSummary>();
  const ofChain = (name: string): VerdictSummary => {
    const known = chains.get(name);
    if (known) return known;
    // A chain that jumps in a circle ends here; `verdictLines` refuses it with its name.
    chains.set(name, { passes: false, denials: new Set() });
    const parts = (table.chains.get(name) ?? []).map((line) => ofLine(line, false));
    const summary = {
      passes: parts.some((part) => part.passes),
      denials: new Set(parts.flatMap((part) => [...part.denials])),
    };
    chains.set(name, summary);
    return summary;
  };
  const ofLine = (line: ParsedLine, entry: boolean): VerdictSummary => {
    if (line.target === 'ACCEPT') return { passes: true, denials: new Set() };
    if (line.target === 'RETURN') return { passes: entry, denials: new Set() };
    if (line.target === 'DROP' || line.target === 'REJECT') return { passes: false, denials: new Set([line.section]) };
    return line.target === 'LOG' ? { passes: false, denials: new Set() } : ofChain(line.target);
  };
  return (line) => ofLine(line, true);
}

/**
 * All verdicts reachable from one line of an entry chain, in probing order. Exceptions of a helper chain (its RETURN lines) are left out, which
 * makes conditions wider, never narrower.
 */
export function verdictLines(table: ParsedTable, entry: ParsedLine): VerdictLine[] {
  return follow(table, entry, entry, {}, 0);
}

function follow(
  table: ParsedTable,
  entry: ParsedLine,
  line: ParsedLine,
  outer: ParsedMatches,
  depth: number,
): VerdictLine[] {
  const matches = conjunction(outer, line.matches);
  if (!matches || line.target === 'LOG') return [];
  if (line.target === 'RETURN') {
    // Only in an entry chain does it let a packet go on to what is not ours.
    return depth === 0 ? [{ verdict: 'RETURN', matches, entry, ...sectionOf(line) }] : [];
  }
  if (VERDICTS.has(line.target)) {
    return [{ verdict: line.target as VerdictLine['verdict'], matches, entry, ...sectionOf(line) }];
  }
  if (depth > 64) throw new Error(`chains jump in a circle at ${line.chain}`);
  return (table.chains.get(line.target) ?? []).flatMap((next) => follow(table, entry, next, matches, depth + 1));
}

function sectionOf(line: ParsedLine): { section?: Section } {
  return line.section ? { section: line.section } : {};
}
