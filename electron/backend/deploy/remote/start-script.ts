import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';
import { WAITING_AND_DETACHING } from './waiting-and-detaching.ts';

/** Lets the release judge itself on this host; nothing is loaded. */
export function checkScript(paths: DeploymentPaths): string {
  return `${shellVariables({ release: paths.release })}
/bin/sh "$release/firewall.sh" check
`;
}

/** Ends with 0 when a release was deployed. */
export function deployedScript(paths: DeploymentPaths): string {
  return `${shellVariables({ release: paths.release })}
[ -f "$release/firewall.sh" ]
`;
}

/** The status of a start that found the rollback already decided. */
export const ALREADY_ROLLED_BACK = 75;

/**
 * Loads the new rules. The start notes its process group before it looks whether a rollback was decided, and a rollback
 * decides before it looks for a start: so either this gives up or the rollback ends it, and never do both load.
 */
export function startScript(paths: DeploymentPaths, verb: 'start' | 'stop' = 'start'): string {
  return `${shellVariables({ work: paths.work, release: paths.release, late: ALREADY_ROLLED_BACK, verb })}${WAITING_AND_DETACHING}status=0
$detach /bin/sh -c '
  echo "$3$$" >"$1/start.pid"
  if [ -L "$1/decided" ]; then exit "$4"; fi
  exec /bin/sh "$2/firewall.sh" "$5"' bridgewarden-start "$work" "$release" "$group" "$late" "$verb" || status=$?
rm -f "$work/start.pid"
if [ -L "$work/decided" ]; then status=$late; fi
exit "$status"
`;
}

/** The status of `firewall.sh status` when nothing of ours runs. */
export const NOT_RUNNING = 3;

/** Whether the new rules run and no rollback was decided; meant for a connection of its own. */
export function proveScript(paths: DeploymentPaths): string {
  return `${shellVariables({ work: paths.work, release: paths.release, late: ALREADY_ROLLED_BACK })}
if [ -L "$work/decided" ]; then exit "$late"; fi
/bin/sh "$release/firewall.sh" status
`;
}
