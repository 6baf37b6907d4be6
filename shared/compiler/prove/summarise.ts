import { prefixOf } from '../../net/range.ts';
import type { Section } from '../result.ts';
import type { ParsedLine, ParsedMatches, ParsedTable } from './parse-rules.ts';
import { protocolNumber } from './protocol-number.ts';

/** What a line leads to, by way of the chains it jumps to; cheap, without the conditions of each way. */
export interface Summary {
  /** It accepts something, or lets it return from an entry chain to what is not ours. */
  readonly passes: boolean;
  /** It accepts something by another state than NEW. */
  readonly passesReplies: boolean;
  /** The sections of its denials; `undefined` among them for text without headings. */
  readonly denials: ReadonlySet<Section | undefined>;
  /** One of its denials asks for something that no derived denial asks for. */
  readonly narrowed: boolean;
  /** By what the packets are told that return from one of its chains. */
  readonly spares: ReadonlySet<Spared>;
}

/** Exceptions are for addresses of one end or of both, or for honest words of a neighbour; one for anybody voids what follows it. */
export type Spared = 'source' | 'destination' | 'both ends' | 'words' | 'anybody';

const NOTHING: Summary = {
  passes: false,
  passesReplies: false,
  denials: new Set(),
  narrowed: false,
  spares: new Set(),
};
// What single lines come to is made once: a large host has ten thousand of them.
const PASSES: Summary = { ...NOTHING, passes: true };
const PASSES_REPLIES: Summary = { ...PASSES, passesReplies: true };
const SPARES: Readonly<Record<Spared, Summary>> = {
  source: { ...NOTHING, spares: new Set(['source']) },
  destination: { ...NOTHING, spares: new Set(['destination']) },
  'both ends': { ...NOTHING, spares: new Set(['both ends']) },
  words: { ...NOTHING, spares: new Set(['words']) },
  anybody: { ...NOTHING, spares: new Set(['anybody']) },
};
/** Summarises every chain once, so that a list of a thousand addresses costs a thousand steps and not a million. */
export function summariser(table: ParsedTable): (line: ParsedLine) => Summary {
  const chains = new Map<string, Summary>();
  const ofChain = (name: string): Summary => {
    const known = chains.get(name);
    if (known) return known;
    // A chain that jumps in a circle ends here; `verdictLines` refuses it with its name.
    chains.set(name, NOTHING);
    const summary = {
      passes: false,
      passesReplies: false,
      denials: new Set<Section | undefined>(),
      narrowed: false,
      spares: new Set<Spared>(),
    };
    let last = NOTHING;
    for (const line of table.chains.get(name) ?? []) {
      const part = ofLine(line, false);
      // The lines of a list all come to the same.
      if (part === last) continue;
      last = part;
      summary.passes ||= part.passes;
      summary.passesReplies ||= part.passesReplies;
      summary.narrowed ||= part.narrowed;
      for (const section of part.denials) summary.denials.add(section);
      for (const spared of part.spares) summary.spares.add(spared);
    }
    chains.set(name, summary);
    return summary;
  };
  const broad = new Map<Section | undefined, Summary>();
  const narrow = new Map<Section | undefined, Summary>();
  const denial = (section: Section | undefined, narrowed: boolean): Summary => {
    const known = narrowed ? narrow : broad;
    const summary = known.get(section) ?? { ...NOTHING, denials: new Set([section]), narrowed };
    known.set(section, summary);
    return summary;
  };
  const ofLine = ({ target, matches, section }: ParsedLine, entry: boolean): Summary => {
    switch (target) {
      case 'LOG':
        return NOTHING;
      case 'ACCEPT':
        return asksForReplies(matches) ? PASSES_REPLIES : PASSES;
      case 'RETURN':
        if (!entry) return SPARES[sparedBy(matches)];
        return asksForReplies(matches) ? PASSES_REPLIES : PASSES;
      case 'DROP':
      case 'REJECT':
        return denial(section, isNarrowed(matches));
      default: {
        const chain = ofChain(target);
        const passesReplies = chain.passesReplies || (chain.passes && asksForReplies(matches));
        const narrowed = chain.narrowed || (chain.denials.size > 0 && isNarrowed(matches));
        if (passesReplies === chain.passesReplies && narrowed === chain.narrowed) return chain;
        return { ...chain, passesReplies, narrowed };
      }
    }
  };
  return (line) => ofLine(line, true);
}

function asksForReplies({ states }: ParsedMatches): boolean {
  return states?.some((state) => state !== 'NEW') ?? false;
}

function sparedBy({ source, destination, u32 }: ParsedMatches): Spared {
  if (u32 !== undefined) return 'words';
  const [from, to] = [source, destination].map((side) => side && !side.negated && prefixOf(side.range) !== 0);
  if (from && to) return 'both ends';
  return from ? 'source' : to ? 'destination' : 'anybody';
}

/** Neighbour discovery and fragments have denials of their own, beside those of whole places and addresses. */
const DENIED_PROTOCOLS: ReadonlySet<number | undefined> = new Set([44, 58]);

/** Which conditions no derived denial has: with one of them it would stop some packets and let others past. */
const NARROWS: {
  readonly [K in keyof Required<ParsedMatches>]: boolean | ((value: NonNullable<ParsedMatches[K]>) => boolean);
} = {
  physdevIn: false,
  physdevOut: false,
  bridged: false,
  inInterface: false,
  outInterface: false,
  source: false,
  destination: false,
  protocol: (protocol) => !DENIED_PROTOCOLS.has(protocolNumber(protocol)),
  sourcePorts: true,
  destinationPorts: true,
  // Goes with its protocol.
  icmpType: false,
  states: true,
  uid: true,
  time: true,
  limited: true,
  syn: true,
  u32: false,
};

function isNarrowed(matches: ParsedMatches): boolean {
  return (Object.keys(matches) as (keyof ParsedMatches)[]).some((field) => fieldNarrows(field, matches));
}

function fieldNarrows<K extends keyof ParsedMatches>(field: K, matches: ParsedMatches): boolean {
  const value = matches[field];
  const narrows = NARROWS[field];
  return value !== undefined && (typeof narrows === 'function' ? narrows(value) : narrows);
}
