/** What is set at the bridges themselves, and put back. */
export const BRIDGE_PART = String.raw`
# ---- bridges ----

# A bridge takes LLDP frames (01:80:c2:00:00:0e) before any hook and learns from their source: with a stolen one a guest would
# draw another's frames to its own port past every rule. Old kernels and old ip commands do not know the option: nothing then.
no_linklocal_learn() { ip -details link show dev "$1" 2>/dev/null | sed -n 's/.*no_linklocal_learn \([01]\).*/\1/p'; }

apply_bridges() {
  for bridge in $BRIDGES; do
    [ "$(no_linklocal_learn "$bridge")" = 0 ] || continue
    grep -qxF "$bridge" "$STATE/bridges" 2>/dev/null || say "$bridge" >>"$STATE/bridges"
    ip link set dev "$bridge" type bridge no_linklocal_learn 1 || { complain "cannot keep the bridge $bridge from learning out of LLDP frames"; return 1; }
  done
}

restore_bridges() {
  [ -e "$STATE/bridges" ] || return 0
  while read -r bridge; do
    [ "$(no_linklocal_learn "$bridge")" = 1 ] || continue
    ip link set dev "$bridge" type bridge no_linklocal_learn 0 || complain "cannot set no_linklocal_learn of $bridge back to 0"
  done <"$STATE/bridges"
  rm -f "$STATE/bridges"
}

bridges_in_force() {
  result_of_bridges=0
  for bridge in $BRIDGES; do
    [ "$(no_linklocal_learn "$bridge")" = 0 ] || continue
    say "bridge $bridge learns out of LLDP frames (no_linklocal_learn is 0): run $0 start"
    result_of_bridges=1
  done
  return $result_of_bridges
}
`;
