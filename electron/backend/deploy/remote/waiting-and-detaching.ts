/**
 * Shell functions for the head of a remote script that waits or leaves something running. Works in POSIX sh with `-eu`.
 *
 * `$detach` in front of a command gives it a session of its own, where there is setsid: neither the end of the connection nor
 * its hang-up reaches it then. `$group` in front of that command's process id makes `kill` reach the whole of it.
 */
export const WAITING_AND_DETACHING = `
# A tenth of a second, or a whole one where sleep knows no fractions.
pause() { sleep 0.1 2>/dev/null || sleep 1; }
# wait_for PAUSES COMMAND...: until the command succeeds; fails when it has not after so many pauses.
wait_for() {
  pauses=$1
  shift
  until "$@"; do
    [ "$pauses" -gt 0 ] || return 1
    pauses=$((pauses - 1))
    pause
  done
}
gone() { ! "$@"; }
detach= group=
if command -v setsid >/dev/null; then detach=setsid group=-; fi
`;
