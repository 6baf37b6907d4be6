/** Asks the kernel about this release in a network namespace that is thrown away. */
export const TRIALS = String.raw`
# ---- asking the kernel ----

# trial FAMILY: loads this release into a network namespace of its own and throws that away: only the kernel knows what it
# accepts, and what it makes of it. Leaves our part of the result in $WORK/trial; 2 where namespaces cannot be made.
trial() {
  write_payload "$1" "$WORK/new.$1" >/dev/null || { complain "cannot write the $(part_name "$1") rules"; return 1; }
  : >"$WORK/empty"
  write_transaction "$WORK/new.$1" "$WORK/empty" "$WORK/empty" "$1" >"$WORK/transaction"
  unshare -n true 2>/dev/null || return 2
  tool=$(tool_of "$1")
  try_transaction "$tool-restore --noflush" "$tool-save -t $(table_of "$1")" || {
    explain_refusal "$1" "$WORK/transaction"
    return 1
  }
  awk '/^:/ { print substr($1, 2) }' "$WORK/new.$1" >"$WORK/tried.own"
  own_table "$WORK/tried.own" <"$WORK/tried" >"$WORK/trial"
}

# layer2_trial: what the kernel makes of this release's layer-2 rules, asked in a network namespace that is thrown away.
# 2 where namespaces cannot be made.
layer2_trial() {
  rules_layer2 >"$WORK/new.$LAYER2"
  unshare -n true 2>/dev/null || return 2
  case $LAYER2 in
    eb)
      write_nothing "$WORK/empty"
      eb_transaction "$WORK/new.eb" "$WORK/empty" >"$WORK/transaction"
      tool=$(eb_tool)
      try_transaction "$tool-restore --noflush" "$tool-save" || {
        explain_refusal "layer 2" "$WORK/transaction"
        return 1
      }
      eb_own <"$WORK/tried" >"$WORK/trial"
      ;;
    nft)
      nft_transaction "$WORK/new.nft" >"$WORK/transaction"
      unshare -n sh -c "nft -f '$WORK/transaction' && nft -s list table bridge $NFT_TABLE" >"$WORK/trial" 2>"$WORK/errors" || {
        complain "layer 2 rules refused (does this kernel's nftables know concatenated sets in the family bridge?): $(head -n 3 "$WORK/errors" | tr '\n' ' ')"
        return 1
      }
      ;;
  esac
}

# render DIR: what the kernel makes of this release, part by part in the files that save writes, and beside each the rules
# that it was asked with (*.rules), where every line stands under the name of its rule. Nothing is loaded.
render() {
  if ! { mkdir -p "$1" && chmod 700 "$1"; }; then
    complain "cannot create $1"
    return 1
  fi
  for part in $(ip_parts); do
    trial "$part"
    render_trial "$?" "$part" "$1" || return 1
  done
  [ -n "$BRIDGES" ] || return 0
  layer2_trial
  render_trial "$?" "$LAYER2" "$1"
}

# render_trial STATUS PART DIR
render_trial() {
  if [ "$1" = 2 ]; then
    complain "unshare does not work here, so the kernel cannot be asked what it makes of these rules."
    return 1
  fi
  [ "$1" = 0 ] || return 1
  cp "$WORK/trial" "$3/$(part_file "$2")" && cp "$WORK/new.$2" "$3/$(part_file "$2").rules"
}

# settings_trial: does this machine know every flag of a port that this release asks for? Tried at a port of its own.
settings_trial() {
  wanted_settings >"$WORK/wanted"
  grep -q '^[pf]' "$WORK/wanted" || return 0
  require_bridge_tool "$WORK/wanted" || return 1
  make_port="ip link add br0 type bridge && ip link add port0 type veth peer name port1 && ip link set port0 master br0"
  unshare -n sh -c "$make_port" 2>/dev/null || {
    say "note: no bridge can be made in a namespace here, so the kernel was not asked about flags of ports."
    return 0
  }
  awk '
    $1 == "port" { split($2, name, "/"); line = "link set dev port0 " name[3] " " $3 }
    $1 == "fdb" { line = "fdb replace 02:00:00:00:00:01 dev port0 master static sticky" }
    line != "" && !(line in asked) { asked[line] = 1; print line }' "$WORK/wanted" >"$WORK/batch"
  unshare -n sh -c "$make_port && bridge -batch '$WORK/batch'" >/dev/null 2>"$WORK/errors" && return 0
  number=$(sed -n 's/^Command failed .*:\([0-9][0-9]*\)$/\1/p' "$WORK/errors" | head -n 1)
  complain "refused: bridge $(sed -n "$number"p "$WORK/batch"): $(head -n 1 "$WORK/errors"). Update kernel and iproute2 (Linux 4.20 knows it), or switch it off at the bridge."
  return 1
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
  settings_trial || return 1
  if [ -n "$BRIDGES" ] && [ ! -e /proc/sys/net/bridge ] && ! modprobe -n br_netfilter 2>/dev/null; then
    complain "the kernel module br_netfilter is missing, so bridged frames would pass unseen."
    return 1
  fi
  say "firewall.sh on $HOST: the kernel accepts these rules."
}
`;
