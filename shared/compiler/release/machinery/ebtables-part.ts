/**
 * Layer 2 in ebtables. ebtables-restore commits table by table: when the second is refused, the first is put back
 * from what ran before.
 */
export const EBTABLES_PART = String.raw`
# ---- layer 2 in ebtables ----

# The nft variant alone can keep the rules of others (--noflush); the legacy one has no such option.
eb_tool() {
  if command -v ebtables-nft-restore >/dev/null 2>&1; then say ebtables-nft; return; fi
  ebtables -V 2>/dev/null | grep -q nf_tables && say ebtables
}

# eb_own: our part of the ebtables-save text on standard input, as eb_replace can load it again; like own_table.
eb_own() {
  awk '
    /^\*/ { if (table != "") print "COMMIT"; table = $1; print; next }
    /^:BW_/ { print; next }
    /^-A/ {
      place[table, $2]++
      if ($2 ~ /^BW_/) { print; next }
      rest = $0
      sub(/^-A [^ ]+ /, "", rest)
      mark = "#foreign " $2
      for (i = 3; i < NF; i++) if ($i == "-j" && $(i + 1) ~ /^BW_/) mark = "#hook " $2 " " place[table, $2]
      print mark " " rest
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
  place_hooks "$1" "$2" >"$WORK/places"
  awk -v places="$WORK/places" '
    BEGIN { while ((getline line < places) > 0) { split(line, word, " "); sub(/^[^ ]+ /, "", line); hooks[word[1]] = hooks[word[1]] line "\n" } }
    function keep(what, text) { kept[what, table, ++count[what, table]] = text }
    function show(what, i) { for (i = 1; i <= count[what, table]; i++) print kept[what, table, i] }
    NR == FNR {
      if (/^\*/) table = $1
      else if (/^:/) { new[table, substr($1, 2)] = 1; keep("chain", $0) }
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

eb_load_pieces() {
  in_pieces "$WORK/transaction"
  for piece in "$WORK"/pieces/*; do eb_load "$piece" || { explain_refusal "layer 2" "$piece"; return 1; }; done
}

# After a refusal: tables that were loaded before the refused one go back to $WORK/eb.before.
eb_put_back() {
  eb_read "$WORK/eb.now" && eb_own <"$WORK/eb.now" >"$WORK/eb.half"
  eb_transaction "$WORK/eb.before" "$WORK/eb.half" >"$WORK/transaction"
  eb_load "$WORK/transaction" || complain "the earlier layer 2 rules could not be put back; run: $0 start"
}

eb_replace() {
  eb_snapshot "$WORK/eb.before" || return 1
  holds_chains "$1" || holds_chains "$WORK/eb.before" || return 0
  # Not eb.before, which tells of nobody's rules when none of ours run.
  eb_transaction "$1" "$WORK/eb.own" >"$WORK/transaction"
  eb_load "$WORK/transaction" && return 0
  if too_many_at_once && ! holds_chains "$WORK/eb.before"; then
    eb_put_back
    eb_transaction "$1" "$WORK/eb.own" >"$WORK/transaction"
    eb_load_pieces && return 0
  else
    explain_refusal "layer 2" "$WORK/transaction"
  fi
  eb_put_back
  return 1
}
`;
