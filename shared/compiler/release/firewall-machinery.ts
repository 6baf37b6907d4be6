/**
 * What `firewall.sh` does with its rules, in POSIX sh and awk: it needs no other file of ours and nothing that is not on
 * every supported host. It is the same text in every release; what differs stands in the variables and functions that
 * `firewallScript` writes above it: HOST, RULES_ID, BRIDGES, ZONES, LAYER2, SETTINGS, rules_v4, rules_v6, rules_zones, rules_layer2.
 *
 * How it loads: whatever the style, the rules become one `iptables-restore --noflush` transaction a family. The
 * transaction flushes and removes our earlier chains, fills the new ones and puts one jump at the top of each built-in chain, so
 * the kernel goes from one complete rule set to the next or stays where it is (iptables-restore commits a table at once).
 *
 * Which chains are ours: those that start with BW_, and those that ours jump to. Nothing else is flushed, removed or moved.
 *
 * Written with String.raw and without braces after `$`, so that shell and TypeScript do not fight over them.
 */
export const FIREWALL_MACHINERY = String.raw`
# ---- machinery: the same in every release --------------------------------------------------------------------------

say() { printf '%s\n' "$*"; }
complain() { printf 'firewall.sh on %s: %s\n' "$HOST" "$*" >&2; }

# One place for temporary files, readable by root alone, gone when the script ends.
open_work() {
  WORK=""
  mkdir -p "$STATE" && chmod 700 "$STATE" || { complain "cannot create $STATE; is the disk full or read-only?"; exit 1; }
  # What a start that was killed outright has left behind.
  find "$STATE" -maxdepth 1 -name 'work.*' -mmin +60 -exec rm -rf {} + 2>/dev/null
  WORK=$(mktemp -d "$STATE/work.XXXXXX") || { complain "cannot write to $STATE; is the disk full?"; exit 1; }
  trap 'rm -rf "$WORK"' EXIT
  trap 'exit 130' INT TERM HUP
}

require_root() {
  [ "$(id -u)" = 0 ] || { complain "needs root: run it with sudo."; exit 1; }
}

require_tools() {
  for tool in iptables iptables-save iptables-restore awk; do
    command -v "$tool" >/dev/null 2>&1 || { complain "the command $tool is missing: install the package iptables (awk: mawk)."; exit 1; }
  done
}

# IPv6 may be off on the whole machine; then there is nothing to filter.
families() {
  if [ -e /proc/net/if_inet6 ] && command -v ip6tables-restore >/dev/null 2>&1; then say "4 6"; else say "4"; fi
}

# The tables that hold rules of ours: filter for each family; raw too where bridges have, or had, zones of their own.
ip_parts() {
  families
  if [ -n "$ZONES" ] || [ -s "$STATE/chains.vraw4" ]; then for family in $(families); do say "raw$family"; done; fi
}

tool_of() { case $1 in *6) say ip6tables ;; *) say iptables ;; esac; }
table_of() { case $1 in raw*) say raw ;; *) say filter ;; esac; }
hooks_of() { case $1 in raw*) say PREROUTING ;; *) say FORWARD INPUT OUTPUT ;; esac; }

# collect ARGUMENT...: one command of the readable style becomes a line of the transaction instead of running at once.
collect() {
  if [ "$1" = -N ]; then
    printf ':%s - [0:0]\n' "$2" >>"$WORK/chains"
    return
  fi
  if [ "$RULE" != "$LAST_RULE" ]; then
    printf '# %s\n' "$RULE" >>"$WORK/lines"
    LAST_RULE=$RULE
  fi
  line=""
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_@%+=:,./-]* | "")
        case $word in *[\"\\]*) word=$(printf '%s' "$word" | sed 's/["\\]/\\&/g') ;; esac
        word="\"$word\""
        ;;
    esac
    line="$line$word "
  done
  printf '%s\n' "$line" >>"$WORK/lines"
}

# write_payload FAMILY FILE: the rules of this release as one table for iptables-restore.
write_payload() {
  case $1 in
    raw*)
      if [ -n "$ZONES" ]; then rules_zones >"$2"; else write_nothing "$2"; fi
      return
      ;;
  esac
  : >"$WORK/chains"
  : >"$WORK/lines"
  RULE=""
  LAST_RULE=""
  if [ "$STYLE" = commands ]; then
    "rules_v$1" || return 1
    { say '*filter'; cat "$WORK/chains" "$WORK/lines"; say COMMIT; } >"$2"
  else
    "rules_v$1" >"$2"
  fi
}

# own_chains FAMILY: names of our chains in the iptables-save text on standard input. What start has put there is remembered,
# so that a chain whose jump somebody took away is still known as ours.
own_chains() {
  [ -e "$STATE/chains.v$1" ] || : >"$STATE/chains.v$1"
  awk -v remembered="$STATE/chains.v$1" '
    BEGIN { while ((getline name < remembered) > 0) ours[name] = 1 }
    /^:/ { name = substr($1, 2); if ($2 == "-") user[name] = 1; if (name ~ /^BW_/ || ($2 == "-" && name in ours)) own[name] = 1 }
    /^-A/ {
      for (i = 3; i < NF; i++) if ($i == "-j" || $i == "-g") { from[++n] = $2; to[n] = $(i + 1) }
    }
    END {
      do {
        grown = 0
        for (i = 1; i <= n; i++) if (from[i] in own && to[i] in user && !(to[i] in own)) { own[to[i]] = 1; grown = 1 }
      } while (grown)
      for (name in own) print name
    }'
}

# own_table: our part of the iptables-save text on standard input, as a table that replace can load again. The hooks are
# kept with their places, as comments.
own_table() {
  awk -v list="$1" '
    BEGIN { while ((getline name < list) > 0) own[name] = 1 }
    /^\*/ { print; next }
    /^:/ { if (substr($1, 2) in own) print $1 " - [0:0]"; next }
    /^-A/ {
      place[$2]++
      if ($2 in own) { print; next }
      for (i = 3; i < NF; i++) if ($i == "-j" && $(i + 1) in own) {
        rest = $0
        sub(/^-A [^ ]+ /, "", rest)
        print "#hook " $2 " " place[$2] " " rest
      }
      next
    }
    /^COMMIT/ { print }'
}

# read_table PART FILE: a table as it is now.
read_table() {
  "$(tool_of "$1")-save" -t "$(table_of "$1")" 2>"$WORK/errors" >"$2" || {
    complain "cannot read the $(part_name "$1") rules: $(head -n 1 "$WORK/errors")"
    return 1
  }
}

# snapshot FAMILY FILE: what of ours runs now; a table without chains when nothing does.
snapshot() {
  read_table "$1" "$WORK/now" || return 1
  own_chains "$1" <"$WORK/now" >"$WORK/own"
  if [ -s "$WORK/own" ]; then own_table "$WORK/own" <"$WORK/now" >"$2"; else write_nothing "$2"; fi
}

# awk tells two files apart by their line numbers, so even "nothing" has a line.
write_nothing() { say '# nothing of ours' >"$1"; }
holds_chains() { grep -q '^:' "$1"; }

# replace FAMILY FILE: in one transaction, our chains become those of FILE and nothing else changes.
replace() {
  family=$1
  payload=$2
  read_table "$family" "$WORK/now" || return 1
  own_chains "$family" <"$WORK/now" >"$WORK/own"
  [ -s "$WORK/own" ] || holds_chains "$payload" || return 0
  clash=$(awk -v list="$WORK/own" '
    BEGIN { while ((getline name < list) > 0) own[name] = 1 }
    NR == FNR { if (/^:/ && $2 == "-" && !(substr($1, 2) in own)) foreign[substr($1, 2)] = 1; next }
    /^:/ { if (substr($1, 2) in foreign) { print substr($1, 2); exit } }' "$WORK/now" "$payload")
  if [ -n "$clash" ]; then
    complain "the chain $clash exists already and is not ours: stop the firewall that made it first."
    return 1
  fi
  write_transaction "$payload" "$WORK/now" "$WORK/own" "$family" >"$WORK/transaction"
  load_transaction "$family" "$WORK/transaction" || return 1
  awk '/^:/ { print substr($1, 2) }' "$payload" >"$STATE/chains.v$family"
}

# write_transaction FILE NOW OWN PART: the one table that takes the kernel from NOW to FILE. The hooks come before the rules: so the
# kernel judges each rule where it will be reached, and a refusal names that rule and not its hook.
write_transaction() {
  say "*$(table_of "$4")"
  awk '/^:/' "$1"
  awk -v list="$3" '
    BEGIN { while ((getline name < list) > 0) own[name] = 1 }
    NR == FNR { if (/^:/) new[substr($1, 2)] = 1; next }
    /^:/ && substr($1, 2) in own && !(substr($1, 2) in new) { print $1 " - [0:0]" }
    /^-A/ && !($2 in own) {
      for (i = 3; i < NF; i++) if ($i == "-j" && $(i + 1) in own) { line = $0; sub(/^-A/, "-D", line); print line }
    }' "$1" "$2"
  if grep -q '^#hook' "$1"; then
    awk '/^#hook/ { rest = $0; sub(/^#hook [^ ]+ [^ ]+ /, "", rest); print "-I " $2 " " $3 " " rest }' "$1"
  elif holds_chains "$1"; then
    for chain in $(hooks_of "$4"); do say "-I $chain -j BW_$chain"; done
  fi
  awk '!/^[*:]/ && !/^COMMIT/ && !/^#hook/' "$1"
  awk 'NR == FNR { if (/^:/) new[substr($1, 2)] = 1; next } !($1 in new) { print "-X " $1 }' "$1" "$3"
  say COMMIT
}

load_transaction() {
  "$(tool_of "$1")-restore" --noflush -w 10 <"$2" 2>"$WORK/errors" && return 0
  explain_refusal "$1" "$2"
  return 1
}

# explain_refusal WHAT FILE: names the line the kernel or iptables refused, and the rule it belongs to.
explain_refusal() {
  number=$(sed -n 's/.*line:\{0,1\} \([0-9][0-9]*\).*/\1/p' "$WORK/errors" | head -n 1)
  complain "$(part_name "$1") rules refused: $(grep -v '^Try ' "$WORK/errors" | head -n 2 | tr '\n' ' ')"
  # iptables asks for a larger buffer in a way that only the real root is granted (SO_SNDBUFFORCE).
  grep -q 'Message too long' "$WORK/errors" && complain "these are more rules than a user namespace may load at once: run it as root of the machine."
  [ -n "$number" ] || return 0
  awk -v number="$number" '
    /^# Rule / { rule = substr($0, 3) }
    NR == number { printf "  line: %s\n  belongs to: %s\n", $0, (/^-A/ && rule != "") ? rule : "the frame around the rules" }' "$2" >&2
}

# ---- kernel settings ----

# SETTINGS stands at the top: what the rules of this host rely on. A bridge that is not there yet gets its settings from
# sysctl.d when it appears (bridgewarden.sysctl.conf).
# Bridged frames reach iptables only through br_netfilter, a module of its own since Linux 3.18.
apply_settings() {
  [ -n "$BRIDGES" ] || return 0
  [ -e /proc/sys/net/bridge ] || modprobe br_netfilter 2>/dev/null
  if [ ! -e /proc/sys/net/bridge ]; then
    complain "the kernel module br_netfilter is missing, so bridged frames would pass unseen: load it (modprobe br_netfilter)."
    return 1
  fi
  for setting in $SETTINGS; do
    file="/proc/sys/$(say "$setting" | cut -d= -f1)"
    wanted=$(say "$setting" | cut -d= -f2)
    bridge_setting "$file" && [ ! -e "$file" ] && continue
    before=$(cat "$file") || { complain "cannot read $file"; return 1; }
    [ "$before" = "$wanted" ] && continue
    grep -qF "$file=" "$STATE/settings" 2>/dev/null || say "$file=$before" >>"$STATE/settings"
    printf '%s\n' "$wanted" >"$file" || { complain "cannot set $file to $wanted"; return 1; }
  done
}

bridge_setting() { case $1 in /proc/sys/net/bridge/*) return 1 ;; esac; }

# What an earlier release has set and this one does not ask for goes back to what it was.
drop_stale_settings() {
  [ -e "$STATE/settings" ] || return 0
  while IFS='=' read -r file before; do
    case " $SETTINGS " in
      *" $(say "$file" | sed 's,^/proc/sys/,,')="*) say "$file=$before" >>"$WORK/settings" ;;
      *) put_back "$file" "$before" ;;
    esac
  done <"$STATE/settings"
  if [ -e "$WORK/settings" ]; then cp "$WORK/settings" "$STATE/settings"; else rm -f "$STATE/settings"; fi
}

put_back() {
  # A bridge that is gone has taken its settings with it.
  bridge_setting "$1" && [ ! -e "$1" ] && return 0
  printf '%s\n' "$2" >"$1" 2>/dev/null || complain "cannot set $1 back to $2"
}

restore_settings() {
  restore_bridges
  [ -e "$STATE/settings" ] || return 0
  while IFS='=' read -r file before; do put_back "$file" "$before"; done <"$STATE/settings"
  rm -f "$STATE/settings"
}

settings_in_force() {
  [ -n "$BRIDGES" ] || return 0
  result_of_settings=0
  for setting in $SETTINGS; do
    file="/proc/sys/$(say "$setting" | cut -d= -f1)"
    wanted=$(say "$setting" | cut -d= -f2)
    bridge_setting "$file" && [ ! -e "$file" ] && continue
    is=$(cat "$file" 2>/dev/null)
    [ "$is" = "$wanted" ] && continue
    say "$file is $is and should be $wanted: run $0 start"
    result_of_settings=1
  done
  bridges_in_force || result_of_settings=1
  return $result_of_settings
}

# ---- the verbs ----

start() {
  remember_tables
  for part in $(parts); do
    part_payload "$part" "$WORK/new.$part" || { complain "cannot write the $(part_name "$part") rules"; return 1; }
    part_snapshot "$part" "$WORK/before.$part" || return 1
  done
  { apply_settings && apply_bridges; } || { take_back_settings; return 1; }
  loaded=""
  for part in $(parts); do
    if part_replace "$part" "$WORK/new.$part"; then
      loaded="$loaded $part"
      continue
    fi
    for earlier in $loaded; do
      part_replace "$earlier" "$WORK/before.$earlier" || complain "the earlier $(part_name "$earlier") rules could not be put back; run: $0 start"
    done
    take_back_settings
    complain "nothing was changed: the rules that ran before run on."
    return 1
  done
  drop_stale_settings
  say "$RULES_ID" >"$STATE/running"
  say "firewall.sh on $HOST: rules loaded (IPv$(families | sed 's/ /, IPv/g')$([ -z "$BRIDGES" ] || say ', layer 2'))."
}

# After a failed first start nothing of ours runs, so nothing needs them.
take_back_settings() {
  [ -e "$STATE/running" ] && return 0
  forget_tables
  restore_settings
}

stop() {
  write_nothing "$WORK/none"
  for part in $(parts); do
    part_replace "$part" "$WORK/none" || return 1
  done
  forget_tables
  restore_settings
  rm -f "$STATE/running"
  say "firewall.sh on $HOST: our chains are gone; everything else is as it was."
}

anything_runs() {
  for family in $(ip_parts); do
    read_table "$family" "$WORK/now" || return 1
    own_chains "$family" <"$WORK/now" >"$WORK/own"
    [ -s "$WORK/own" ] && return 0
  done
  for part in $(layer2_parts); do
    part_snapshot "$part" "$WORK/now" || return 1
    grep -q '^:\|^table' "$WORK/now" && return 0
  done
  return 1
}

# trial FAMILY: loads this release into a network namespace of its own and throws that away: only the kernel knows what it
# accepts, and what it makes of it. Leaves our part of the result in $WORK/trial; 2 where namespaces cannot be made.
trial() {
  write_payload "$1" "$WORK/new.$1" >/dev/null || { complain "cannot write the $(part_name "$1") rules"; return 1; }
  : >"$WORK/empty"
  write_transaction "$WORK/new.$1" "$WORK/empty" "$WORK/empty" "$1" >"$WORK/transaction"
  unshare -n true 2>/dev/null || return 2
  tool=$(tool_of "$1")
  unshare -n sh -c "$tool-restore --noflush && $tool-save -t $(table_of "$1")" <"$WORK/transaction" >"$WORK/tried" 2>"$WORK/errors" || {
    explain_refusal "$1" "$WORK/transaction"
    return 1
  }
  awk '/^:/ { print substr($1, 2) }' "$WORK/new.$1" >"$WORK/tried.own"
  own_table "$WORK/tried.own" <"$WORK/tried" >"$WORK/trial"
}

# Compares what the kernel holds with what this release comes to in it; 0 the same, 3 not running, 1 anything between.
status() {
  result=0
  if ! anything_runs; then
    say "firewall.sh on $HOST: not running."
    return 3
  fi
  for family in $(ip_parts); do
    trial "$family"
    tried=$?
    [ "$tried" = 1 ] && return 1
    [ "$tried" = 2 ] && cp "$WORK/new.$family" "$WORK/trial" && say "note: unshare does not work here, so rules are counted and not compared."
    read_table "$family" "$WORK/now" || return 1
    own_chains "$family" <"$WORK/now" >"$WORK/own"
    own_table "$WORK/own" <"$WORK/now" >"$WORK/running"
    compare_tables "$(part_name "$family")" "$tried" "$WORK/trial" "$WORK/running" "$(hooks_of "$family" | wc -w)" || result=1
  done
  layer2_status || result=1
  settings_in_force || result=1
  [ "$result" = 0 ] && say "firewall.sh on $HOST: running." || say "firewall.sh on $HOST: running, but not as this release says."
  return $result
}

# compare_tables NAME COUNT_ONLY SHOULD IS HOOKS
compare_tables() {
  awk -v name="$1" -v count="$2" -v hooks="$5" '
    NR == FNR { if (/^-A/) { should[$2]++; text[$2, should[$2]] = $0; total++ } else if (/^:/) should[substr($1, 2)] += 0; next }
    /^:/ { have[substr($1, 2)] += 0 }
    /^-A/ { have[$2]++; loaded++; if (count == 0 && text[$2, have[$2]] != $0) { bad = 1; print "  not of this release: " $0 } }
    /^#hook/ { if ($3 == 1 && $NF == "BW_" $2) top++ }
    END {
      if (top + 0 != hooks + 0) bad = 1
      for (chain in should) if (should[chain] != have[chain] + 0) { bad = 1; printf "  chain %s holds %d of %d rules\n", chain, have[chain], should[chain] }
      for (chain in have) if (!(chain in should)) { bad = 1; printf "  chain %s is not of this release\n", chain }
      printf "%s: %d of %d rules loaded, %d of %d hooks at the top\n", name, loaded, total, top, hooks
      exit bad
    }' "$3" "$4"
}

check() {
  for family in $(ip_parts); do
    trial "$family"
    case $? in
      1) return 1 ;;
      2)
        "$(tool_of "$family")-restore" --noflush --test <"$WORK/new.$family" 2>"$WORK/errors" || { explain_refusal "$family" "$WORK/new.$family"; return 1; }
        say "note: unshare does not work here, so the kernel itself was not asked."
        ;;
    esac
  done
  if [ -n "$BRIDGES" ]; then
    layer2_trial
    case $? in
      1) return 1 ;;
      2) say "note: unshare does not work here, so the kernel was not asked about the layer 2 rules." ;;
    esac
  fi
  if [ -n "$BRIDGES" ] && [ ! -e /proc/sys/net/bridge ] && ! modprobe -n br_netfilter 2>/dev/null; then
    complain "the kernel module br_netfilter is missing, so bridged frames would pass unseen."
    return 1
  fi
  say "firewall.sh on $HOST: the kernel accepts these rules."
}

# save DIR and load DIR: what of ours runs now, kept and put back, whatever release it came from.
save() {
  mkdir -p "$1" && chmod 700 "$1" || { complain "cannot create $1"; return 1; }
  for part in $(parts); do part_snapshot "$part" "$1/$(part_file "$part")" || return 1; done
  if [ -e "$STATE/settings" ]; then cp "$STATE/settings" "$1/settings"; else rm -f "$1/settings"; fi
  if [ -e "$STATE/running" ]; then cp "$STATE/running" "$1/running"; else rm -f "$1/running"; fi
  say complete >"$1/complete"
}

load() {
  [ -e "$1/complete" ] || { complain "$1 holds no saved rules"; return 1; }
  result=0
  for part in $(parts); do
    [ -e "$1/$(part_file "$part")" ] || continue
    part_replace "$part" "$1/$(part_file "$part")" || result=1
  done
  [ "$result" = 0 ] || return 1
  # Saved before anything of ours ran: then the kernel settings go back too.
  [ -e "$1/running" ] || restore_settings
  if [ -e "$1/running" ]; then cp "$1/running" "$STATE/running"; else rm -f "$STATE/running"; fi
  say "firewall.sh on $HOST: the saved rules run again."
}

# A cut SSH connection or a Ctrl-C must not leave one family new and the other old.
uninterrupted() {
  # PIPE too: the reader of our sentences may be gone, and they must not be the end of putting the earlier rules back.
  trap '' INT TERM HUP PIPE
  "$@"
}

usage() {
  say "usage: $0 start|stop|restart|status|check|save DIR|load DIR" >&2
  exit 2
}

main() {
  STATE=$(printenv BW_STATE) || STATE=/run/bridgewarden
  verb=$1
  case $verb in
    start | stop | restart | status | check) [ $# = 1 ] || usage ;;
    save | load) [ $# = 2 ] || usage ;;
    *) usage ;;
  esac
  require_root
  require_tools
  require_layer2
  open_work
  case $verb in
    start | restart) uninterrupted start ;;
    stop) uninterrupted stop ;;
    status) status ;;
    check) check ;;
    save) save "$2" ;;
    load) uninterrupted load "$2" ;;
  esac
}

[ $# -ge 1 ] || usage
main "$@"
`;
