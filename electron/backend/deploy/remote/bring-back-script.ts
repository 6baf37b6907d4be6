import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';
import { timerFunctions } from './timer-functions.ts';

/**
 * Brings the earlier rules back now and prints the decision. The rollback runs detached: cut off half-way it still ends.
 * For so many seconds it is left to the timer, which is only waited for. `armed`: arming is known to have ended well.
 */
export function bringBackScript(paths: DeploymentPaths, options: { patientSeconds: number; armed?: boolean }): string {
  return `${timerFunctions(paths)}${shellVariables({ patience: Math.ceil(options.patientSeconds * 10), library: paths.library })}
if [ ! -e "$work/armed" ]; then
  ${unarmed(options.armed ?? false)}
  exit 0
fi
if ! wait_for "$patience" test -e "$work/result"; then
  $detach nohup /bin/sh "$work/rollback.sh" by-request >/dev/null 2>&1 </dev/null &
fi
ended() { [ -e "$work/result" ] || [ "$(readlink "$work/decided" 2>/dev/null)" = by-confirmation ]; }
wait_for 200 ended || true
if [ -e "$work/result" ]; then stop_timer || true; fi
report
`;
}

/**
 * What a host says that has nothing armed. After `arm` that means a restart: the kernel has lost all rules and its boot has
 * started those that were confirmed last. Where none ever were, there are none to run.
 */
function unarmed(armed: boolean): string {
  if (!armed) return `echo 'by=none'; echo 'result=none'`;
  return `echo 'by=restart'
  if [ ! -e "$library/current/firewall.sh" ] || /bin/sh "$library/current/firewall.sh" status >"$library/status.$$" 2>&1; then
    echo 'result=restored'
  else
    echo 'result=differs'
    tail -n 5 "$library/status.$$"
  fi
  rm -f "$library/status.$$"`;
}
