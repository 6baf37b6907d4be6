import type { Document, Id, Policy, Rule } from '../../document/document.ts';
import type { HostView } from '../ir/host-view.ts';
import type { Match } from '../ir/match.ts';
import type { Verdict } from '../ir/section-rule.ts';
import { attachedStations, concernsHost } from './attached-stations.ts';
import { type BranchPart, branchParts, type Step } from './branch-parts.ts';
import { withoutState, withReplies } from './reply-rules.ts';
import type { EndPair, ResolvedRule } from './resolved-rule.ts';
import { resolveSelector } from './selector.ts';
import { resolveServices } from './services.ts';

/** The enabled rules of all main policies that concern the host, in their order, with every reference resolved. */
export function resolvePolicies(view: HostView): ResolvedRule[] {
  const rules = view.document.policies
    .filter((policy) => policy.kind === 'main' && concernsHost(view, policy.attach))
    .flatMap((policy) => resolvePolicy(view, policy));
  return isStateless(view) ? withReplies(rules, view.document, view.family) : rules;
}

/** The enabled rules of a branch policy, or of one of its parts, without the rules for answers (`repliesTo`). */
export function resolveBranch(view: HostView, policy: Policy, part?: number): ResolvedRule[] {
  const rules = resolvePolicy(view, policy);
  if (!isStateless(view)) return rules;
  return withoutState(part === undefined ? rules : ofPart(rules, branchParts(view.document, policy)[part]));
}

function ofPart(rules: readonly ResolvedRule[], part: BranchPart | undefined): ResolvedRule[] {
  return (part?.steps ?? []).flatMap((step) =>
    rules
      .filter(({ rule }) => rule.id === step.rule)
      .map((resolved) => ({ ...resolved, verdict: leadingTo(resolved.verdict, step) })),
  );
}

function leadingTo(verdict: Verdict, { part }: Step): Verdict {
  return verdict.kind === 'branch' && part !== undefined ? { ...verdict, part } : verdict;
}

/** True where connections are not tracked. */
export function isStateless({ host }: HostView): boolean {
  return host.settings?.established === 'none';
}

/** The enabled rules of one policy. Rules whose services do not exist in the family are not there. */
function resolvePolicy(view: HostView, policy: Policy): ResolvedRule[] {
  return policy.rules.filter((rule) => rule.enabled !== false).flatMap((rule) => resolveRule(view, policy, rule) ?? []);
}

function resolveRule(view: HostView, policy: Policy, rule: Rule): ResolvedRule | undefined {
  const { document, family } = view;
  const services = resolveServices(document, rule.service, family);
  const verdict = verdictOf(document, rule);
  if (!verdict) return undefined;
  const negated = rule.not?.service === true && (rule.service?.length ?? 0) > 0;
  // Services of the other family alone: nothing to say here; "not" them: everything here.
  if (!services && !negated) return undefined;
  const users = (rule.user ?? []).flatMap((id): Match[] => {
    const user = document.users.find((candidate) => candidate.id === id);
    return user ? [{ kind: 'owner', uid: user.uid }] : [];
  });
  const intervals = (rule.interval ?? []).flatMap((id): Match[] => {
    const interval = document.intervals.find((candidate) => candidate.id === id);
    return interval ? [{ kind: 'time', days: interval.days, from: interval.from, to: interval.to }] : [];
  });
  return {
    policy,
    rule,
    pairs: pairsOf(view, policy, rule),
    alternatives: combine([negated ? [] : (services ?? []), users.map((match) => [match]), intervals.map((m) => [m])]),
    except: negated ? (services ?? []) : [],
    conditions: conditionsOf(rule),
    outputOnly: users.length > 0,
    verdict,
    origin: {
      rule: { policy: policy.id, rule: rule.id },
      objects: [rule.id, policy.id, ...namedObjects(rule)],
      reason: rule.comment?.trim() || `Rule ${rule.id} of policy ${policy.name}.`,
    },
  };
}

/**
 * A user's rule decides how connections begin. An acceptance takes NEW packets; a denial takes all but those of connections
 * that were accepted, because it stands before section 8 and would otherwise cut the replies of what another rule accepts
 * ("deny the rest" is the commonest last rule). A branch only leads on: the rules behind it say so themselves.
 */
function conditionsOf(rule: Rule): Match[] {
  if (rule.state === 'stateless') return [];
  switch (rule.action) {
    case 'accept':
      return [{ kind: 'state', states: ['NEW'], negated: false }];
    case 'deny':
    case 'reject':
      return [{ kind: 'state', states: ['ESTABLISHED', 'RELATED'], negated: true }];
    case 'branch':
    case 'continue':
      return [];
  }
}

function verdictOf(document: Document, rule: Rule): Verdict | undefined {
  if (rule.action !== 'branch') return { kind: rule.action };
  const target = document.policies.find((policy) => policy.id === rule.branch);
  return target && { kind: 'branch', policy: target.id, form: 'rules', chain: target.name };
}

function pairsOf(view: HostView, policy: Policy, rule: Rule): EndPair[] {
  const source = resolveSelector(view.document, rule.source, rule.not?.source === true);
  const destination = resolveSelector(view.document, rule.destination, rule.not?.destination === true);
  const within = attachedStations(view, policy.attach);
  if (!within) return [{ source, destination }];
  return [
    { source: { ...source, within }, destination },
    { source, destination: { ...destination, within } },
  ];
}

/** Every combination of one element from each list that has any. */
function combine(lists: readonly (readonly (readonly Match[])[])[]): Match[][] {
  return lists
    .filter((list) => list.length > 0)
    .reduce<Match[][]>(
      (combined, list) =>
        combined.length === 0
          ? list.map((matches) => [...matches])
          : combined.flatMap((left) => list.map((right) => [...left, ...right])),
      [],
    );
}

function namedObjects(rule: Rule): Id[] {
  const fields = [rule.source, rule.destination, rule.service, rule.user, rule.interval, rule.ports, rule.interfaces];
  return [...new Set(fields.flatMap((ids) => ids ?? []))];
}
