import type { Section } from '../result.ts';
import { isSafety } from './is-safety.ts';
import type { ParsedLine, ParsedMatches } from './parse-rules.ts';
import type { Spared, Summary } from './summarise.ts';
import type { VerdictLine } from './verdict-lines.ts';

/** A line of an entry chain, or of a tree of ports that it leads to, as its section sees it. */
export interface PlacedLine {
  readonly line: ParsedLine;
  /** Its conditions and those on the way to it. */
  readonly matches: ParsedMatches;
  /** The entry chain. */
  readonly chain: string;
  readonly summary: Summary;
  readonly verdicts: () => readonly VerdictLine[];
}

/** What a line of each section looks like, and what it may lead to. */
export const SHAPES: Readonly<Record<Section, (placed: PlacedLine) => boolean>> = {
  safety: ({ summary, verdicts, chain }) =>
    summary.passes && verdicts().every(({ verdict, matches }) => verdict === 'ACCEPT' && isSafety(matches, chain)),
  'out-deny-guest-ports': ({ summary, matches }) =>
    isDenial(summary, ['destination']) && matches.physdevOut !== undefined,
  'out-deny-border-ports': ({ summary, matches }) => isDenial(summary) && matches.physdevOut !== undefined,
  'in-deny-ports': ({ summary, matches }) =>
    isDenial(summary, ['source', 'both ends', 'words']) && matches.physdevIn !== undefined,
  'deny-host-interfaces': ({ summary, matches }) => isDenial(summary, ['source']) && isPlace(matches),
  'in-accept-guest-ports': isBridgedRule,
  'in-accept-border-ports': isBridgedRule,
  // What is bridged is not the host's: in FORWARD it may route, and has to say so.
  'accept-host': ({ matches, chain, summary }) =>
    matches.physdevOut === undefined &&
    !summary.passesReplies &&
    (!chain.endsWith('FORWARD') || matches.bridged === false),
  established: ({ line, matches: { states, ...place } }) =>
    line.target === 'ACCEPT' && isWholePlace(place) && isPlace(place) && areReplies(states),
  default: ({ matches, summary }) => isDenial(summary) && isWholePlace(matches) && isPlace(matches),
};

/** A derived denial is one for all that has its place and address: it accepts nothing, and spares only who is meant to be. */
function isDenial({ passes, narrowed, denials, spares }: Summary, spared: readonly Spared[] = []): boolean {
  return !passes && !narrowed && denials.size > 0 && [...spares].every((one) => spared.includes(one));
}

/** A user's rule about what passes a bridge. */
function isBridgedRule({ matches, chain, summary }: PlacedLine): boolean {
  const atPort = matches.physdevIn !== undefined || matches.physdevOut !== undefined;
  return atPort && chain.endsWith('FORWARD') && !summary.passesReplies;
}

/** True for conditions that ask for a bridge or an interface, or for nothing at all. */
export function isWholePlace(matches: ParsedMatches): boolean {
  return Object.keys(matches).every((field) => field === 'inInterface' || field === 'outInterface');
}

/** The default drop and the established rule are about what is drawn, not about the rest of the machine. */
function isPlace({ inInterface, outInterface }: ParsedMatches): boolean {
  return inInterface !== undefined || outInterface !== undefined;
}

function areReplies(states: readonly string[] | undefined): boolean {
  return (
    states !== undefined && states.length > 0 && states.every((state) => state === 'ESTABLISHED' || state === 'RELATED')
  );
}
