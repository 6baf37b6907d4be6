/** What of ours runs now, kept and put back, whatever release it came from. */
export const SAVE_AND_LOAD = `
# ---- save and load ----

# save DIR and load DIR: what of ours runs now, kept and put back, whatever release it came from.
save() {
  if ! { mkdir -p "$1" && chmod 700 "$1"; }; then
    complain "cannot create $1"
    return 1
  fi
  for part in $(parts); do part_snapshot "$part" "$1/$(part_file "$part")" || return 1; done
  for file in wanted running; do
    if [ -e "$STATE/$file" ]; then cp "$STATE/$file" "$1/$file"; else rm -f "$1/$file"; fi
  done
  say complete >"$1/complete"
}

load() {
  [ -e "$1/complete" ] || { complain "$1 holds no saved rules"; return 1; }
  result=0
  remember_tables
  # The settings first, as start has them: rules that nothing asks would be worse than settings that nothing needs.
  if [ -e "$1/running" ] && [ -e "$1/wanted" ]; then
    apply_settings "$1/wanted" || complain "not all settings of the saved rules could be put back; see: $0 status"
    drop_stale_settings "$1/wanted"
    cp "$1/wanted" "$STATE/wanted"
  fi
  for part in $(parts); do
    [ -e "$1/$(part_file "$part")" ] || continue
    part_replace "$part" "$1/$(part_file "$part")" || result=1
  done
  [ "$result" = 0 ] || return 1
  open_again
  if [ -e "$1/running" ]; then
    cp "$1/running" "$STATE/running"
  else
    # Saved before anything of ours ran: then everything else goes back too.
    forget_tables
    restore_settings
    rm -f "$STATE/running"
  fi
  say "firewall.sh on $HOST: the saved rules run again."
}
`;
