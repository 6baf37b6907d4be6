import type { DeploymentPaths } from './remote-paths.ts';
import { SAME_RULES } from './same-rules.ts';
import { shellVariables } from './shell-variables.ts';
import { WAITING_AND_DETACHING } from './waiting-and-detaching.ts';

/** What the journal says of a deployment that the host took back by itself or at the administrator's wish. */
export type JournalTail = string;

/**
 * The script that brings the earlier rules back. It runs on the host, started by the timer or at the administrator's
 * wish, and needs neither the connection nor the new release's health: only what was saved and tried while arming.
 *
 * Exactly one of a rollback and a confirmation happens: both begin by making the same symbolic link, which is atomic and
 * keeps who made it. A rollback that finds another one begun sees that it ends, and does it again otherwise.
 */
export function rollbackScript(paths: DeploymentPaths, journalTail: JournalTail): string {
  return `#!/bin/sh
# Brings back the rules that ran before a deployment that was not confirmed.
set -u
LC_ALL=C; export LC_ALL
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH
umask 077
${shellVariables({ work: paths.work, lock: paths.lock, release: paths.release, session: paths.session, journal: paths.journal, tail: journalTail })}
${WAITING_AND_DETACHING}${SAME_RULES}
by=\${1:-by-hand}
rm -f "$work/ballast"
# How long after arming, in seconds of the host's uptime, which no clock moves.
armed=$(cat "$work/armed-at" 2>/dev/null) || armed=
seconds=null
if [ -n "$armed" ]; then seconds=$(($(cut -d. -f1 /proc/uptime) - armed)); fi

if ! ln -s "$by" "$work/decided" 2>/dev/null; then
  [ "$(readlink "$work/decided")" != by-confirmation ] || exit 0
  # Done by the other one, or even tidied away since.
  ended() { [ -e "$work/result" ] || [ ! -d "$work" ]; }
  if wait_for 150 ended; then exit 0; fi
fi

echo $$ >"$work/rollback.pid"

# A start that still runs would load the new rules over the old ones. While it loads it hears nothing but KILL; a moment
# more lets it end a transaction by itself.
start=$(cat "$work/start.pid" 2>/dev/null)
# Only a process that is ours: its number may have been given to another one.
if [ -n "$start" ] && grep -q -F -e "$work" -e "$release/firewall.sh" "/proc/\${start#-}/cmdline" 2>/dev/null; then
  kill -s TERM -- "$start" 2>/dev/null
  wait_for 50 gone kill -s 0 -- "$start" 2>/dev/null
  kill -s KILL -- "$start" 2>/dev/null
fi

outcome=failed
tries=0
while [ "$tries" -lt 5 ]; do
  if /bin/sh "$work/firewall.sh" load "$work/saved" >>"$work/rollback.log" 2>&1 </dev/null; then outcome=restored; break; fi
  tries=$((tries + 1))
  sleep 1
done
if [ "$outcome" = restored ]; then
  rm -rf "$work/after"
  if ! /bin/sh "$work/firewall.sh" save "$work/after" >>"$work/rollback.log" 2>&1 </dev/null ||
    ! same_rules "$work/saved" "$work/after" 2>>"$work/rollback.log"; then outcome=differs; fi
fi

printf '{"when":"%s","by":"%s","seconds":%s,"rollback":"%s",%s\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(readlink "$work/decided")" "$seconds" "$outcome" "$tail" >>"$journal"
# Over what arming has written there: a full /run takes no more.
echo "$outcome" 1<>"$work/result.new"
mv "$work/result.new" "$work/result"
if [ "$(sed -n 's/^session=//p' "$lock/owner" 2>/dev/null)" = "$session" ]; then rm -rf "$lock"; fi
`;
}
