import type { Id } from '../../document/document.ts';
import type { Family } from '../../net/address.ts';
import type { Match, Target } from './match.ts';
import type { Hook } from './section-rule.ts';

/** One line of a chain. */
export interface ChainRule {
  readonly matches: readonly Match[];
  readonly target: Target;
  /** The number of the rule it belongs to: through it every line explains itself. */
  readonly rule: number;
  /** What this very line is about, where it is narrower than its rule. */
  readonly objects?: readonly Id[];
}

export interface Chain {
  readonly name: string;
  /** The rule whose chain it is; the entry chains belong to none. */
  readonly rule?: number;
  readonly rules: readonly ChainRule[];
}

/** The rule set of one host and one address family: what loads into the table `filter`. */
export interface Program {
  readonly family: Family;
  /** The chains that the built-in ones jump to, in the order of `HOOKS`. */
  readonly entries: Readonly<Record<Hook, Chain>>;
  /** All other chains, in the order in which they are first needed. */
  readonly chains: readonly Chain[];
}

export const HOOKS: readonly Hook[] = ['FORWARD', 'INPUT', 'OUTPUT'];

/** Every own chain that is hooked into a built-in one or is not a rule's starts with this. */
export const OWN_PREFIX = 'BW_';

/** The name of the chain that a built-in chain jumps to. */
export function entryName(hook: Hook): string {
  return `${OWN_PREFIX}${hook}`;
}

/** All chains of a program, the entry chains first. */
export function allChains(program: Program): Chain[] {
  return [...HOOKS.map((hook) => program.entries[hook]), ...program.chains];
}
