import { SshError } from '../ssh/ssh-error.ts';

/** A step that said no, with a sentence for the administrator. */
export class DeploymentFailure extends Error {
  override readonly name = 'DeploymentFailure';
  /** `refused`: found out beforehand, by a check; `failed`: went wrong while doing. */
  readonly outcome: 'refused' | 'failed';

  constructor(outcome: 'refused' | 'failed', message: string) {
    super(message);
    this.outcome = outcome;
  }
}

/** The administrator cancelled. */
export class DeploymentCancelled extends Error {
  override readonly name = 'DeploymentCancelled';
}

/** Nobody confirmed in time. */
export class DeploymentLapsed extends Error {
  override readonly name = 'DeploymentLapsed';
}

/** Failures that come by themselves; every other way in which ssh fails is somebody saying no. */
const NO_REFUSALS = new Set<string>(['lost', 'timeout', 'other', 'cancelled']);

/** The outcome of a failure before anything was armed. */
export function earlyOutcome(error: unknown): 'refused' | 'failed' | 'cancelled' {
  if (error instanceof DeploymentCancelled) return 'cancelled';
  if (error instanceof SshError) {
    if (error.failure === 'cancelled') return 'cancelled';
    return NO_REFUSALS.has(error.failure) ? 'failed' : 'refused';
  }
  return error instanceof DeploymentFailure ? error.outcome : 'failed';
}

/** The sentence behind an error of any kind. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
