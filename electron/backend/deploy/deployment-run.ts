import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployEvent, DeployStep } from '../../../shared/contract/contract.ts';
import { saidBy } from '../ssh/said-by.ts';
import type { SshClient } from '../ssh/ssh-client.ts';
import type { RemoteResult, SshConnection } from '../ssh/ssh-connection.ts';
import { SshError } from '../ssh/ssh-error.ts';
import { DeploymentCancelled, DeploymentFailure, sentenceOf } from './deployment-failure.ts';
import type { DeployPlan } from './plan-deployment.ts';
import type { ProbedGuest } from './probed-guests.ts';
import type { DeploymentPaths } from './remote/remote-paths.ts';

/** What one deployment is given. */
export interface DeploymentContext {
  readonly session: string;
  readonly plan: DeployPlan;
  readonly paths: DeploymentPaths;
  readonly client: SshClient;
  /** `user@machine` of the administrator: for the lock and the journal. */
  readonly who: string;
  readonly dryRun: boolean;
  /** How long after its time the host's timer is still waited for: it may have to stop a start and try more than once. */
  readonly graceMs: number;
  readonly emit: (event: DeployEvent) => void;
  /** Aborted when the administrator cancels. */
  readonly cancel: AbortSignal;
  /** Resolves when the administrator confirms. */
  readonly confirmed: Promise<void>;
  /** Told when confirming becomes possible, and when it no longer is. */
  readonly confirmable: (possible: boolean) => void;
}

/**
 * How far a deployment has come, as far as undoing it goes:
 * `beside`: nothing on the host has changed but files beside the running ones;
 * `arming`: the host may undo it by itself, or may not have got so far;
 * `armed`: the host undoes it by itself;
 * `kept`: decided for the new rules.
 */
type DeploymentPhase = 'beside' | 'arming' | 'armed' | 'kept';

/** A deployment under way: the only mutable record of it. */
export interface DeploymentRun extends DeploymentContext {
  phase: DeploymentPhase;
  connection?: SshConnection;
  locked: boolean;
  /** The release was not on the host before. */
  uploaded: boolean;
  /** What a release that was on the host already says of the drawing it was made from. */
  kept?: { readonly documentName: string; readonly document: string };
  /** The guests that answered the host before the load; absent where they were not asked. */
  answering?: readonly ProbedGuest[];
  /** When the host's timer fires at the latest, by `performance.now()`; set while arming. */
  deadline: number;
}

/** What a step that ended well says; `skipped` when there was nothing to do. */
export interface StepReport {
  readonly state?: 'done' | 'skipped';
  readonly message: string;
}

/** Runs a step and tells its beginning and end. */
export async function step(
  run: DeploymentRun,
  name: DeployStep,
  doing: string,
  work: () => Promise<StepReport>,
): Promise<void> {
  const tell = (state: 'running' | 'done' | 'skipped' | 'failed', message: string) =>
    run.emit({ kind: 'step', session: run.session, step: name, state, message });
  throwIfCancelled(run);
  tell('running', doing);
  try {
    const report = await work();
    throwIfCancelled(run);
    tell(report.state ?? 'done', report.message);
  } catch (error) {
    const cause = run.phase !== 'kept' && run.cancel.aborted ? new DeploymentCancelled('Cancelled.') : error;
    tell('failed', sentenceOf(cause));
    throw cause;
  }
}

/** Runs a script over the main connection; ends with the administrator's cancelling unless the deployment is decided. */
export async function remote(run: DeploymentRun, script: string, timeoutMs: number): Promise<RemoteResult> {
  if (run.connection === undefined) throw new Error('the deployment has no connection');
  return run.connection.run(script, { timeoutMs, ...(run.phase === 'kept' ? {} : { signal: run.cancel }) });
}

/** Like `remote`; a status other than 0 fails the step with `refused` or `failed`, `what`, and what the host said. */
export async function demand(
  run: DeploymentRun,
  script: string,
  timeoutMs: number,
  outcome: 'refused' | 'failed',
  what: string,
): Promise<RemoteResult> {
  const result = await remote(run, script, timeoutMs);
  if (result.status !== 0) throw new DeploymentFailure(outcome, `${what}: ${saidBy(result)}`);
  return result;
}

/** Passes what a command of the release printed to the window. */
export function tellOutput(run: DeploymentRun, result: RemoteResult): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const text = result[stream].trim();
    if (text !== '') run.emit({ kind: 'output', session: run.session, stream, text: `${text}\n` });
  }
}

/** How long one attempt to reach a host again may take: it may be blocked by the very rules that are to be undone. */
export const ATTEMPT_MS = 12_000;

/**
 * Runs a script that is safe to repeat until the host has answered, over the connection there is and then over new ones,
 * but not beyond `until`. Cancelling does not end it. Gives nothing when the host stayed silent.
 */
export async function insist(
  run: DeploymentRun,
  script: string,
  until: number,
  attemptMs = ATTEMPT_MS,
): Promise<RemoteResult | undefined> {
  for (;;) {
    try {
      run.connection ??= await run.client.connect(run.plan.target, AbortSignal.timeout(ATTEMPT_MS));
      return await run.connection.run(script, { timeoutMs: attemptMs });
    } catch (error) {
      if (!(error instanceof SshError)) throw error;
      run.connection?.close();
      delete run.connection;
      if (performance.now() >= until) return undefined;
      await sleep(1000);
    }
  }
}

function throwIfCancelled(run: DeploymentRun): void {
  if (run.phase !== 'kept' && run.cancel.aborted) throw new DeploymentCancelled('Cancelled.');
}
