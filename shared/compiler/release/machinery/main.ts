/** The verbs, and the call that starts everything: the last lines of the script. */
export const MAIN = `
# ---- the verbs ----

usage() {
  say "usage: $0 start|stop|restart|boot|status|check|reapply|watch|render DIR|save DIR|load DIR" >&2
  exit 2
}

# prepare VERB: what it needs, or a reason why not.
prepare() {
  case $1 in
    # They keep ports down on a machine where the others can do nothing.
    reapply | watch) open_work "$1"; return ;;
  esac
  require_tools && require_layer2 && open_work "$1" && return 0
  # Without them nobody can say what runs; but at boot nothing does, and no reason of these may leave the bridges open.
  [ "$1" != boot ] || [ -e "$STATE/running" ] || shut
  return 1
}

main() {
  STATE=$(printenv BW_STATE) || STATE=/run/bridgewarden
  LIBRARY=$(printenv BW_LIBRARY) || LIBRARY=/var/lib/bridgewarden
  SYSCTLS=$(printenv BW_SYSCTLS) || SYSCTLS=/etc/sysctl.d
  verb=$1
  case $verb in
    start | stop | restart | boot | status | check | reapply | watch) [ $# = 1 ] || usage ;;
    render | save | load) [ $# = 2 ] || usage ;;
    *) usage ;;
  esac
  require_root
  prepare "$verb" || exit 1
  case $verb in
    start | restart) one_at_a_time start ;;
    boot) one_at_a_time boot ;;
    stop) one_at_a_time stop ;;
    status) status ;;
    check) check ;;
    render) render "$2" ;;
    reapply) one_at_a_time reapply ;;
    watch) watch ;;
    save) save "$2" ;;
    load) one_at_a_time load "$2" ;;
  esac
}

[ $# -ge 1 ] || usage
main "$@"
`;
