import { saidBy } from '../ssh/said-by.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { type DeploymentRun, insist, step } from './deployment-run.ts';
import { journalTail } from './journal-tail.ts';
import type { StopPlan } from './plan-deployment.ts';
import { bootFilesScript } from './remote/boot-files-script.ts';
import { enableScript, journalScript } from './remote/enable-script.ts';

// The steps after `disarm`: the new rules run and stay, whatever happens here.

const KEEP_MS = 60_000;

/** Says whether the host starts the new rules at boot. */
export async function enable(run: DeploymentRun): Promise<boolean> {
  const { host } = run.plan;
  let enabled = false;
  await step(run, 'enable', `Making the new rules the ones that start at boot.`, async () => {
    const what = `${host.name} would not start them at boot`;
    enabled = (await finish(run, enableScript(run.paths), what)).trim().endsWith('enabled');
    if (enabled) return { message: `${host.name} starts the new rules at boot, before its network.` };
    return {
      state: 'skipped',
      message: `${host.name} does not run systemd: let its boot scripts run sh ${run.paths.library}/current/firewall.sh boot`,
    };
  });
  return enabled;
}

/** Names what of ours is read at boot, or takes it away. */
export async function bootFiles(run: DeploymentRun, { host, disable }: StopPlan): Promise<readonly string[]> {
  const doing = disable ? 'Taking away what starts our rules at boot.' : 'Looking at what starts our rules at boot.';
  let files: readonly string[] = [];
  await step(run, 'enable', doing, async () => {
    const script = bootFilesScript(run.paths, { remove: disable });
    const said = await finish(run, script, `${host.name} may start our rules at its next boot`);
    files = said.split('\n').filter((line) => line !== '');
    return { message: files.length === 0 ? 'There is nothing.' : files.join(', ') };
  });
  return files;
}

export async function journal(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'journal', `Writing the journal.`, async () => {
    const script = journalScript(run.paths, journalTail(run, run.plan.kind === 'stop' ? 'stopped' : 'confirmed'));
    await finish(run, script, `The journal on ${host.name} could not be written`);
    return { message: `Noted in ${run.paths.journal}.` };
  });
}

/** Runs a script to its end, over new connections if it must; what it printed. */
async function finish(run: DeploymentRun, script: string, what: string): Promise<string> {
  const { host } = run.plan;
  const result = await insist(run, script, performance.now() + run.graceMs, KEEP_MS);
  if (result === undefined)
    throw new DeploymentFailure(
      'failed',
      `${what}: the connection was lost, and ${host.name} could not be reached again.`,
    );
  if (result.status !== 0) throw new DeploymentFailure('failed', `${what}: ${saidBy(result)}`);
  return result.stdout;
}

/** A failure of these steps, with what holds nevertheless. */
export function keptNevertheless(run: DeploymentRun, error: Error): DeploymentFailure {
  return new DeploymentFailure(
    'failed',
    `The new rules run on ${run.plan.host.name} and are confirmed, but: ${error.message} Deploy again to finish.`,
  );
}
