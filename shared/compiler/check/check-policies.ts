import { findCycle } from '../../document/consistency/find-cycle.ts';
import { describeRecord } from '../../document/describe.ts';
import type { Document, Id, Policy } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { isChainName } from '../../net/names.ts';
import { isBranchName } from './branch-name.ts';
import { about, aboutRule, error, info, warning } from './concern.ts';

/** Policies of kind `branch` become chains; branching must lead to one, and never in a circle. */
export function* checkPolicies(document: Document): Generator<Finding> {
  const names = new Map<string, Policy>();
  const used = new Set(document.policies.flatMap(({ rules }) => rules.flatMap(({ branch }) => branch ?? [])));
  for (const policy of document.policies) {
    yield* checkBranching(document, policy);
    if (policy.kind !== 'branch') continue;
    const { id, name } = policy;
    if (!isBranchName(name)) {
      yield error('bad-policy-name', about(id, 'name'), badName(policy));
    }
    const first = names.get(name);
    if (first === undefined) names.set(name, policy);
    else
      yield error(
        'duplicate-policy-name',
        about(id, 'name', first.id),
        `The branch policies "${first.id}" and "${id}" are both named "${name}", and the name becomes a chain. Rename one of them.`,
      );
    if (!used.has(id))
      yield info(
        'unused-branch',
        about(id),
        `No rule branches to ${describeRecord('policy', policy)}, so its rules do nothing. Branch to it or delete it.`,
      );
  }
  yield* findBranchLoops(document);
}

function badName({ id, name }: Policy): string {
  if (isChainName(name))
    return `The branch policy "${id}" is named "${name}", which iptables or this program uses itself. Choose a name that is no target or chain of theirs, has no "RULE_" with a number, and does not begin with "F", "I" or "O" and a digit.`;
  return `"${name}" of branch policy "${id}" cannot become a chain. Use at most 25 letters, digits, "_", "." and "-", beginning with neither "-" nor "BW_".`;
}

function* checkBranching(document: Document, policy: Policy): Generator<Finding> {
  for (const rule of policy.rules) {
    const where = `Rule "${rule.id}" of policy "${policy.name}"`;
    if (rule.action === 'branch' && rule.branch === undefined) {
      if (rule.enabled === false) continue;
      yield error(
        'branch-without-policy',
        aboutRule(policy.id, rule.id, 'branch'),
        `${where} branches, but does not say to which policy. Choose a branch policy.`,
      );
    } else if (rule.action !== 'branch' && rule.branch !== undefined) {
      yield warning(
        'idle-branch',
        aboutRule(policy.id, rule.id, 'branch'),
        `${where} names a policy to branch to, but its action is "${rule.action}". Make the action "branch" or take the policy out.`,
      );
    }
    const target = document.policies.find(({ id }) => id === rule.branch);
    if (target !== undefined && target.kind !== 'branch') {
      yield error(
        'branch-to-main',
        aboutRule(policy.id, rule.id, 'branch', target.id),
        `${where} branches to ${describeRecord('policy', target)}, which is a main policy. Choose a policy of kind "branch".`,
      );
    }
  }
}

/** iptables refuses a chain that leads back to itself. */
function* findBranchLoops(document: Document): Generator<Finding> {
  const policies = new Map<Id, Policy>(document.policies.map((policy) => [policy.id, policy]));
  const branches = (id: Id): Id[] => (policies.get(id)?.rules ?? []).flatMap(({ branch }) => branch ?? []);
  const done = new Set<Id>();
  for (const { id } of document.policies) {
    const loop = findCycle(id, branches, done);
    if (loop === undefined) continue;
    const named = [...loop, ...loop.slice(0, 1)].map((one) => `"${policies.get(one)?.name ?? one}"`).join(' -> ');
    const message = `The policies branch in a circle: ${named}. Take one of these branches out.`;
    yield error('branch-loop', { objects: loop, field: 'rules' }, message);
  }
}
