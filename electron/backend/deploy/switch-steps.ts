import { saidBy } from '../ssh/said-by.ts';
import { SshError } from '../ssh/ssh-error.ts';
import { DeploymentCancelled, DeploymentFailure, DeploymentLapsed } from './deployment-failure.ts';
import { type DeploymentRun, demand, insist, remote, step, tellOutput } from './deployment-run.ts';
import { journalTail } from './journal-tail.ts';
import { armScript } from './remote/arm-script.ts';
import { parseDecision } from './remote/decision.ts';
import { disarmScript } from './remote/disarm-script.ts';
import { ALREADY_ROLLED_BACK, NOT_RUNNING, proveScript, startScript } from './remote/start-script.ts';

// The steps from `arm` to `disarm`: from here on the host undoes by itself what is not confirmed. Until then each may throw, besides
// what its own comment says, `DeploymentCancelled`, `SshError` when the connection fails, and `DeploymentLapsed` when the time is over.

const ARM_MS = 60_000;
const PROOF_MS = 20_000;

/**
 * Saves the rules that run now, and starts the timer that brings them back. Throws `DeploymentFailure` (`refused`) when that
 * cannot be. Leaves the saved rules, the way back and its timer; thrown in the middle, `run.phase` says that the timer may run.
 */
export async function arm(run: DeploymentRun): Promise<void> {
  const { host, rollbackSeconds } = run.plan;
  await step(run, 'arm', `Saving the rules that run now and arming the way back.`, async () => {
    // Counted from before the host begins to count, so that this side never promises more time than there is.
    run.deadline = performance.now() + ARM_MS + rollbackSeconds * 1000;
    run.phase = 'arming';
    const begun = performance.now();
    const script = armScript(run.paths, rollbackSeconds, journalTail(run, 'undone'));
    const result = await demand(run, script, ARM_MS, 'refused', `The way back could not be armed on ${host.name}`);
    run.deadline = begun + rollbackSeconds * 1000;
    run.phase = 'armed';
    const [how, tried] = result.stdout.trim().split(' ');
    return {
      message: `${host.name} brings back the rules that run now in ${rollbackSeconds} s (${how === 'systemd' ? 'systemd timer' : 'detached process'})${tried === 'tried' ? '; loading them again was tried' : '; loading them again could not be tried there'}.`,
    };
  });
}

/**
 * Loads the new rules. Throws `DeploymentFailure` (`failed`) when the host did not load them, or was not quick enough. Leaves
 * the new rules, or those from before; which of them is for the way back to find out.
 */
export async function start(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'start', `Loading the new rules.`, async () => {
    const result = await remote(run, startScript(run.paths), timeLeft(run));
    tellOutput(run, result);
    if (result.status === ALREADY_ROLLED_BACK)
      throw new DeploymentFailure('failed', `Loading the new rules took ${host.name} longer than the way back waited.`);
    if (result.status !== 0)
      throw new DeploymentFailure('failed', `${host.name} did not load the new rules: ${saidBy(result)}`);
    return { message: `${host.name} runs the new rules.` };
  });
}

/**
 * Takes our chains away instead of loading any. Throws `DeploymentFailure` (`failed`) when the host did not. Leaves none of our
 * rules, or some; the way back brings all of them back.
 */
export async function stopRules(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'start', `Taking our chains off ${host.name}.`, async () => {
    const result = await remote(run, startScript(run.paths, 'stop'), timeLeft(run));
    tellOutput(run, result);
    if (result.status !== 0)
      throw new DeploymentFailure('failed', `${host.name} did not take our chains away: ${saidBy(result)}`);
    return { message: `${host.name} runs none of our rules.` };
  });
}

/**
 * Connects anew, past the rules that run now, and lets the host say that they are the right ones. Throws `DeploymentFailure`
 * (`failed`) when it is not reached or says something else. Changes nothing on the host.
 */
export async function prove(run: DeploymentRun): Promise<void> {
  const { host, target, kind } = run.plan;
  await step(run, 'prove', `Connecting to ${host.name} anew, past the rules that run now.`, async () => {
    const result = await proof();
    if (result.status === ALREADY_ROLLED_BACK)
      throw new DeploymentFailure('failed', `The way back on ${host.name} was faster than the proof.`);
    if (result.status !== (kind === 'stop' ? NOT_RUNNING : 0))
      throw new DeploymentFailure(
        'failed',
        kind === 'stop'
          ? `${host.name} can be reached, but still runs rules of ours: ${saidBy(result)}`
          : `${host.name} can be reached, but does not run the new rules: ${saidBy(result)}`,
      );
    return { message: `A new connection reaches ${host.name}.` };
  });

  async function proof() {
    try {
      const longestMs = timeLeft(run);
      const timeoutMs = Math.min(PROOF_MS, longestMs);
      return await run.client.runSeparately(target, proveScript(run.paths), {
        timeoutMs,
        longestMs,
        signal: run.cancel,
      });
    } catch (error) {
      if (!(error instanceof SshError) || error.failure === 'cancelled') throw error;
      if (error.failure === 'unanswered')
        throw new DeploymentFailure(
          'failed',
          `${host.name} can be reached under the new rules, but asked something that nobody answered before the earlier ones had to come back. Deploy again and answer, or give it more time (“Roll back after” in the host's settings).`,
        );
      throw new DeploymentFailure(
        'failed',
        kind === 'stop'
          ? `Without our rules ${host.name} can no longer be reached by a new SSH connection (${error.message}): other rules there keep you out, and only ours let you in. Mend those first.`
          : `With the new rules ${host.name} can no longer be reached by a new SSH connection (${error.message}). Give your own network in “adminAccess” of the host's settings.`,
      );
    }
  }
}

/**
 * Waits for the administrator. Throws `DeploymentLapsed` when nobody confirms in time, `DeploymentCancelled` when she cancels.
 * Changes nothing on the host: the timer runs on.
 */
export async function confirm(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'confirm', `Waiting for your confirmation.`, async () => {
    const left = timeLeft(run);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new DeploymentLapsed(`Nobody confirmed in time.`)), left);
    const cancel = () => abort.abort(new DeploymentCancelled('Cancelled.'));
    run.cancel.addEventListener('abort', cancel, { once: true });
    const ended = new Promise<never>((_, reject) => {
      abort.signal.addEventListener('abort', () => reject(abort.signal.reason as Error), { once: true });
    });
    if (run.cancel.aborted) cancel();
    run.confirmable(true);
    try {
      run.emit({ kind: 'awaiting-confirmation', session: run.session, seconds: Math.floor(left / 1000) });
      await Promise.race([run.confirmed, ended]);
    } finally {
      run.confirmable(false);
      clearTimeout(timer);
      run.cancel.removeEventListener('abort', cancel);
    }
    return { message: `You confirmed the new rules of ${host.name}.` };
  });
}

/**
 * Tells the host to keep the new rules, again and again until it answers. Throws
 * `DeploymentFailure` (`failed`) when the host did not hear or understand it, or had gone back already. Leaves the new rules
 * without a timer, and `run.phase` `kept`.
 */
export async function disarm(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'disarm', `Taking the way back away.`, async () => {
    const result = await insist(run, disarmScript(run.paths), run.deadline + run.graceMs);
    if (result === undefined) throw new DeploymentFailure('failed', `${host.name} did not hear the confirmation.`);
    const decision = parseDecision(result.stdout);
    if (decision.by === 'unreadable')
      throw new DeploymentFailure(
        'failed',
        `${host.name} did not understand the confirmation: ${decision.log || saidBy(result)}`,
      );
    if (decision.by === 'none')
      throw new DeploymentFailure('failed', `${host.name} knows nothing of this deployment any more.`);
    if (decision.by !== 'by-confirmation')
      throw new DeploymentFailure('failed', `The confirmation came too late: the way back on ${host.name} was faster.`);
    run.phase = 'kept';
    return {
      message:
        result.status === 0
          ? `The way back is gone; the new rules stay.`
          : `The new rules stay. The timer of the way back could not be stopped, but does nothing any more.`,
    };
  });
}

/** Milliseconds until the host's timer fires. Throws `DeploymentLapsed` when less than a second is left. */
export function timeLeft(run: DeploymentRun): number {
  const left = run.deadline - performance.now();
  if (left < 1000) throw new DeploymentLapsed(`The time until the way back was over before the new rules were proved.`);
  return left;
}
