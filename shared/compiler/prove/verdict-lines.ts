import type { Section } from '../result.ts';
import { conjunction } from './overlap.ts';
import type { ParsedLine, ParsedMatches, ParsedTable } from './parse-rules.ts';

/** A verdict that a packet can meet, with all the conditions on its way there, in the order in which they are probed. */
export interface VerdictLine {
  readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'RETURN';
  readonly matches: ParsedMatches;
  /** What returns before it in the chains on the way: packets that never meet it. */
  readonly except: readonly ParsedMatches[];
  /** The line in the entry chain that leads to it. */
  readonly entry: ParsedLine;
  /** The section under whose heading the verdict itself stands. */
  readonly section?: Section;
}

const VERDICTS: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT']);

/**
 * All verdicts reachable from one line of an entry chain, in probing order. The exceptions of a helper chain (its RETURN lines) are
 * no part of their conditions, which makes these wider, never narrower.
 */
export function verdictLines(table: ParsedTable, entry: ParsedLine): VerdictLine[] {
  return follow(table, entry, entry, {}, [], 0);
}

function follow(
  table: ParsedTable,
  entry: ParsedLine,
  line: ParsedLine,
  outer: ParsedMatches,
  except: readonly ParsedMatches[],
  depth: number,
): VerdictLine[] {
  const matches = conjunction(outer, line.matches);
  if (!matches || line.target === 'LOG') return [];
  if (line.target === 'RETURN') {
    // Only in an entry chain does it let a packet go on to what is not ours.
    return depth === 0 ? [{ verdict: 'RETURN', matches, except, entry, ...sectionOf(line) }] : [];
  }
  if (VERDICTS.has(line.target)) {
    return [{ verdict: line.target as VerdictLine['verdict'], matches, except, entry, ...sectionOf(line) }];
  }
  if (depth > 64) throw new Error(`chains jump in a circle at ${line.chain}`);
  const lines = table.chains.get(line.target) ?? [];
  const returns = lines.some(({ target }) => target === 'RETURN');
  return lines.flatMap((next, at) => {
    if (next.target === 'RETURN') return [];
    const before = returns ? lines.slice(0, at).filter(({ target }) => target === 'RETURN') : [];
    const own = before.length > 0 ? [...except, ...before.map((exception) => exception.matches)] : except;
    return follow(table, entry, next, matches, own, depth + 1);
  });
}

function sectionOf(line: ParsedLine): { section?: Section } {
  return line.section ? { section: line.section } : {};
}
