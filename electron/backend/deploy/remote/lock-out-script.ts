import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';
import { ALREADY_ROLLED_BACK } from './start-script.ts';
import { WAITING_AND_DETACHING } from './waiting-and-detaching.ts';

/** So long after the rules were loaded the door is shut: until then our own script can say that all went well. */
export const LOCK_OUT_SECONDS = 1;

/**
 * For a drill: loads the new rules like `startScript`, then puts one before all others that drops what the administrator's
 * machine sends to the port of this SSH connection. The address is the one this connection comes from (a jump host's, where
 * there is one), as sshd told the shell it started; nobody else is kept out.
 *
 * Shutting the door is part of the start: its process group stands noted until it is done, so a rollback that is decided
 * ends it before it loads the earlier rules, and the rule can never come after them.
 */
export function lockOutScript(paths: DeploymentPaths): string {
  return `${shellVariables({
    work: paths.work,
    release: paths.release,
    late: ALREADY_ROLLED_BACK,
    seconds: LOCK_OUT_SECONDS,
  })}${WAITING_AND_DETACHING}
# sudo takes it out of the environment: the shell that sshd started still has it.
connection=
process=$$
while [ -z "$connection" ] && [ "$process" -gt 1 ]; do
  connection=$(tr '\\0' '\\n' <"/proc/$process/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p')
  process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status")
done
if [ -z "$connection" ]; then echo 'nothing tells from where this connection comes' >&2; exit 1; fi
client=\${connection%%[ %]*}
port=\${connection##* }
tool=iptables
case $client in
  ::ffff:*.*) client=\${client#::ffff:} ;;
  *:*) tool=ip6tables ;;
esac

$detach nohup /bin/sh -c '
  echo "$1$$" >"$2/start.pid"
  if [ -L "$2/decided" ]; then echo "$4" >"$2/started"; exit; fi
  status=0
  /bin/sh "$3/firewall.sh" start >"$2/start.log" 2>&1 || status=$?
  echo "$status" >"$2/started"
  if [ "$status" = 0 ]; then
    sleep "$5"
    [ -L "$2/decided" ] || "$6" -w 10 -I BW_INPUT 1 -s "$7" -p tcp --dport "$8" -j DROP
  fi
  rm -f "$2/start.pid"
' bridgewarden-start "$group" "$work" "$release" "$late" "$seconds" "$tool" "$client" "$port" >/dev/null 2>&1 </dev/null &
wait_for 300 test -s "$work/started" || true
cat "$work/start.log" 2>/dev/null || true
exit "$(cat "$work/started" 2>/dev/null || echo 1)"
`;
}
