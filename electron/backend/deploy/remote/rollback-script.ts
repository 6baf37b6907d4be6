import type { DeploymentPaths } from './remote-paths.ts';
import { shellVariables } from './shell-variables.ts';

/** What the journal says of a deployment that the host took back by itself or at the administrator's wish. */
export type JournalTail = string;

/**
 * Compares two folders of saved rules. Not the kernel settings in them: `load` may have put those back to what they were
 * before any rules ran, and then has nothing left to note. nftables lists the elements of a set in any order. Rules of
 * others may come and go meanwhile, and so the places of our jumps are counted differently.
 */
export const SAME_RULES = `
canonical() {
  case $1 in
    *.nft)
      awk '/^\\t*chain / { exit } { print }' "$1" | tr ',' '\\n' | tr -d ' \\t' | sort
      awk '/^\\t*chain / { on = 1 } on' "$1"
      ;;
    *) sed -e '/^#foreign /d' -e 's/^\\(#hook [^ ]*\\) [0-9]*/\\1/' "$1" ;;
  esac
}
same_rules() {
  for file in "$1"/* "$2"/*; do
    file=\${file##*/}
    if [ "$file" = settings ]; then continue; fi
    if [ ! -e "$1/$file" ] || [ ! -e "$2/$file" ] || [ "$(canonical "$1/$file")" != "$(canonical "$2/$file")" ]; then
      echo "$file of what was saved is not what runs" >&2
      return 1
    fi
  done
}
`;

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
${shellVariables({ work: paths.work, lock: paths.lock, session: paths.session, journal: paths.journal, tail: journalTail })}
${SAME_RULES}
by=\${1:-by-hand}

if ! ln -s "$by" "$work/decided" 2>/dev/null; then
  [ "$(readlink "$work/decided")" != by-confirmation ] || exit 0
  tries=0
  while [ -d "$work" ] && [ ! -e "$work/result" ] && [ "$tries" -lt 15 ]; do sleep 1; tries=$((tries + 1)); done
  # Done by the other one, or even tidied away since.
  if [ -e "$work/result" ] || [ ! -d "$work" ]; then exit 0; fi
fi

# A start that still runs would load the new rules over the old ones. While it loads it hears nothing but KILL; a moment
# more lets it end a transaction by itself.
if [ -s "$work/start.pid" ]; then
  start=$(cat "$work/start.pid")
  kill -s TERM -- "$start" 2>/dev/null
  tries=0
  while kill -s 0 -- "$start" 2>/dev/null && [ "$tries" -lt 50 ]; do sleep 0.1 2>/dev/null || sleep 1; tries=$((tries + 1)); done
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

printf '{"when":"%s","by":"%s","rollback":"%s",%s\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(readlink "$work/decided")" "$outcome" "$tail" >>"$journal"
echo "$outcome" >"$work/result.new"
mv "$work/result.new" "$work/result"
if [ "$(sed -n 's/^session=//p' "$lock/owner" 2>/dev/null)" = "$session" ]; then rm -rf "$lock"; fi
`;
}

/** How the host says that a deployment was decided. */
export interface Decision {
  /** `none`: nothing was armed there. `restart`: what was armed is gone with a restart of the host. */
  readonly by: 'by-timer' | 'by-request' | 'by-confirmation' | 'none' | 'restart' | 'nobody';
  /**
   * `restored`: the earlier rules run and were compared with what was saved, or after a restart with the release that is
   * started at boot.
   */
  readonly result: 'restored' | 'differs' | 'failed' | 'running' | 'none';
  /** The end of the rollback's own log. */
  readonly log: string;
}

/** Shell functions that see to the timer; used by the scripts below. */
function timerFunctions(paths: DeploymentPaths): string {
  return `${shellVariables({ work: paths.work, timer: paths.timer })}
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
      tries=0
      while timer_process && [ "$tries" -lt 20 ]; do sleep 0.1 2>/dev/null || sleep 1; tries=$((tries + 1)); done
      ! timer_process
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

/**
 * Brings the earlier rules back now and prints the decision. The rollback runs detached: cut off half-way it still ends.
 * For so many seconds it is left to the timer, which is only waited for. `armed`: arming is known to have ended well.
 */
export function bringBackScript(paths: DeploymentPaths, options: { patientSeconds: number; armed?: boolean }): string {
  return `${timerFunctions(paths)}${shellVariables({ patience: Math.ceil(options.patientSeconds), library: paths.library })}
if [ ! -e "$work/armed" ]; then
  ${unarmed(options.armed ?? false)}
  exit 0
fi
waited=0
while [ ! -e "$work/result" ] && [ "$waited" -lt "$patience" ]; do sleep 1; waited=$((waited + 1)); done
if [ ! -e "$work/result" ]; then
  if command -v setsid >/dev/null; then
    setsid nohup /bin/sh "$work/rollback.sh" by-request >/dev/null 2>&1 </dev/null &
  else
    nohup /bin/sh "$work/rollback.sh" by-request >/dev/null 2>&1 </dev/null &
  fi
fi
waited=0
while [ ! -e "$work/result" ] && [ "$waited" -lt 80 ]; do
  [ "$(readlink "$work/decided" 2>/dev/null)" != by-confirmation ] || break
  sleep 0.25 2>/dev/null || sleep 1
  waited=$((waited + 1))
done
if [ -e "$work/result" ]; then stop_timer || true; fi
report
`;
}

/**
 * Decides for the new rules and takes the timer away, unless the timer was faster. Prints the decision; `by-confirmation`
 * with status 0 means that the timer is verified to be gone. Safe to repeat.
 */
export function disarmScript(paths: DeploymentPaths): string {
  return `${timerFunctions(paths)}
if [ ! -e "$work/armed" ]; then echo 'by=none'; echo 'result=none'; exit 0; fi
if ln -s by-confirmation "$work/decided" 2>/dev/null || [ "$(readlink "$work/decided")" = by-confirmation ]; then
  stop_timer || { report; exit 1; }
else
  waited=0
  while [ ! -e "$work/result" ] && [ "$waited" -lt 80 ]; do sleep 0.25 2>/dev/null || sleep 1; waited=$((waited + 1)); done
fi
report
`;
}

/** Reads what the two scripts above printed. */
export function parseDecision(output: string): Decision {
  const [by = '', result = '', ...log] = output.split('\n');
  return {
    by: by.replace('by=', '') as Decision['by'],
    result: result.replace('result=', '') as Decision['result'],
    log: log.join('\n').trim(),
  };
}
