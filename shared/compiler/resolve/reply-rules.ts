import type { Direction, Rule } from '../../document/document.ts';
import type { Match } from '../ir/match.ts';
import type { ResolvedRule } from './resolved-rule.ts';

/**
 * With `established: none` nothing is remembered, so every acceptance brings the rule for its answers along: ends, ports and
 * directions turned round, and for TCP nothing that opens a connection. Denials need none.
 */
export function withReplies(rules: readonly ResolvedRule[]): ResolvedRule[] {
  return rules.flatMap((resolved) => {
    const stateless = { ...resolved, conditions: [] };
    if (resolved.verdict.kind !== 'accept') return [stateless];
    const reply = replyTo(stateless);
    return reply ? [stateless, reply] : [stateless];
  });
}

function replyTo(resolved: ResolvedRule): ResolvedRule | undefined {
  const alternatives = allReplies(resolved.alternatives);
  if (resolved.alternatives.length > 0 && alternatives.length === 0) return undefined;
  return {
    ...resolved,
    reply: true,
    rule: turned(resolved.rule),
    pairs: resolved.pairs.map(({ source, destination }) => ({ source: destination, destination: source })),
    alternatives,
    except: allReplies(resolved.except),
    // The answer to a user's packet comes in, where no packet has a user.
    outputOnly: false,
    origin: { ...resolved.origin, reason: `Answers to: ${resolved.origin.reason}` },
  };
}

/** The same rule seen from the other end, so far as places are concerned. */
function turned(rule: Rule): Rule {
  const opposite: Readonly<Record<Direction, Direction>> = { in: 'out', out: 'in', both: 'both' };
  const { direction } = rule;
  if (direction) return { ...rule, direction: opposite[direction] };
  // Ports without a direction mean where packets enter: their answers leave there.
  return (rule.ports?.length ?? 0) > 0 ? { ...rule, direction: 'out' } : rule;
}

function allReplies(alternatives: readonly (readonly Match[])[]): Match[][] {
  return alternatives.map(replyMatches).filter((matches) => matches !== undefined);
}

/** `undefined`: this service has no answers (an ICMP error, for example). */
function replyMatches(matches: readonly Match[]): Match[] | undefined {
  const turnedMatches: Match[] = [];
  for (const match of matches) {
    if (match.kind === 'owner') continue;
    if (match.kind === 'icmp-type') {
      const type = ICMP_REPLIES[match.family][match.type.split('/')[0] ?? ''];
      if (type === undefined) return undefined;
      turnedMatches.push({ ...match, type });
    } else if (match.kind === 'ports') {
      turnedMatches.push({ ...match, side: match.side === 'source' ? 'destination' : 'source' });
    } else {
      turnedMatches.push(match);
    }
  }
  const tcp = matches.some((m) => (m.kind === 'ports' || m.kind === 'protocol') && m.protocol === 'tcp');
  return tcp ? [...turnedMatches, { kind: 'tcp-answer' }] : turnedMatches;
}

/** Requests and their answers (RFC 792, RFC 4443). */
const ICMP_REPLIES: Readonly<Record<4 | 6, Readonly<Record<string, string>>>> = {
  4: { any: 'any', '8': '0', '13': '14', '15': '16', '17': '18' },
  6: { any: 'any', '128': '129' },
};
