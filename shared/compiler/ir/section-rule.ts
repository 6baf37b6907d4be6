import type { Id } from '../../document/document.ts';
import type { AddressRange } from '../../net/range.ts';
import type { Origin, Section } from '../result.ts';
import type { Match } from './match.ts';

/** The built-in chain a packet is probed in. */
export type Hook = 'FORWARD' | 'INPUT' | 'OUTPUT';

/**
 * A list of addresses a packet's end must be in, or must not be in. `negated` with several entries means "none of them":
 * one list of exceptions, never several denials that contradict each other.
 */
export interface AddressList {
  readonly ranges: readonly AddressRange[];
  readonly negated: boolean;
}

/** One place where a rule is probed. */
export interface Probe {
  readonly hook: Hook;
  /** Ports and interfaces. */
  readonly matches: readonly Match[];
  /** Bridge ports by which the packet must not have come in. */
  readonly notBy?: readonly string[];
  /** Bridge ports by which it must not leave: of bridged packets alone. */
  readonly notTo?: readonly string[];
  readonly source?: AddressList;
  readonly destination?: AddressList;
  /** The port, interface and guest it is about, for lighting them up from the script's line. */
  readonly objects?: readonly Id[];
}

/**
 * What a branch's chain holds: its rules; what they let pass over bridges of a user's packets, which OUTPUT has judged
 * (`passThrough`); or, where connections are not tracked, the rules for the answers to either.
 */
export type BranchForm = 'rules' | 'pass' | 'answers' | 'pass-answers';

/** `chain` is the policy's name until `placeBranches` names a chain for each built-in chain that the branch is called in. */
export interface BranchVerdict {
  readonly kind: 'branch';
  readonly policy: Id;
  readonly form: BranchForm;
  /** Of a branch that is led to part by part (`branchParts`). */
  readonly part?: number;
  readonly chain: string;
}

export type Verdict =
  | { readonly kind: 'accept' | 'deny' | 'reject' }
  | BranchVerdict
  /** Log and go on with the next rule. */
  | { readonly kind: 'continue' };

/** A rule in one of the ten sections, not yet numbered: it matches where any of its probes and any of its alternatives does. */
export interface SectionRule {
  /** The same for the IPv4 and the IPv6 twin of a rule, and for no other rule: the twins share a number. */
  readonly key: string;
  readonly section: Section;
  readonly verdict: Verdict;
  readonly label: string;
  readonly origin: Origin;
  readonly probes: readonly Probe[];
  /** One list of matches for each combination of service, user and interval. Empty: any. */
  readonly alternatives: readonly (readonly Match[])[];
  /** Its alternatives stand once, in a chain that all probes share, instead of once for each probe. */
  readonly sharedAlternatives?: boolean;
  /** Services that it does not speak of: none of these may match. */
  readonly except?: readonly (readonly Match[])[];
  /** Matches that every probe shares: the connection's state. */
  readonly conditions: readonly Match[];
  readonly log: boolean;
  /** Limits the log only, never the verdict: a flood of denied frames must not fill the host's disk. */
  readonly logLimited?: boolean;
  /** The chain of the branch policy it stands in; rules of main policies stand in the chains of their probes' hooks. */
  readonly branchChain?: string;
}

/** A rule with its number: what a log prefix shows. */
export interface OrderedRule extends SectionRule {
  readonly number: number;
}
