/** Compares what the kernel holds with what this release comes to in it. */
export const COMPARISON = String.raw`
# ---- status ----

anything_runs() {
  for family in $(ip_parts); do
    read_table "$family" "$WORK/now" || return 1
    own_chains "$family" <"$WORK/now" >"$WORK/own"
    [ -s "$WORK/own" ] && return 0
  done
  for part in $(layer2_parts); do
    part_snapshot "$part" "$WORK/now" || return 1
    grep -q '^:\|^table' "$WORK/now" && return 0
  done
  return 1
}

# Compares what the kernel holds with what this release comes to in it; 0 the same, 3 not running, 1 anything between.
status() {
  result=0
  if ! anything_runs; then
    say "firewall.sh on $HOST: not running."
    return 3
  fi
  for family in $(ip_parts); do
    trial "$family"
    tried=$?
    [ "$tried" = 1 ] && return 1
    [ "$tried" = 2 ] && cp "$WORK/new.$family" "$WORK/trial" && say "note: unshare does not work here, so rules are counted and not compared."
    read_table "$family" "$WORK/now" || return 1
    own_chains "$family" <"$WORK/now" >"$WORK/own"
    own_table "$WORK/own" <"$WORK/now" >"$WORK/running"
    compare_tables "$(part_name "$family")" "$tried" "$WORK/trial" "$WORK/running" "$(hooks_of "$family" | wc -w)" || result=1
  done
  layer2_status || result=1
  wanted_settings >"$WORK/wanted"
  settings_in_force "$WORK/wanted" || result=1
  if [ "$result" = 0 ]; then
    say "firewall.sh on $HOST: running."
  else
    say "firewall.sh on $HOST: running, but not as this release says."
  fi
  return $result
}

# compare_tables NAME COUNT_ONLY SHOULD IS HOOKS
compare_tables() {
  awk -v name="$1" -v count="$2" -v hooks="$5" '
    NR == FNR { if (/^-A/) { should[$2]++; text[$2, should[$2]] = $0; total++ } else if (/^:/) should[substr($1, 2)] += 0; next }
    /^:/ { have[substr($1, 2)] += 0 }
    /^-A/ { have[$2]++; loaded++; if (count == 0 && text[$2, have[$2]] != $0) { bad = 1; print "  not of this release: " $0 } }
    /^#hook/ { if ($3 == 1 && $NF == "BW_" $2) top++ }
    END {
      if (top + 0 != hooks + 0) bad = 1
      for (chain in should) if (should[chain] != have[chain] + 0) { bad = 1; printf "  chain %s holds %d of %d rules\n", chain, have[chain], should[chain] }
      for (chain in have) if (!(chain in should)) { bad = 1; printf "  chain %s is not of this release\n", chain }
      printf "%s: %d of %d rules loaded, %d of %d hooks at the top\n", name, loaded, total, top, hooks
      exit bad
    }' "$3" "$4"
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
    grep -v '^#foreign ' "$WORK/running" >"$WORK/is"
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
`;
