import type { DeploymentPaths } from './remote-paths.ts';
import { timerFunctions } from './timer-functions.ts';

/**
 * Decides for the new rules and takes the timer away, unless the timer was faster. Prints the decision; `by-confirmation`
 * with status 0 means that the timer is verified to be gone. Safe to repeat. From the decision on the deployment holds nobody
 * up any more, also when it goes no further.
 */
export function disarmScript(paths: DeploymentPaths): string {
  return `${timerFunctions(paths)}
if [ ! -e "$work/armed" ]; then echo 'by=none'; echo 'result=none'; exit 0; fi
if ln -s by-confirmation "$work/decided" 2>/dev/null || [ "$(readlink "$work/decided")" = by-confirmation ]; then
  # A full /run is no reason to leave the timer.
  if [ ! -e "$work/confirmed" ]; then cut -d. -f1 /proc/uptime >"$work/confirmed" || true; fi
  { echo confirmed 1<>"$work/result.new" && mv "$work/result.new" "$work/result"; } || true
  stop_timer || { report; exit 1; }
else
  wait_for 200 test -e "$work/result" || true
fi
report
`;
}
