/**
 * What every verb needs before it begins: root, the commands, a place for temporary files, and peace while it works.
 */
export const SURROUNDINGS = `
require_root() {
  [ "$(id -u)" = 0 ] || { complain "needs root: run it with sudo."; exit 1; }
}

require_tools() {
  for tool in iptables iptables-save iptables-restore awk; do
    command -v "$tool" >/dev/null 2>&1 || { complain "the command $tool is missing: install the package iptables (awk: mawk)."; return 1; }
  done
}

require_layer2() {
  [ -n "$BRIDGES" ] || return 0
  for part in $(layer2_parts); do [ "$part" = "$LAYER2" ] && return 0; done
  if [ "$LAYER2" = nft ]; then
    complain "the command nft is missing: install the package nftables."
  else
    complain "ebtables with the nf_tables back end is missing: install the package ebtables."
  fi
  return 1
}

# The way back goes elsewhere when /run is full; what is not begun yet is rather refused.
work_places() {
  say "$STATE"
  case $1 in save | load) for place in /dev/shm /tmp /var/tmp; do say "$place"; done ;; esac
}

# One place for temporary files, readable by root alone, gone when the script ends.
open_work() {
  WORK=""
  if ! { mkdir -p "$STATE" && chmod 700 "$STATE"; }; then
    complain "cannot create $STATE; is the disk full or read-only?"
    return 1
  fi
  # What a start that was killed outright has left behind.
  find "$STATE" -maxdepth 1 -name 'work.*' -mmin +60 -exec rm -rf {} + 2>/dev/null
  for place in $(work_places "$1"); do
    WORK=$(mktemp -d "$place/work.XXXXXX" 2>/dev/null) || continue
    # A full tmpfs still makes folders: what counts is whether there is room in it.
    if dd if=/dev/zero of="$WORK/room" bs=65536 count=1 2>/dev/null; then rm "$WORK/room"; break; fi
    rm -rf "$WORK"
    WORK=""
  done
  [ -n "$WORK" ] || { complain "cannot write to $(work_places "$1" | tr '\\n' ' ')- is the disk full?"; return 1; }
  trap 'rm -rf "$WORK"' EXIT
  trap 'exit 130' INT TERM HUP
}

# What changes the machine: one of them at a time (taps appear while rules are loaded), and to its end. A cut SSH connection
# or a Ctrl-C must not leave one family new and the other old.
one_at_a_time() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$STATE/lock"
    # The way back must not hang behind a start that hangs.
    flock -w 30 9 || complain "another firewall.sh has been at work for half a minute: not waiting for it any longer."
  fi
  # PIPE too: the reader of our sentences may be gone, and they must not be the end of putting the earlier rules back.
  trap '' INT TERM HUP PIPE
  "$@"
}
`;
