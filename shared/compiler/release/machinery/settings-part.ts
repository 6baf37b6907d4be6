/**
 * What the rules rely on besides themselves: files under /proc/sys, options of bridges, flags of ports, entries of forwarding
 * tables. All of it is one list, a line a setting: KIND NAME VALUE.
 *
 *     sysctl net/ipv4/conf/virbr6/rp_filter 1
 *     bridge virbr6/no_linklocal_learn 1
 *     port   virbr6/vnet3/isolated on
 *     fdb    virbr6/52:54:00:12:34:56 vnet3,sticky
 *
 * `firewallScript` writes this release's list as the function wanted_settings. $STATE/wanted is the list of the release that
 * runs, $STATE/before what stood there before the first start; $LIBRARY/before keeps of that what outlives a reboot, because our
 * file in $SYSCTLS has changed it before the first start of the next boot. Names of interfaces hold neither blanks nor slashes (the
 * kernel's dev_valid_name).
 */
export const SETTINGS_PART = String.raw`
# ---- settings: /proc/sys, bridges, ports ----

# Bridged frames reach iptables only through br_netfilter, a module of its own since Linux 3.18.
require_bridge_filter() {
  [ -n "$BRIDGES" ] || return 0
  [ -e /proc/sys/net/bridge ] && return 0
  if modprobe br_netfilter 2>/dev/null && [ -e /proc/sys/net/bridge ]; then
    # It comes switched on; where it was not, bridged frames did not meet anybody's rules for IP.
    remember_sysctl net/bridge/bridge-nf-call-iptables 0
    remember_sysctl net/bridge/bridge-nf-call-ip6tables 0
    return 0
  fi
  complain "the kernel module br_netfilter is missing, so bridged frames would pass unseen: load it (modprobe br_netfilter)."
  return 1
}

# remember_sysctl NAME VALUE: what stood there before the first start, unless that is known.
remember_sysctl() {
  grep -qsF -e "sysctl $1 " "$STATE/before" || say "sysctl $1 $2" 2>/dev/null >>"$STATE/before"
}

# require_bridge_tool LIST: what else could set a port's flags?
require_bridge_tool() {
  grep -q '^[pf]' "$1" || return 0
  command -v bridge >/dev/null 2>&1 && return 0
  complain "the command bridge is missing, by which flags of ports are set: install the package iproute2 (on Red Hat: iproute)."
  return 1
}

# apply_settings LIST: makes the machine as LIST says, and remembers what stood there before. A bridge or a port that is not
# there is passed over: reapply gives it what it needs when it appears.
apply_settings() {
  [ -s "$1" ] || return 0
  require_bridge_tool "$1" || return 1
  differences "$1" >"$WORK/differences"
  awk -v remembered="$STATE/before" '
    BEGIN { while ((getline line < remembered) > 0) { split(line, word, " "); known[word[1], word[2]] = 1 } }
    $3 != "unknown" && !(($1, $2) in known) { print $1, $2, $3 }' "$WORK/differences" >"$WORK/before.new"
  cat "$WORK/before.new" >>"$STATE/before"
  remember_the_rest "$1"
  set_differences "$WORK/differences"
}

# remember_the_rest LIST: what stands as LIST says already. That was so before us, unless our file in $SYSCTLS has said it:
# then it is known from before that file was there, or it is of an interface that came later, which begins with the defaults.
remember_the_rest() {
  awk -v remembered="$STATE/before" -v kept="$LIBRARY/before" '
    BEGIN {
      while ((getline line < remembered) > 0) { split(line, word, " "); known[word[1], word[2]] = 1 }
      while ((getline line < kept) > 0) { split(line, word, " "); before[word[1], word[2]] = word[3] }
    }
    $1 != "sysctl" || ($1, $2) in known { next }
    ($1, $2) in before { print "known", $2, before[$1, $2]; next }
    { print "equal", $2, $3 }' "$1" >"$WORK/rest"
  while read -r kind name value; do
    [ -e "/proc/sys/$name" ] || continue
    case $kind:$name in
      equal:net/ipv[46]/conf/*)
        grep -qsF -e "$name = " "$SYSCTLS/bridgewarden.conf" &&
          value=$(cat "/proc/sys/$(say "$name" | sed 's,/conf/[^/]*/,/conf/default/,')")
        ;;
    esac
    say "sysctl $name $value"
  done <"$WORK/rest" >>"$STATE/before"
}

# restore_settings: everything back to what it was before the first start, as far as it is still there.
restore_settings() {
  if [ -s "$STATE/before" ]; then
    differences "$STATE/before" >"$WORK/differences"
    set_differences "$WORK/differences"
  fi
  rm -f "$STATE/before" "$STATE/wanted"
}

# drop_stale_settings LIST: what an earlier release has set and LIST does not ask for goes back to what it was.
drop_stale_settings() {
  [ -s "$STATE/before" ] || return 0
  rm -f "$WORK/stale"
  awk -v list="$1" -v stale="$WORK/stale" '
    BEGIN { while ((getline line < list) > 0) { split(line, word, " "); wanted[word[1], word[2]] = 1 } }
    ($1, $2) in wanted { print; next }
    { print >stale }' "$STATE/before" >"$WORK/before.kept"
  if [ -s "$WORK/stale" ]; then
    differences "$WORK/stale" >"$WORK/differences"
    set_differences "$WORK/differences"
  fi
  cp "$WORK/before.kept" "$STATE/before"
}

# settings_in_force LIST: says what is not as LIST says.
settings_in_force() {
  [ -s "$1" ] || return 0
  differences "$1" >"$WORK/differences"
  [ -s "$WORK/differences" ] || return 0
  awk -v mend="run $0 reapply" '
    { split($2, name, "/"); wrong = " is " $3 " and should be " $4 ": " mend }
    $1 == "sysctl" { print "/proc/sys/" $2 wrong }
    $1 == "bridge" { print name[2] " of bridge " name[1] wrong }
    $1 == "port" { print name[3] " of port " name[2] wrong }
    $1 == "fdb" { print "the entry for " name[2] " in bridge " name[1] wrong }' "$WORK/differences"
  return 1
}

# differences LIST: a line KIND NAME IS SHOULD for each setting that is not as LIST says.
differences() {
  sysctl_differences <"$1"
  grep -q '^[bpf]' "$1" || return 0
  ip -oneline -details link show type bridge >"$WORK/bridges" 2>/dev/null
  : >"$WORK/ports"
  : >"$WORK/entries"
  if grep -q '^[pf]' "$1"; then
    bridge -oneline -details link show >"$WORK/ports"
    bridge fdb show >"$WORK/entries"
  fi
  awk '
    function differ(is) { if (is != $3) print $1, $2, is, $3 }
    { device = $2; sub(/[:@].*/, "", device) }
    kind == "bridges" { for (i = 3; i < NF; i++) if ($i == "no_linklocal_learn") value[device, $i] = $(i + 1); next }
    kind == "ports" {
      for (i = 3; i < NF; i++) {
        if ($i == "master") master[device] = $(i + 1)
        if ($i ~ /^(learning|flood|isolated|root_block)$/) value[device, $i] = $(i + 1)
      }
      next
    }
    kind == "entries" {
      # An entry that the bridge has learned is none that anybody has made.
      entry = at = table = ""
      for (i = 2; i <= NF; i++) {
        if ($i == "dev") at = $(i + 1)
        if ($i == "master") table = $(i + 1)
        if ($i ~ /^(static|permanent)$/ && entry != "sticky") entry = $i
        if ($i == "sticky") entry = $i
      }
      if (entry != "" && table != "" && !((table, $1) in value)) value[table, $1] = at "," entry
      next
    }
    { split($2, name, "/") }
    # Old kernels and old ip commands do not know this option of a bridge.
    $1 == "bridge" && (name[1], name[2]) in value { differ(value[name[1], name[2]]) }
    $1 == "port" && master[name[2]] == name[1] { differ((name[2], name[3]) in value ? value[name[2], name[3]] : "unknown") }
    $1 == "fdb" {
      split($3, place, ",")
      if ($3 == "none" || master[place[1]] == name[1]) differ((name[1], name[2]) in value ? value[name[1], name[2]] : "none")
    }' kind=bridges "$WORK/bridges" kind=ports "$WORK/ports" kind=entries "$WORK/entries" kind=list "$1"
}

sysctl_differences() {
  # Not by read: it takes a byte at a time, and these files give no second one; nor by cat: there is a setting for each port.
  awk '$1 == "sysctl" {
    file = "/proc/sys/" $2
    found = (getline is < file)
    close(file)
    # A bridge or port that is not there gets its settings when it appears; those of br_netfilter are there or the rules are blind.
    if (found < 0 && $2 !~ /^net\/bridge\//) next
    if (found < 1) is = "unknown"
    if (is != $3) print $1, $2, is, $3
  }'
}

# set_differences FILE: sets each line of FILE, as differences writes them, to what it should be.
set_differences() {
  set_result=0
  while read -r kind name _ value; do
    [ "$kind" = sysctl ] || continue
    printf '%s\n' "$value" 2>/dev/null >"/proc/sys/$name" || { complain "cannot set /proc/sys/$name to $value"; set_result=1; }
  done <"$1"
  awk '$1 == "bridge" { split($2, name, "/"); print "link set dev " name[1] " type bridge " name[2] " " $4 }' "$1" >"$WORK/batch"
  set_batch ip "$WORK/batch"
  awk '
    { split($2, name, "/") }
    $1 == "port" { print "link set dev " name[2] " " name[3] " " $4 }
    $1 == "fdb" && $4 == "none" { split($3, place, ","); print "fdb del " name[2] " dev " place[1] " master" }
    $1 == "fdb" && $4 != "none" {
      split($4, place, ",")
      print "fdb replace " name[2] " dev " place[1] " master " (place[2] == "sticky" ? "static sticky" : place[2])
    }' "$1" >"$WORK/batch"
  set_batch bridge "$WORK/batch"
  return $set_result
}

# set_batch TOOL FILE: runs the commands of FILE. Both tools read on after a command that failed, and name its line.
set_batch() {
  [ -s "$2" ] || return 0
  "$1" -force -batch "$2" >/dev/null 2>"$WORK/errors" && return 0
  number=$(sed -n 's/^Command failed .*:\([0-9][0-9]*\)$/\1/p' "$WORK/errors" | head -n 1)
  complain "refused: $1 $(sed -n "$number"p "$2"): $(grep -v '^Command failed' "$WORK/errors" | head -n 1). Are kernel and iproute2 new enough for it (Linux 4.20)?"
  set_result=1
}
`;
