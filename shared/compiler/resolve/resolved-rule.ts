import type { Policy, Rule } from '../../document/document.ts';
import type { Match } from '../ir/match.ts';
import type { Verdict } from '../ir/section-rule.ts';
import type { Origin } from '../result.ts';
import type { Selector } from './selector.ts';

/** A user's rule for one host and family with every reference resolved; where it is probed is still open. */
export interface ResolvedRule {
  readonly policy: Policy;
  readonly rule: Rule;
  /**
   * The pairs of ends it speaks of; it matches where one of them does. More than one where the policy hangs on an object:
   * from it to the rule's destination, and from the rule's source to it.
   */
  readonly pairs: readonly EndPair[];
  /** One list of matches for each combination of service, user and interval; empty: any. */
  readonly alternatives: readonly (readonly Match[])[];
  readonly except: readonly (readonly Match[])[];
  /** The connection's state. */
  readonly conditions: readonly Match[];
  /** True with users: only the machine that runs their programs knows whose packet it is (xt_owner.c), in OUTPUT. */
  readonly outputOnly: boolean;
  /** Where alone it stands, whatever its fields say; without it: wherever they say. */
  readonly at?: readonly Place[];
  /** The rule for the answers to another one, where connections are not tracked. */
  readonly reply?: true;
  readonly verdict: Verdict;
  readonly origin: Origin;
}

/** Bridged frames in FORWARD, packets that the host routes from one of its interfaces to another, or the host itself. */
export type Place = 'bridges' | 'routes' | 'INPUT' | 'OUTPUT';

export interface EndPair {
  readonly source: Selector;
  readonly destination: Selector;
}

/** Whether a rule may stand at a place at all. */
export function standsAt({ at }: ResolvedRule, place: Place): boolean {
  return at === undefined || at.includes(place);
}
