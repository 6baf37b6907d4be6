/** The start at boot, when there are no earlier rules that could run on. */
export const BOOT = String.raw`
# ---- at boot ----

# boot: start, but never open: where the rules cannot be loaded and none of ours run, the drawn bridges pass nothing on until
# somebody has looked. What reaches the host itself is left alone, or she could not.
boot() {
  start && return 0
  # Before the next look: iptables makes a table even to read it.
  [ -e "$STATE/tables" ] || remember_tables
  [ ! -e "$STATE/shut" ] && anything_runs && return 1
  shut
  return 1
}

# shut: by whatever of this machine works, and needs as little of it as can be: no awk, no file. Each of the tools holds where
# another fails. Says what is shut by what came of it, not by what was tried.
shut() {
  [ -n "$BRIDGES" ] || return 0
  complain "nothing of ours runs. Until you have mended the cause and run: $0 start"
  mkdir -p "$STATE" 2>/dev/null && { [ -e "$STATE/tables" ] || remember_tables; }
  say shut 2>/dev/null >"$STATE/shut"
  see_bridged_frames
  ip_shut=yes
  shut_ip iptables || ip_shut=""
  [ ! -e /proc/net/if_inet6 ] || shut_ip ip6tables || ip_shut=""
  frames_shut=""
  case $LAYER2 in nft) tools="nft eb" ;; *) tools="eb nft" ;; esac
  for tool in $tools; do
    "shut_$tool" || continue
    frames_shut=ports
    "shut_bridges_$tool" && frames_shut=bridges
    break
  done
  if [ "$frames_shut" = bridges ]; then
    complain "the bridges $BRIDGES pass nothing on."
  elif [ -n "$frames_shut" ]; then
    complain "the bridges $BRIDGES pass nothing on by their ports: $(words "$(ports_to_shut)"). This kernel does not tell by which bridge a frame comes, so ports that join later $(
      if [ -n "$ip_shut" ]; then say "are shut for IP alone."; else say "are open to each other."; fi
    )"
  else
    shut_links
  fi
  [ -z "$WAYS_TO_HOST" ] || complain "the host itself stays reachable from its NICs (in:out): $WAYS_TO_HOST"
}

# shut_by COMMAND...: what comes on standard input is for it.
shut_by() {
  refusal=$("$@" 2>&1 >/dev/null) && return 0
  complain "$1: $(say "$refusal" | head -n 1)"
  return 1
}

# Bridged frames come to iptables when these say so; another program, or nobody, may have said otherwise.
see_bridged_frames() {
  require_bridge_filter || return 0
  for name in net/bridge/bridge-nf-call-iptables net/bridge/bridge-nf-call-ip6tables; do
    is=$(cat "/proc/sys/$name")
    [ "$is" = 1 ] && continue
    remember_sysctl "$name" "$is"
    say 1 2>/dev/null >"/proc/sys/$name" || complain "cannot set /proc/sys/$name to 1"
  done
}

# The drawn ports, there or not, and whatever else has joined the bridges. A name that a rule could not hold is left to the
# rules for the whole bridge.
ports_to_shut() {
  {
    for port in $PORTS; do say "$port"; done
    other_ports
  } | sort -u
}

other_ports() {
  for bridge in $BRIDGES; do ip -oneline link show master "$bridge" 2>/dev/null; done |
    sed 's/^[0-9]*: \([^:@]*\)[:@].*/\1/' | grep -x '[A-Za-z0-9_.][A-Za-z0-9_.-]*'
}

ways() { [ -z "$WAYS_TO_HOST" ] || say "$WAYS_TO_HOST" | tr ' :' '\n '; }
words() { say "$1" | tr '\n' ' ' | sed 's/ *$//'; }

shut_ip() {
  {
    say '*filter'
    say ':BW_FORWARD - [0:0]'
    "$1" -w 10 -C FORWARD -j BW_FORWARD 2>/dev/null || say '-I FORWARD 1 -j BW_FORWARD'
    ways | while read -r from to; do say "-A BW_FORWARD -m physdev --physdev-is-bridged --physdev-in $from --physdev-out $to -j RETURN"; done
    for bridge in $BRIDGES; do say "-A BW_FORWARD -i $bridge -j DROP"; say "-A BW_FORWARD -o $bridge -j DROP"; done
    say COMMIT
  } | shut_by "$1-restore" --noflush -w 10
}

# By the ports' names first: what a frame's bridge is, not every kernel tells (CONFIG_NFT_BRIDGE_META).
shut_nft() {
  {
    say "add table bridge $NFT_TABLE"
    say "delete table bridge $NFT_TABLE"
    say "table bridge $NFT_TABLE {"
    say 'chain forward {'
    say 'type filter hook forward priority -200; policy accept;'
    ways | while read -r from to; do say "iifname \"$from\" oifname \"$to\" accept"; done
    for port in $(ports_to_shut); do say "iifname \"$port\" drop"; say "oifname \"$port\" drop"; done
    say '}'
    say '}'
  } | shut_by nft -f -
}

shut_bridges_nft() {
  for bridge in $BRIDGES; do
    say "add rule bridge $NFT_TABLE forward meta ibrname \"$bridge\" drop"
    say "add rule bridge $NFT_TABLE forward meta obrname \"$bridge\" drop"
  done | nft -f - 2>/dev/null
}

shut_eb() {
  tool=$(eb_tool)
  [ -n "$tool" ] || { complain "ebtables with the nf_tables back end is missing."; return 1; }
  {
    say '*filter'
    say ':BW_FORWARD RETURN'
    "$tool" -L FORWARD 2>/dev/null | grep -q -e '-j BW_FORWARD' || say '-I FORWARD -j BW_FORWARD'
    ways | while read -r from to; do say "-A BW_FORWARD -i $from -o $to -j RETURN"; done
    for port in $(ports_to_shut); do say "-A BW_FORWARD -i $port -j DROP"; say "-A BW_FORWARD -o $port -j DROP"; done
    say COMMIT
  } | shut_by "$tool-restore" --noflush
}

shut_bridges_eb() {
  {
    say '*filter'
    for bridge in $BRIDGES; do say "-A BW_FORWARD --logical-in $bridge -j DROP"; say "-A BW_FORWARD --logical-out $bridge -j DROP"; done
    say COMMIT
  } | "$(eb_tool)-restore" --noflush 2>/dev/null
}

# The last resort, where nothing shuts layer 2: the ports of guests go down, and what watches keeps them down. NICs and what
# leads to the host stay up.
shut_links() {
  { for port in $GUEST_PORTS; do say "$port"; done; } 2>/dev/null >"$STATE/down"
  for port in $(other_ports); do
    case " $PORTS " in *" $port "*) ;; *) say "$port" 2>/dev/null >>"$STATE/down" ;; esac
  done
  if ! keep_down; then
    complain "the frames of guests cannot be shut: $([ -z "$ip_shut" ] || say "IP does not pass, but ")whatever comes by the bridges $BRIDGES passes. Keep the guests off."
    return
  fi
  complain "nothing here shuts layer 2, so these ports are down, and are kept down when they appear: $(words "$(cat "$STATE/down")").$([ -n "$ip_shut" ] || say " What is routed between the bridges and others passes.")"
}

# keep_down: takes down what of the list is there and up.
keep_down() {
  [ -s "$STATE/down" ] || return 0
  command -v ip >/dev/null 2>&1 || return 1
  kept=0
  while read -r port; do
    ip -oneline link show dev "$port" up 2>/dev/null | grep -q . || continue
    if ip link set dev "$port" down; then say "$port" >>"$STATE/taken-down"; else kept=1; fi
  done <"$STATE/down"
  return $kept
}

# open_again: after a start or a stop, what was taken down goes up.
open_again() {
  rm -f "$STATE/shut" "$STATE/down"
  [ -s "$STATE/taken-down" ] || return 0
  sort -u "$STATE/taken-down" | while read -r port; do ip link set dev "$port" up 2>/dev/null; done
  rm -f "$STATE/taken-down"
}
`;
