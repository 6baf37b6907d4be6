import * as z from 'zod';

/**
 * What has become of the deployment that holds a host's lock:
 * `alive`: its connection stands, or nobody can tell;
 * `pending`: it is not confirmed, and the host goes back by itself;
 * `lost`: it is not confirmed, and nothing is left on the host that would go back by itself;
 * `confirmed`: it only has to come to its end;
 * `left`: nothing is pending, and it will not go on: the next one may take the lock over.
 */
export const lockStateSchema = z.enum(['alive', 'pending', 'lost', 'confirmed', 'left']);
export type LockState = z.infer<typeof lockStateSchema>;

/**
 * After a confirmation little is left to do. A connection that was cut looks alive to the host for hours, so it is not waited
 * for longer than this, in seconds.
 */
const FINISHING_SECONDS = 180;

/**
 * Shell functions: `look` tells who holds `$lock` (in `$state`) as `$other`, `$other_who` and `$other_since`, where its work
 * stands as `$other_work`, and one of the states above as `$other_state`.
 */
export const LOCK_STATE = `
# runs_of FILE WORK: is the process whose number the file holds of this deployment? Numbers are given to others in time.
runs_of() {
  process=$(cat "$1" 2>/dev/null) && grep -q -F -e "$2" "/proc/$process/cmdline" 2>/dev/null
}
# will_go_back SESSION WORK: a timer is to go off there, or what it starts is at work.
will_go_back() {
  runs_of "$2/rollback.pid" "$2" && return 0
  case $(cat "$2/armed" 2>/dev/null) in
    systemd) systemctl is-active --quiet "bridgewarden-rollback-$1.timer" || systemctl is-active --quiet "bridgewarden-rollback-$1.service" ;;
    *) runs_of "$2/timer.pid" "$2" ;;
  esac
}
# By the host's uptime, which no clock moves.
confirmed_long_ago() {
  at=$(cat "$1/confirmed" 2>/dev/null) && [ -n "$at" ] && [ $(($(cut -d. -f1 /proc/uptime) - at)) -gt ${FINISHING_SECONDS} ]
}
field() { sed -n "s/^$1=//p" "$lock/owner" 2>/dev/null || true; }
look() {
  other=$(field session) other_who=$(field who) other_since=$(field since) other_holder=$(field holder)
  other_work="$state/deploy-$other"
  other_state=alive
  if [ -n "$other_holder" ] && ! kill -0 "$other_holder" 2>/dev/null; then other_state=left; fi
  if [ "$(readlink "$other_work/decided" 2>/dev/null)" = by-confirmation ]; then
    if [ "$other_state" = alive ]; then other_state=confirmed; fi
    if confirmed_long_ago "$other_work"; then other_state=left; fi
  elif [ -e "$other_work/armed" ] && [ ! -e "$other_work/result" ]; then
    if will_go_back "$other" "$other_work"; then other_state=pending; else other_state=lost; fi
  fi
}
`;
