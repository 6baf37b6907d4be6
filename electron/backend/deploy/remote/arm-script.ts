import { quoteShell } from '../../../../shared/compiler/quote.ts';
import type { DeploymentPaths } from './remote-paths.ts';
import { type JournalTail, rollbackScript } from './rollback-script.ts';
import { SAME_RULES } from './same-rules.ts';
import { shellVariables } from './shell-variables.ts';
import { WAITING_AND_DETACHING } from './waiting-and-detaching.ts';

/**
 * Saves what runs now, tries in a throwaway network namespace whether that can be loaded again, and arms the timer that
 * will load it. Prints how it is armed (`systemd` or `process`) and whether the saved rules were `tried`.
 *
 * systemd coalesces timers within a minute unless told otherwise, hence the accuracy. Where systemd does not run, a
 * detached shell sleeps: a session of its own, so that neither the end of the connection nor its hang-up reaches it.
 */
export function armScript(paths: DeploymentPaths, seconds: number, journalTail: JournalTail): string {
  return `${shellVariables({ state: paths.state, work: paths.work, release: paths.release, timer: paths.timer, seconds })}${WAITING_AND_DETACHING}${SAME_RULES}umask 077
rm -rf "$work"
mkdir "$work"
# A copy: the way back must not hang on the release's folder.
cp "$release/firewall.sh" "$work/firewall.sh"
/bin/sh "$work/firewall.sh" save "$work/saved"
# Room that the way back finds whatever fills /run meanwhile: it takes the ballast away first, and writes its result over this one.
room=$(du -sk "$work/saved")
room=$((\${room%%[!0-9]*} * 4 + 256))
if ! dd if=/dev/zero of="$work/ballast" bs=1024 count="$room" 2>/dev/null || ! printf '\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n' >"$work/result.new"; then
  echo "there is no room for a way back in $work: $room KiB are needed; make room there" >&2
  rm -rf "$work"
  exit 1
fi

# The trial: the whole tables are copied into a network namespace of its own, foreign rules included, because the
# places of our hooks are counted among them; there the saved rules are loaded and saved again. What cannot be copied (a
# rule that needs a set or an interface of the real namespace) leaves them untried, which is told.
mkdir "$work/trial"
iptables-save -t filter >"$work/trial/tables.v4"
if command -v ip6tables-save >/dev/null; then ip6tables-save -t filter >"$work/trial/tables.v6" 2>/dev/null || true; fi
if command -v ebtables-nft-save >/dev/null; then ebtables-nft-save >"$work/trial/tables.eb" 2>/dev/null || true; fi
for file in "$state"/*; do
  if [ -f "$file" ]; then cp "$file" "$work/trial/"; fi
done
status=0
BW_STATE="$work/trial" unshare -n /bin/sh -uc '
  iptables-restore <"$1/trial/tables.v4" || exit 75
  if [ -s "$1/trial/tables.v6" ]; then ip6tables-restore <"$1/trial/tables.v6" || exit 75; fi
  if [ -s "$1/trial/tables.eb" ]; then ebtables-nft-restore <"$1/trial/tables.eb" || exit 75; fi
  /bin/sh "$1/firewall.sh" load "$1/saved" && /bin/sh "$1/firewall.sh" save "$1/tried"
' sh "$work" >"$work/trial/log" 2>&1 || status=$?
tried=tried
if ! unshare -n true 2>/dev/null || [ "$status" = 75 ]; then
  tried=untried
elif [ "$status" != 0 ] || ! same_rules "$work/saved" "$work/tried" 2>>"$work/trial/log"; then
  echo 'the rules that run now were saved but could not be loaded again in a trial, so there would be no way back:' >&2
  tail -n 20 "$work/trial/log" >&2
  rm -rf "$work"
  exit 1
fi
rm -rf "$work/trial" "$work/tried"
printf %s ${quoteShell(rollbackScript(paths, journalTail))} >"$work/rollback.sh"
/bin/sh -n "$work/rollback.sh"

cut -d. -f1 /proc/uptime >"$work/armed-at"
how=process
if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null &&
  systemd-run --quiet --collect --unit="$timer" --on-active="$seconds" --timer-property=AccuracySec=100ms \\
    /bin/sh "$work/rollback.sh" by-timer >"$work/systemd-run.log" 2>&1 &&
  systemctl is-active --quiet "$timer.timer"; then
  how=systemd
else
  $detach nohup /bin/sh -c 'echo $$ >"$1/timer.pid"; sleep "$2"; exec /bin/sh "$1/rollback.sh" by-timer' \\
    bridgewarden-rollback "$work" "$seconds" >/dev/null 2>&1 </dev/null &
  wait_for 50 test -s "$work/timer.pid" || true
  kill -0 "$(cat "$work/timer.pid")"
fi
echo "$how" >"$work/armed.new"
mv "$work/armed.new" "$work/armed"
echo "$how $tried"
`;
}
