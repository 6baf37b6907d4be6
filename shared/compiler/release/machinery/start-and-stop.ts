/** The two verbs that change the machine. */
export const START_AND_STOP = `
# ---- start and stop ----

start() {
  remember_tables
  for part in $(parts); do
    part_payload "$part" "$WORK/new.$part" || { complain "cannot write the $(part_name "$part") rules"; return 1; }
    part_snapshot "$part" "$WORK/before.$part" || return 1
  done
  wanted_settings >"$WORK/wanted"
  { require_bridge_filter && apply_settings "$WORK/wanted"; } || { take_back_settings; return 1; }
  loaded=""
  for part in $(parts); do
    if part_replace "$part" "$WORK/new.$part"; then
      loaded="$loaded $part"
      continue
    fi
    for earlier in $loaded; do
      part_replace "$earlier" "$WORK/before.$earlier" || complain "the earlier $(part_name "$earlier") rules could not be put back; run: $0 start"
    done
    take_back_settings
    complain "nothing was changed: the rules that ran before run on."
    return 1
  done
  drop_stale_settings "$WORK/wanted"
  cp "$WORK/wanted" "$STATE/wanted"
  say "$RULES_ID" >"$STATE/running"
  open_again
  say "firewall.sh on $HOST: rules loaded (IPv$(families | sed 's/ /, IPv/g')$([ -z "$BRIDGES" ] || say ', layer 2'))."
}

# After a failed start: back to what the release needs that runs on, or, where nothing of ours runs, to what was before.
take_back_settings() {
  if [ -e "$STATE/running" ]; then
    [ -e "$STATE/wanted" ] || return 0
    apply_settings "$STATE/wanted"
    drop_stale_settings "$STATE/wanted"
    return 0
  fi
  # What boot has shut stays so.
  [ ! -e "$STATE/shut" ] || return 0
  forget_tables
  restore_settings
}

stop() {
  write_nothing "$WORK/none"
  for part in $(parts); do
    part_replace "$part" "$WORK/none" || return 1
  done
  forget_tables
  restore_settings
  rm -f "$STATE/running"
  open_again
  say "firewall.sh on $HOST: our chains are gone; everything else is as it was."
}
`;
