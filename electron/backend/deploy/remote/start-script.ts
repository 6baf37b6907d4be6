import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/** Lets the release judge itself on this host; nothing is loaded. */
export function checkScript(paths: DeploymentPaths): string {
  return `${shellVariables({ release: paths.release })}
/bin/sh "$release/firewall.sh" check
`;
}

/** The status of a start that found the rollback already decided. */
export const ALREADY_ROLLED_BACK = 75;

/**
 * Loads the new rules. The start notes its process group before it looks whether a rollback was decided, and a rollback
 * decides before it looks for a start: so either this gives up or the rollback ends it, and never do both load.
 */
export function startScript(paths: DeploymentPaths): string {
  return `${shellVariables({ work: paths.work, release: paths.release, late: ALREADY_ROLLED_BACK })}
if command -v setsid >/dev/null; then detach=setsid group=-; else detach= group=; fi
status=0
$detach /bin/sh -c '
  echo "$3$$" >"$1/start.pid"
  if [ -L "$1/decided" ]; then exit "$4"; fi
  exec /bin/sh "$2/firewall.sh" start' bridgewarden-start "$work" "$release" "$group" "$late" || status=$?
rm -f "$work/start.pid"
if [ -L "$work/decided" ]; then status=$late; fi
exit "$status"
`;
}

/** Whether the new rules run and no rollback was decided; meant for a connection of its own. */
export function proveScript(paths: DeploymentPaths): string {
  return `${shellVariables({ work: paths.work, release: paths.release, late: ALREADY_ROLLED_BACK })}
if [ -L "$work/decided" ]; then exit "$late"; fi
/bin/sh "$release/firewall.sh" status
`;
}
