/** Which of the IP rules in the kernel are ours: chains that start with BW_, and those that ours jump to. */
export const IP_SNAPSHOT = String.raw`
# ---- IP rules: what of ours runs ----

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
# kept with their places, as comments, and so are the rules of others that they stand among.
own_table() {
  awk -v list="$1" '
    BEGIN { while ((getline name < list) > 0) own[name] = 1 }
    /^\*/ { print; next }
    /^:/ { if (substr($1, 2) in own) print $1 " - [0:0]"; next }
    /^-A/ {
      place[$2]++
      if ($2 in own) { print; next }
      rest = $0
      sub(/^-A [^ ]+ /, "", rest)
      mark = "#foreign " $2
      for (i = 3; i < NF; i++) if ($i == "-j" && $(i + 1) in own) mark = "#hook " $2 " " place[$2]
      print mark " " rest
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
`;
