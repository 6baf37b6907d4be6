/**
 * The settings of bridges and ports vanish with them: a guest that is started again has a new tap. These verbs give what
 * appears the settings of the release that runs, whichever that is.
 */
export const REAPPLY_PART = `
# ---- what appears later ----

reapply() {
  keep_down || complain "a port that is to be kept down is up; run: $0 start"
  [ -s "$STATE/wanted" ] || return 0
  require_tools || return 1
  apply_settings "$STATE/wanted" || return 1
  awk -v host="$HOST" '{ print "firewall.sh on " host ": " $2 " is " $4 " again (was " $3 ")." }' "$WORK/differences"
}

# watch: reapply whenever a link that the list names appears, joins a bridge or changes. Only the kernel's own messages tell of
# all of them: udev hears nothing of a port that joins a bridge, libvirt nothing of a container. Setting a flag makes a
# message too; the next look then finds nothing left to do.
watch() {
  ip -oneline monitor link | {
    sh "$0" reapply
    while read -r number name _; do
      [ "$number" = Deleted ] && continue
      name=$(say "$name" | sed 's/[:@].*//')
      { grep -qsF -e "/$name/" -e " $name/" "$STATE/wanted" || grep -qsxF -e "$name" "$STATE/down"; } && sh "$0" reapply
    done
  }
  complain "the kernel's messages about links have ended."
  return 1
}
`;
