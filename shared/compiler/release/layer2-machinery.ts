/**
 * The layer-2 part of `firewall.sh`'s machinery. Two parts of the kernel can hold our layer-2 rules, ebtables (`eb`) and a
 * table of nftables (`nft`); a release fills one and empties the other, so changing the back end leaves nothing behind.
 *
 * ebtables-restore commits table by table: when the second is refused, the first is put back from what ran before.
 */
export const LAYER2_MACHINERY = String.raw`
# ---- layer 2 ----

NFT_TABLE="bridge bridgewarden"

# The nft variant alone can keep the rules of others (--noflush); the legacy one has no such option.
eb_tool() {
  if command -v ebtables-nft-restore >/dev/null 2>&1; then say ebtables-nft; return; fi
  ebtables -V 2>/dev/null | grep -q nf_tables && say ebtables
}

layer2_parts() {
  [ -n "$(eb_tool)" ] && say eb
  command -v nft >/dev/null 2>&1 && say nft
}

require_layer2() {
  [ -n "$BRIDGES" ] || return 0
  for part in $(layer2_parts); do [ "$part" = "$LAYER2" ] && return 0; done
  if [ "$LAYER2" = nft ]; then
    complain "the command nft is missing: install the package nftables."
  else
    complain "ebtables with the nf_tables back end is missing: install the package ebtables."
  fi
  exit 1
}

# eb_own: our part of the ebtables-save text on standard input, as eb_replace can load it again.
eb_own() {
  awk '
    /^\*/ { if (table != "") print "COMMIT"; table = $1; print; next }
    /^:BW_/ { print; next }
    /^-A/ {
      place[table, $2]++
      if ($2 ~ /^BW_/) { print; next }
      for (i = 3; i < NF; i++) if ($i == "-j" && $(i + 1) ~ /^BW_/) {
        rest = $0
        sub(/^-A [^ ]+ /, "", rest)
        print "#hook " $2 " " place[table, $2] " " rest
      }
    }
    END { if (table != "") print "COMMIT" }'
}

eb_read() {
  "$(eb_tool)-save" 2>"$WORK/errors" >"$1" || { complain "cannot read the layer 2 rules: $(head -n 1 "$WORK/errors")"; return 1; }
}

eb_snapshot() {
  eb_read "$WORK/eb.now" || return 1
  eb_own <"$WORK/eb.now" >"$WORK/eb.own"
  if holds_chains "$WORK/eb.own"; then cp "$WORK/eb.own" "$1"; else write_nothing "$1"; fi
}

# eb_transaction FILE NOW: takes ebtables from NOW (as eb_own writes it) to FILE, table by table. Long lists are kept line by
# line: appending each to one string would cost the square of their number.
eb_transaction() {
  awk '
    function keep(what, text) { kept[what, table, ++count[what, table]] = text }
    function show(what, i) { for (i = 1; i <= count[what, table]; i++) print kept[what, table, i] }
    NR == FNR {
      if (/^\*/) table = $1
      else if (/^:/) { new[table, substr($1, 2)] = 1; keep("chain", $0) }
      else if (/^#hook/) { rest = $0; sub(/^#hook [^ ]+ [^ ]+ /, "", rest); hooks[table] = hooks[table] "-I " $2 " " $3 " " rest "\n" }
      else if (/^-A/ || /^# Rule/) keep("line", $0)
      next
    }
    /^\*/ { table = $1 }
    /^:/ {
      name = substr($1, 2)
      old[table] = 1
      if (!((table, name) in new)) { keep("chain", ":" name " RETURN"); keep("gone", "-X " name) }
    }
    /^#hook/ { rest = $0; sub(/^#hook [^ ]+ [^ ]+ /, "", rest); unhook[table] = unhook[table] "-D " $2 " " rest "\n" }
    END {
      builtin["*nat"] = "PREROUTING"
      builtin["*filter"] = "FORWARD INPUT OUTPUT"
      for (t = 1; t <= 2; t++) {
        table = (t == 1) ? "*nat" : "*filter"
        if (!count["chain", table]) continue
        if (hooks[table] == "") {
          n = split(builtin[table], names, " ")
          for (i = 1; i <= n; i++) if ((table, "BW_" names[i]) in new) hooks[table] = hooks[table] "-I " names[i] " -j BW_" names[i] "\n"
        }
        print table
        show("chain")
        printf "%s%s", unhook[table], hooks[table]
        show("line")
        show("gone")
        print "COMMIT"
      }
    }' "$1" "$2"
}

eb_load() { "$(eb_tool)-restore" --noflush <"$1" 2>"$WORK/errors"; }

eb_replace() {
  eb_snapshot "$WORK/eb.before" || return 1
  holds_chains "$1" || holds_chains "$WORK/eb.before" || return 0
  eb_transaction "$1" "$WORK/eb.before" >"$WORK/transaction"
  eb_load "$WORK/transaction" && return 0
  explain_refusal "layer 2" "$WORK/transaction"
  eb_read "$WORK/eb.now" && eb_own <"$WORK/eb.now" >"$WORK/eb.half"
  eb_transaction "$WORK/eb.before" "$WORK/eb.half" >"$WORK/transaction"
  eb_load "$WORK/transaction" || complain "the earlier layer 2 rules could not be put back; run: $0 start"
  return 1
}

nft_snapshot() {
  if nft list tables 2>/dev/null | grep -qx "table $NFT_TABLE"; then
    nft -s list table $NFT_TABLE >"$1" 2>"$WORK/errors" || { complain "cannot read the layer 2 rules: $(head -n 1 "$WORK/errors")"; return 1; }
  else
    write_nothing "$1"
  fi
}

nft_transaction() {
  say "add table $NFT_TABLE"
  say "delete table $NFT_TABLE"
  grep -v '^add table\|^delete table' "$1"
}

nft_replace() {
  nft_snapshot "$WORK/nft.before" || return 1
  grep -q '^table' "$1" || grep -q '^table' "$WORK/nft.before" || return 0
  nft_transaction "$1" >"$WORK/transaction"
  nft -f "$WORK/transaction" 2>"$WORK/errors" && return 0
  complain "layer 2 rules refused: $(head -n 3 "$WORK/errors" | tr '\n' ' ')"
  return 1
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
      unshare -n sh -c "$tool-restore --noflush && $tool-save" <"$WORK/transaction" >"$WORK/tried" 2>"$WORK/errors" || {
        explain_refusal "layer 2" "$WORK/transaction"
        return 1
      }
      eb_own <"$WORK/tried" >"$WORK/trial"
      ;;
    nft)
      nft_transaction "$WORK/new.nft" >"$WORK/transaction"
      unshare -n sh -c "nft -f '$WORK/transaction' && nft -s list table $NFT_TABLE" >"$WORK/trial" 2>"$WORK/errors" || {
        complain "layer 2 rules refused (does this kernel's nftables know concatenated sets in the family bridge?): $(head -n 3 "$WORK/errors" | tr '\n' ' ')"
        return 1
      }
      ;;
  esac
}

# The elements of a set come in any order; the rules of a chain in theirs.
layer2_canonical() {
  awk '/^\t*chain / { exit } { print }' "$1" | tr ',' '\n' | tr -d ' \t' | sort
  awk '/^\t*chain / { on = 1 } on' "$1"
}

layer2_status() {
  [ -n "$BRIDGES" ] || return 0
  layer2_trial
  tried=$?
  [ "$tried" = 1 ] && return 1
  if [ "$LAYER2" = eb ]; then eb_snapshot "$WORK/running" || return 1; else nft_snapshot "$WORK/running" || return 1; fi
  if [ "$tried" = 2 ]; then
    say "note: unshare does not work here, so layer 2 rules were not compared."
    return 0
  fi
  if [ "$LAYER2" = nft ]; then
    layer2_canonical "$WORK/trial" >"$WORK/should"
    layer2_canonical "$WORK/running" >"$WORK/is"
  else
    cp "$WORK/trial" "$WORK/should"
    cp "$WORK/running" "$WORK/is"
  fi
  if cmp -s "$WORK/should" "$WORK/is"; then
    say "layer 2: loaded as this release says ($LAYER2)"
    return 0
  fi
  awk 'NR == FNR { want[$0]++; next } want[$0] > 0 { want[$0]--; next } { print "  not of this release: " $0 }
    END { for (line in want) if (want[line] > 0) print "  missing: " line }' "$WORK/should" "$WORK/is"
  say "layer 2: not as this release says ($LAYER2)"
  return 1
}

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

# ---- all parts of a release alike ----

# What of the kernel can hold rules of ours: the two IP families, then layer 2.
parts() { say "$(ip_parts) $(layer2_parts)"; }

part_name() { case $1 in 4 | 6) say "IPv$1" ;; raw4 | raw6) say "IPv$1 zones" | sed s/raw// ;; *) say "layer 2" ;; esac; }

# part_payload PART FILE: the rules of this release; nothing for the layer 2 back end it does not use.
part_payload() {
  case $1 in
    4 | 6 | raw4 | raw6) write_payload "$1" "$2" ;;
    "$LAYER2") rules_layer2 >"$2" ;;
    *) write_nothing "$2" ;;
  esac
}

part_snapshot() { case $1 in 4 | 6 | raw4 | raw6) snapshot "$1" "$2" ;; eb) eb_snapshot "$2" ;; nft) nft_snapshot "$2" ;; esac; }

part_replace() { case $1 in 4 | 6 | raw4 | raw6) replace "$1" "$2" ;; eb) eb_replace "$2" ;; nft) nft_replace "$2" ;; esac; }

# remember_tables: which tables nftables had before the first start; iptables and ebtables make theirs on first use.
remember_tables() {
  [ -e "$STATE/running" ] || ! command -v nft >/dev/null 2>&1 || nft list tables >"$STATE/tables" 2>/dev/null
}

# forget_tables: takes away the tables that our start was the first to need, while nothing but their empty chains is in them.
forget_tables() {
  [ -e "$STATE/tables" ] || return 0
  for table in "ip filter" "ip6 filter" "ip raw" "ip6 raw" "bridge filter" "bridge nat"; do
    grep -qx "table $table" "$STATE/tables" && continue
    nft list table $table >"$WORK/now" 2>/dev/null || continue
    grep -v '^#' "$WORK/now" | grep -qv '^table \|^	chain [A-Z]* {$\|policy accept;$\|^	*}$\|^$' || nft delete table $table
  done
  rm -f "$STATE/tables"
}

part_file() { case $1 in 4 | 6) say "filter.v$1" ;; raw4 | raw6) say "$1" ;; *) say "layer2.$1" ;; esac; }
`;
