import type { DeployOutcome } from '../../../shared/contract/contract.ts';
import { bringBack } from './bring-back.ts';
import { DeploymentCancelled, DeploymentLapsed, earlyOutcome, sentenceOf } from './deployment-failure.ts';
import { type DeploymentContext, type DeploymentRun, insist } from './deployment-run.ts';
import { findLocked, lockOut, watchReturn } from './drill-steps.ts';
import { bootFiles, enable, journal, keptNevertheless } from './keep-steps.ts';
import type { StopPlan } from './plan-deployment.ts';
import { check, connect, findDeployed, lock, preflight, takeKept, upload } from './prepare-steps.ts';
import { listenAfter, listenBefore } from './probe-steps.ts';
import { unlockScript } from './remote/lock-script.ts';
import { arm, confirm, disarm, prove, start, stopRules } from './switch-steps.ts';

/** How a deployment ended, in the contract's words and in a sentence. */
export interface DeploymentEnd {
  readonly outcome: DeployOutcome;
  readonly message: string;
}

/**
 * Runs a deployment from `connect` to its end. Whatever happens after arming ends in the rules that ran before, or says
 * truthfully that this could not be verified. Never rejects.
 */
export async function runDeployment(context: DeploymentContext): Promise<DeploymentEnd> {
  const run: DeploymentRun = { ...context, phase: 'beside', locked: false, uploaded: false, deadline: 0 };
  const end = await forward(run).catch((error: unknown) => backward(run, error));
  run.connection?.close();
  return end;
}

async function forward(run: DeploymentRun): Promise<DeploymentEnd> {
  const { plan } = run;
  const { host } = plan;
  await connect(run);
  if (plan.kind === 'stop') return stop(run, plan);
  await preflight(run);
  await lock(run);
  await (plan.kind === 'bring-back' ? takeKept(run) : upload(run, plan));
  await check(run);
  if (run.dryRun) {
    await tidy(run, { discard: run.uploaded, keepWork: false });
    return { outcome: 'dry-run', message: `${host.name} would take these rules; nothing was loaded.` };
  }
  await listenBefore(run);
  await arm(run);
  if (plan.kind === 'drill') return drill(run);
  await start(run);
  await prove(run);
  await listenAfter(run);
  await confirm(run);
  await disarm(run);
  const atBoot = await enable(run);
  await journal(run);
  await tidy(run, { discard: false, keepWork: false });
  return {
    outcome: 'confirmed',
    message: atBoot
      ? `The new rules run on ${host.name} and start at boot.`
      : `The new rules run on ${host.name}. They do not start at boot, because it does not run systemd.`,
  };
}

/** Takes our chains off a host, with the same way back as a push. What starts at boot stays as it is, unless it is to go too. */
async function stop(run: DeploymentRun, plan: StopPlan): Promise<DeploymentEnd> {
  const { host, disable } = plan;
  await lock(run);
  await findDeployed(run);
  await arm(run);
  await stopRules(run);
  await prove(run);
  await disarm(run);
  await journal(run);
  const stopped = `${host.name} runs none of our rules any more, and can still be reached.`;
  const boot = await bootFiles(run, plan).then(atBootWords(disable), (error: unknown) => ({
    failure: sentenceOf(error),
  }));
  await tidy(run, { discard: false, keepWork: false });
  if (typeof boot !== 'string') return { outcome: 'failed', message: `${stopped} But: ${boot.failure}` };
  return { outcome: 'confirmed', message: `${stopped} ${boot}` };
}

function atBootWords(disable: boolean): (files: readonly string[]) => string {
  return (files) => {
    if (files.length === 0) return 'Nothing that a push has put there starts them at the next boot.';
    const named = files.join(', ');
    return disable
      ? `Nothing of ours starts at the next boot: removed ${named}. Push to have it all again.`
      : `The release that was deployed last starts again at the next boot; push to start it now. What starts it stays: ${named}. Stop with “also at boot” (--disable) to take that away.`;
  };
}

/** Loads rules that lock this machine out, and lets the host come back by itself. Nothing of it stays there. */
async function drill(run: DeploymentRun): Promise<DeploymentEnd> {
  const { host, rollbackSeconds } = run.plan;
  await lockOut(run);
  await findLocked(run);
  const seconds = await watchReturn(run);
  await tidy(run, { discard: run.uploaded, keepWork: false });
  return {
    outcome: 'drill-passed',
    message: `The drill went well: with rules that locked this machine out, ${host.name} brought the earlier ones back by itself. It can be reached again ${seconds} s after its timer of ${rollbackSeconds} s was armed, and runs what it ran before; that was verified.`,
  };
}

/** Undoes what was done, as far as it came. */
async function backward(run: DeploymentRun, error: unknown): Promise<DeploymentEnd> {
  const { host } = run.plan;
  const cause = sentenceOf(error);
  const untouched = async (): Promise<DeploymentEnd> => {
    await tidy(run, { discard: run.uploaded, keepWork: false });
    const outcome = earlyOutcome(error);
    return {
      outcome,
      message:
        outcome === 'cancelled'
          ? `Cancelled. Nothing was changed on ${host.name}.`
          : // In front: a cause often ends with a command, which must stay whole for copying.
            `Nothing was changed on ${host.name}. ${cause}`,
    };
  };
  const kept = async (): Promise<DeploymentEnd> => {
    await tidy(run, { discard: false, keepWork: false });
    return { outcome: 'failed', message: keptNevertheless(run, new Error(cause)).message };
  };

  if (run.phase === 'beside') return untouched();
  if (run.phase === 'kept') return kept();
  const back = await bringBack(run, error instanceof DeploymentLapsed ? 5 : 0);
  switch (back.kind) {
    case 'untouched':
      return untouched();
    case 'restarted':
      await tidy(run, { discard: run.uploaded, keepWork: false });
      return {
        outcome: 'rolled-back',
        message: `${cause} ${host.name} was restarted meanwhile: it runs what it starts at boot, not the new rules; that was verified.`,
      };
    case 'confirmed':
      return kept();
    case 'restored': {
      await tidy(run, { discard: run.uploaded, keepWork: false });
      const outcome =
        error instanceof DeploymentCancelled
          ? 'cancelled'
          : error instanceof DeploymentLapsed
            ? 'lapsed'
            : 'rolled-back';
      return { outcome, message: `${cause} The rules that ran before run on ${host.name} again; that was verified.` };
    }
    case 'broken':
      await tidy(run, { discard: false, keepWork: true });
      return { outcome: 'failed', message: `${cause} ${back.sentence}` };
    case 'unknown':
      return {
        outcome: 'failed',
        message: `${cause} ${host.name} could not be reached again, so it is not known which rules it runs. Its own timer was to bring back the earlier ones ${run.plan.rollbackSeconds} s after arming; look at ${run.paths.journal} and ${run.paths.work}/result at its console.`,
      };
  }
}

/** Takes away what the deployment left on the host and gives its lock back; a host that is gone is not waited for. */
async function tidy(run: DeploymentRun, options: { discard: boolean; keepWork: boolean }): Promise<void> {
  if (!run.locked) return;
  await insist(run, unlockScript(run.paths, options), performance.now() + 2000);
}
