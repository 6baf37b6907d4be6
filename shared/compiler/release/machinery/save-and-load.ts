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
  if [ -e "$STATE/settings" ]; then cp "$STATE/settings" "$1/settings"; else rm -f "$1/settings"; fi
  if [ -e "$STATE/running" ]; then cp "$STATE/running" "$1/running"; else rm -f "$1/running"; fi
  say complete >"$1/complete"
}

load() {
  [ -e "$1/complete" ] || { complain "$1 holds no saved rules"; return 1; }
  result=0
  for part in $(parts); do
    [ -e "$1/$(part_file "$part")" ] || continue
    part_replace "$part" "$1/$(part_file "$part")" || result=1
  done
  [ "$result" = 0 ] || return 1
  # Saved before anything of ours ran: then the kernel settings go back too.
  [ -e "$1/running" ] || restore_settings
  if [ -e "$1/running" ]; then cp "$1/running" "$STATE/running"; else rm -f "$STATE/running"; fi
  say "firewall.sh on $HOST: the saved rules run again."
}
`;
