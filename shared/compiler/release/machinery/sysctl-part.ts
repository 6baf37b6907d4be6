/** The kernel settings under /proc/sys: set at start, compared by status, put back to what they were by stop. */
export const SYSCTL_PART = String.raw`
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
`;
