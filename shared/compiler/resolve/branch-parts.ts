import type { Document, Id, Policy } from '../../document/document.ts';

/** A stretch of a branch policy in which no denial stands in front of an acceptance. */
export interface BranchPart {
  readonly steps: readonly Step[];
  /** Something in it, or in a branch that it leads to, is accepted. */
  readonly accepts: boolean;
  readonly denies: boolean;
}

/** A rule, by its id; of a rule that branches the part of its branch, where that has several. */
export interface Step {
  readonly rule: Id;
  readonly part?: number;
}

const known = new WeakMap<Document, Map<Id, readonly BranchPart[]>>();

/**
 * The parts of a branch policy, in order; no rule is twice in one of them. Where connections are not tracked answers are led to a branch
 * apart from what begins there (`withReplies`). Part by part, each denial stays between what is accepted in front of it and behind it.
 */
export function branchParts(document: Document, policy: Policy): readonly BranchPart[] {
  const ofDocument = known.get(document) ?? new Map<Id, readonly BranchPart[]>();
  known.set(document, ofDocument);
  const parts = ofDocument.get(policy.id) ?? findParts(document, policy);
  ofDocument.set(policy.id, parts);
  return parts;
}

function findParts(document: Document, policy: Policy): BranchPart[] {
  const parts: BranchPart[] = [];
  for (const next of policy.rules.flatMap((rule) => (rule.enabled === false ? [] : ruleParts(document, rule)))) {
    const last = parts.at(-1);
    if (!last || (last.denies && next.accepts)) parts.push(next);
    else
      parts[parts.length - 1] = {
        steps: [...last.steps, ...next.steps],
        accepts: last.accepts || next.accepts,
        denies: last.denies || next.denies,
      };
  }
  return parts;
}

function ruleParts(document: Document, { id, action, branch }: Policy['rules'][number]): BranchPart[] {
  const target = action === 'branch' ? document.policies.find((candidate) => candidate.id === branch) : undefined;
  const own = { steps: [{ rule: id }], accepts: action === 'accept', denies: action === 'deny' || action === 'reject' };
  if (!target) return [own];
  const parts = branchParts(document, target);
  if (parts.length < 2) return [{ ...own, accepts: parts[0]?.accepts ?? false, denies: parts[0]?.denies ?? false }];
  return parts.map((part, index) => ({ ...part, steps: [{ rule: id, part: index }] }));
}
