import type { Direction, Document, Rule } from '../../document/document.ts';
import type { Family } from '../../net/address.ts';
import type { Match } from '../ir/match.ts';
import type { BranchVerdict, Verdict } from '../ir/section-rule.ts';
import { type BranchPart, branchParts } from './branch-parts.ts';
import type { ResolvedRule } from './resolved-rule.ts';

/**
 * With `established: none` nothing is remembered, so every acceptance brings the rule for its answers along: ends, ports and
 * directions turned round, without whatever opens something new (a lone SYN, an ICMP request). UDP has no such sign: its
 * answers are told by their source port alone. Denials need none. A rule that branches leads the answers to the answers of
 * that branch, and first: "deny the rest" at the branch's end must not meet the answers to what stands above it. Where denials stand in
 * front of acceptances it leads there part by part, so that they meet the answers to what stands below them, as in a main policy.
 */
export function withReplies(rules: readonly ResolvedRule[], document: Document, family: Family): ResolvedRule[] {
  return rules.flatMap((resolved) => {
    const { verdict } = resolved;
    if (verdict.kind !== 'branch') return [...withoutState([resolved]), ...repliesTo([resolved], document, family)];
    return partByPart(resolved, verdict, document).flatMap((part) => [
      ...repliesTo([part], document, family),
      ...withoutState([part]),
    ]);
  });
}

/** A rule that branches, once for each part of the branch; it logs with the first alone. */
function partByPart(resolved: ResolvedRule, verdict: BranchVerdict, document: Document): ResolvedRule[] {
  const parts = verdict.form === 'rules' ? partsOf(verdict, document) : [];
  if (parts.length < 2) return [resolved];
  return parts.map((_, part) => ({
    ...resolved,
    verdict: { ...verdict, part },
    rule: part === 0 ? resolved.rule : { ...resolved.rule, log: false },
  }));
}

function partsOf({ policy: id }: BranchVerdict, document: Document): readonly BranchPart[] {
  const policy = document.policies.find((candidate) => candidate.id === id);
  return policy ? branchParts(document, policy) : [];
}

/** The rules as they are where no connection has a state. */
export function withoutState(rules: readonly ResolvedRule[]): ResolvedRule[] {
  return rules.map((resolved) => ({ ...resolved, conditions: [] }));
}

/** The rules for the answers alone. */
export function repliesTo(rules: readonly ResolvedRule[], document: Document, family: Family): ResolvedRule[] {
  return withoutState(rules).flatMap((resolved) => {
    const { verdict } = resolved;
    if (verdict.kind === 'accept') return repliesOf(resolved, verdict, family);
    if (verdict.kind !== 'branch' || !accepts(verdict, document)) return [];
    const form = verdict.form === 'pass' ? 'pass-answers' : 'answers';
    return repliesOf(resolved, { ...verdict, form }, family);
  });
}

/** Whether there is anything in a branch, or a part of it, that is answered. */
function accepts(verdict: BranchVerdict, document: Document): boolean {
  return partsOf(verdict, document).some((part, index) => part.accepts && (verdict.part ?? index) === index);
}

function repliesOf(resolved: ResolvedRule, verdict: Verdict, family: Family): ResolvedRule[] {
  const alternatives = unique(resolved.alternatives.flatMap((matches) => replies(matches, family)));
  if (resolved.alternatives.length > 0 && alternatives.length === 0) return [];
  // Of any service, or of all but some, the answers are all that opens nothing new. A branch's own rules see to that.
  const anyService = resolved.alternatives.every((matches) => matches.every(({ kind }) => NO_SERVICE.has(kind)));
  const openers = anyService && verdict.kind === 'accept' ? OPENERS[family] : [];
  const reply: ResolvedRule = {
    ...resolved,
    verdict,
    reply: true,
    pairs: resolved.pairs.map(({ source, destination }) => ({ source: destination, destination: source })),
    alternatives,
    except: [...resolved.except.flatMap((matches) => replies(matches, family)), ...openers],
    // The answer to a user's packet comes in, where no packet has a user.
    outputOnly: false,
    origin: { ...resolved.origin, reason: `Answers to: ${resolved.origin.reason}` },
  };
  return turned(resolved).map((turn) => ({ ...reply, ...turn }));
}

/** What a list of alternatives may consist of without speaking of a service. */
const NO_SERVICE: ReadonlySet<Match['kind']> = new Set(['owner', 'time']);

function unique(alternatives: readonly Match[][]): Match[][] {
  return [...new Map(alternatives.map((matches) => [JSON.stringify(matches), matches])).values()];
}

/** The same rule seen from the other end, so far as places are concerned: more than one where it says that only of some. */
function turned({ rule, outputOnly }: ResolvedRule): Pick<ResolvedRule, 'rule' | 'at'>[] {
  const { direction, ...anyway } = rule;
  const ports = (rule.ports?.length ?? 0) > 0;
  const interfaces = (rule.interfaces?.length ?? 0) > 0;
  const opposite: Readonly<Record<Direction, Direction>> = { in: 'out', out: 'in', both: 'both' };
  const turnedRound: Rule = direction ? { ...rule, direction: opposite[direction] } : rule;
  if (outputOnly) return [{ rule: anyway, at: ['INPUT'] }];
  if (ports) {
    // Ports without a direction mean where packets enter: their answers leave there. At the host no rule is about the port by which it
    // sends, because that is not known: so nothing comes back by it either.
    const back: Pick<ResolvedRule, 'rule' | 'at'> = {
      rule: { ...rule, direction: opposite[direction ?? 'in'] },
      at: ['bridges'],
    };
    const { ports: _, ...atHost } = turnedRound;
    return interfaces ? [back, { rule: atHost, at: ['routes', 'INPUT', 'OUTPUT'] }] : [back];
  }
  // Without ports and interfaces a direction is seen from the host: "in" is all that it does not send itself.
  if (direction === 'in' && !interfaces) return [{ rule: anyway, at: ['bridges', 'routes', 'OUTPUT'] }];
  if (direction === 'out' && !interfaces) return [{ rule: anyway, at: ['INPUT'] }];
  return [{ rule: turnedRound }];
}

/** The answers to one service, as alternatives; none for what has no answers (an ICMP error, for example). */
function replies(matches: readonly Match[], family: Family): Match[][] {
  let alternatives: Match[][] = [[]];
  const add = (...choices: readonly Match[]) => {
    alternatives = alternatives.flatMap((one) => choices.map((choice) => [...one, choice]));
  };
  for (const match of matches) {
    if (match.kind === 'owner') continue;
    if (match.kind === 'icmp-type') add(...answerTypes(match.family, match.type));
    else if (match.kind === 'ports') add({ ...match, side: match.side === 'source' ? 'destination' : 'source' });
    else add(match);
  }
  const tcp = matches.some((match) => (match.kind === 'ports' || match.kind === 'protocol') && isTcp(match.protocol));
  return tcp ? alternatives.map((one) => [...one, { kind: 'tcp-syn', is: false }]) : dropOpeners(alternatives, family);
}

const isTcp = (protocol: string) => protocol === 'tcp' || protocol === '6';

/** A service that is ICMP by its protocol number answers with answers, too. */
function dropOpeners(alternatives: readonly Match[][], family: Family): Match[][] {
  const icmp = family === 4 ? '1' : '58';
  return alternatives.flatMap((matches) =>
    matches.some((match) => match.kind === 'protocol' && match.protocol === icmp)
      ? answerTypes(family, 'any').map((type): Match[] => [
          ...matches.filter((match) => match.kind !== 'protocol'),
          type,
        ])
      : [[...matches]],
  );
}

function answerTypes(family: Family, asked: string): Match[] {
  const type = asked.split('/')[0] ?? '';
  return (ICMP_ANSWERS[family][type] ?? []).map((answer): Match => ({ kind: 'icmp-type', family, type: answer }));
}

/** Requests and their answers; "any" is answered by answers and by errors (RFC 792, RFC 950, RFC 4443). */
const ICMP_ANSWERS: Readonly<Record<Family, Readonly<Record<string, readonly string[]>>>> = {
  4: { any: ['0', '3', '11', '12', '14', '16', '18'], '8': ['0'], '13': ['14'], '15': ['16'], '17': ['18'] },
  6: { any: ['1', '2', '3', '4', '129'], '128': ['129'] },
};

/** What opens something new, and so is no answer to anything. */
const OPENERS: Readonly<Record<Family, readonly (readonly Match[])[]>> = {
  4: [
    [{ kind: 'tcp-syn', is: true }],
    ...['5', '8', '9', '10', '13', '15', '17'].map((type): Match[] => [{ kind: 'icmp-type', family: 4, type }]),
  ],
  6: [
    [{ kind: 'tcp-syn', is: true }],
    ...['128', '133', '134', '137', '139'].map((type): Match[] => [{ kind: 'icmp-type', family: 6, type }]),
  ],
};
