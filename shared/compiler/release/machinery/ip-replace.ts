/**
 * Takes an IP table from what of ours runs to what should, in one transaction, and names the rule that the kernel
 * refused.
 */
export const IP_REPLACE = String.raw`
# ---- IP rules: one transaction from what runs to what should ----

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
    own_table "$3" <"$2" >"$WORK/beside"
    place_hooks "$1" "$WORK/beside" | cut -d ' ' -f 2-
  elif holds_chains "$1"; then
    for chain in $(hooks_of "$4"); do say "-I $chain -j BW_$chain"; done
  fi
  awk '!/^[*:]/ && !/^COMMIT/ && !/^#(hook|foreign) /' "$1"
  awk 'NR == FNR { if (/^:/) new[substr($1, 2)] = 1; next } !($1 in new) { print "-X " $1 }' "$1" "$3"
  say COMMIT
}

load_transaction() {
  "$(tool_of "$1")-restore" --noflush -w 10 <"$2" 2>"$WORK/errors" && return 0
  # $WORK/own: the chains of ours that replace has found.
  if too_many_at_once && [ ! -s "$WORK/own" ]; then
    load_pieces "$1" "$2"
    return
  fi
  explain_refusal "$1" "$2"
  return 1
}

# explain_refusal WHAT FILE: names the line the kernel or iptables refused, and the rule it belongs to.
explain_refusal() {
  number=$(sed -n 's/.*line:\{0,1\} \([0-9][0-9]*\).*/\1/p' "$WORK/errors" | head -n 1)
  complain "$(part_name "$1") rules refused: $(grep -v '^Try ' "$WORK/errors" | head -n 2 | tr '\n' ' ')"
  too_many_at_once && complain "these are more rules than a user namespace may replace at once: stop the firewall first, or run it as root of the machine."
  [ -n "$number" ] || return 0
  # Enterprise Linux 9 has left this match out of its kernel. Only ip6tables needs it: nftables reads the same places itself.
  sed -n "$number"p "$2" | grep -q -e ' -m u32 ' && complain "this kernel has no match u32 (xt_u32), by which neighbour advertisements are bound: let nftables do layer 2 (the host's setting 'Layer 2 by', settings.backend in the file)."
  awk -v number="$number" '
    /^# Rule / { rule = substr($0, 3) }
    NR == number { printf "  line: %s\n  belongs to: %s\n", $0, (/^-A/ && rule != "") ? rule : "the frame around the rules" }' "$2" >&2
}
`;
