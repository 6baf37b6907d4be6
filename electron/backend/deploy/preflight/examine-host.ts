import type { PreflightResult } from '../../../../shared/contract/preflight.ts';
import type { RemoteResult } from '../../ssh/ssh-connection.ts';
import { DeploymentFailure } from '../deployment-failure.ts';
import { judgePreflight, neededPrograms } from '../judge-preflight.ts';
import type { DeployPlan } from '../plan-deployment.ts';
import { parseHostFacts, preflightScript } from '../remote/preflight-script.ts';
import type { DeploymentPaths } from '../remote/remote-paths.ts';

const EXAMINE_MS = 20_000;

/** Asks the host for its facts and judges them; nothing is changed there. */
export async function examineHost(
  plan: DeployPlan,
  paths: DeploymentPaths,
  run: (script: string, timeoutMs: number) => Promise<RemoteResult>,
): Promise<PreflightResult[]> {
  const { host, release } = plan;
  const result = await run(preflightScript(paths, neededPrograms(release)), EXAMINE_MS);
  if (result.status !== 0)
    throw new DeploymentFailure('failed', `${host.name} could not be examined: ${result.stderr.trim()}`);
  return judgePreflight(parseHostFacts(result.stdout), host, release).map(({ level, message }) => ({
    check: 'host',
    title: 'Host',
    verdict: level,
    message,
  }));
}

/** A result in one breath: what was found, and what to do about it. */
export function mendedMessage({ message, mend }: PreflightResult): string {
  return mend === undefined ? message : `${message} ${mend}`;
}
