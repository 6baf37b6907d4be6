import type { PreflightResult } from '../../../../shared/contract/preflight.ts';
import type { RemoteResult } from '../../ssh/ssh-connection.ts';
import { DeploymentFailure } from '../deployment-failure.ts';
import type { DeployPlan } from '../plan-deployment.ts';
import type { RemotePaths } from '../remote/remote-paths.ts';
import type { PreflightCheck } from './preflight-check.ts';
import { checksScript, judgeFacts } from './run-checks.ts';

const EXAMINE_MS = 60_000;

/** Asks the host for its facts and judges them; nothing is changed there. */
export async function examineHost(
  plan: DeployPlan,
  paths: RemotePaths,
  checks: readonly PreflightCheck[],
  run: (script: string, timeoutMs: number) => Promise<RemoteResult>,
): Promise<PreflightResult[]> {
  const { host, users } = plan;
  const release = 'release' in plan ? plan.release : { files: [] };
  const subject = { host, release, users, paths };
  const asked = Date.now() / 1000;
  const result = await run(checksScript(checks, subject), EXAMINE_MS);
  if (result.status !== 0)
    throw new DeploymentFailure('failed', `${host.name} could not be examined: ${result.stderr.trim()}`);
  return judgeFacts(checks, result.stdout, subject, { asked, answered: Date.now() / 1000 });
}

/** A result in one breath: what was found, and what to do about it. */
export function mendedMessage({ message, mend }: PreflightResult): string {
  return mend === undefined ? message : `${message} ${mend}`;
}
