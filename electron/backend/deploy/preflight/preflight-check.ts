import type { CompiledHost } from '../../../../shared/compiler/result.ts';
import type { PreflightVerdict } from '../../../../shared/contract/preflight.ts';
import type { Host, User } from '../../../../shared/document/document.ts';
import type { RemotePaths } from '../remote/remote-paths.ts';
import type { Facts } from './facts.ts';

/** What is to be pushed where. */
export interface PreflightSubject {
  readonly host: Host;
  /** Without files when it is one that the host keeps already. */
  readonly release: Pick<CompiledHost, 'files'>;
  /** The users whose ids the document's rules match. */
  readonly users: readonly User[];
  readonly paths: RemotePaths;
}

/** What a check makes of the facts. */
export interface Judgement {
  readonly verdict: PreflightVerdict;
  readonly message: string;
  readonly mend?: string;
}

/**
 * One thing that is looked at on a host before a deployment. Its script only reads; it may use the functions of
 * `PREFLIGHT_PRELUDE`, names its facts after itself, and may fail without harm to the others. Its judge guesses nothing: what
 * the host did not tell is not held against it. A judge that has nothing to say of this host says nothing.
 */
export interface PreflightCheck {
  readonly id: string;
  readonly title: string;
  readonly script: (subject: PreflightSubject) => string;
  readonly judge: (facts: Facts, subject: PreflightSubject, clock: PreflightClock) => readonly Judgement[];
}

/** By this machine's clock, in seconds since 1970: the host was asked after the one and had answered before the other. */
export interface PreflightClock {
  readonly asked: number;
  readonly answered: number;
}

export function fine(message: string): Judgement {
  return { verdict: 'fine', message };
}

/** Something that the administrator should know of before she goes on, and what she can do about it. */
export function warning(message: string, mend: string): Judgement {
  return { verdict: 'warning', message, mend };
}

/** Something with which a deployment would fail or do harm, and what has to be done first. */
export function stop(message: string, mend: string): Judgement {
  return { verdict: 'stop', message, mend };
}
