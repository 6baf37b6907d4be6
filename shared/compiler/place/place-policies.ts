import type { HostView } from '../ir/host-view.ts';
import type { SectionRule } from '../ir/section-rule.ts';
import type { PerFamily } from '../order/order-sections.ts';
import { withReplies } from '../resolve/reply-rules.ts';
import { isStateless, resolvePolicies } from '../resolve/resolve-policies.ts';
import { passThrough } from './pass-through.ts';
import { type PlacedPolicies, placeBranches } from './place-branches.ts';
import { placeRule } from './place-rule.ts';

/** Places the rules of all policies that concern a host: the main ones', what their users' packets need on bridges, and the branches'. */
export function placePolicies(views: PerFamily<HostView>): PerFamily<PlacedPolicies> {
  return placeBranches(views, { 4: placeMain(views[4]), 6: placeMain(views[6]) });
}

function placeMain(view: HostView): SectionRule[] {
  return resolvePolicies(view)
    .flatMap((resolved) => {
      const passes = resolved.outputOnly ? passThrough(view, resolved) : [];
      return [resolved, ...(isStateless(view) ? withReplies(passes, view.document, view.family) : passes)];
    })
    .flatMap((resolved) => placeRule(view, resolved));
}
