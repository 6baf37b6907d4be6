import type { Host, Policy, Rule } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { HostView } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import type { PlacedPolicies } from '../place/place-branches.ts';

/**
 * With `established: none` a rule that branches leads answers to the rules for answers first (`withReplies`). A denial in the branch
 * that stands in front of an acceptance does not stop the answers to that one; in a main policy it would.
 */
export function answersBeforeDenials(
  host: Host,
  views: PerFamily<HostView>,
  placed: PerFamily<PlacedPolicies>,
): Finding[] {
  const { document } = views[4];
  const led = new Set(
    [...placed[4].uses, ...placed[6].uses]
      .filter(({ form }) => form === 'answers' || form === 'pass-answers')
      .map(({ policy }) => policy),
  );
  return document.policies.filter(({ id }) => led.has(id)).flatMap((policy) => finding(host, policy));
}

function finding(host: Host, policy: Policy): Finding[] {
  const rules = policy.rules.filter((rule) => rule.enabled !== false);
  const denial = rules.find(denies);
  const passing = rules.slice(denial ? rules.indexOf(denial) : rules.length).find(passes);
  if (!denial || !passing) return [];
  return [
    {
      code: 'answers-before-denials',
      severity: 'warning',
      message: `${host.name} does not track connections (established: none), so the answers to what rule ${passing.id} of branch policy ${policy.name} accepts pass before its rule ${denial.id} is asked: if that is to stop answers too, put it in front of the rules that branch to ${policy.name}.`,
      objects: [denial.id, policy.id, passing.id],
      rule: { policy: policy.id, rule: denial.id },
    },
  ];
}

const denies = ({ action }: Rule) => action === 'deny' || action === 'reject';
const passes = ({ action }: Rule) => action === 'accept' || action === 'branch';
