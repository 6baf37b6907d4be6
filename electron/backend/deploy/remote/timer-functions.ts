import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';
import { WAITING_AND_DETACHING } from './waiting-and-detaching.ts';

/** Shell functions that see to the timer of a deployment and say how it was decided. */
export function timerFunctions(paths: DeploymentPaths): string {
  return `${shellVariables({ work: paths.work, timer: paths.timer })}${WAITING_AND_DETACHING}
# Only a process that is ours: its number may have been given to another one.
timer_process() {
  pid=$(cat "$work/timer.pid" 2>/dev/null) || return 1
  grep -q -F -e "$work" "/proc/$pid/cmdline" 2>/dev/null
}
stop_timer() {
  case $(cat "$work/armed" 2>/dev/null) in
    systemd)
      systemctl stop "$timer.timer" 2>/dev/null || true
      ! systemctl is-active --quiet "$timer.timer"
      ;;
    process)
      if timer_process; then kill -s TERM -- "-$pid" 2>/dev/null || true; fi
      wait_for 20 gone timer_process
      ;;
  esac
}
report() {
  echo "by=$(readlink "$work/decided" 2>/dev/null || echo nobody)"
  echo "result=$(cat "$work/result" 2>/dev/null || echo running)"
  tail -n 5 "$work/rollback.log" 2>/dev/null || true
}
`;
}
