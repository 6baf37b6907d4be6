/** The verbs, and the call that starts everything: the last lines of the script. */
export const MAIN = `
# ---- the verbs ----

usage() {
  say "usage: $0 start|stop|restart|status|check|render DIR|save DIR|load DIR" >&2
  exit 2
}

main() {
  STATE=$(printenv BW_STATE) || STATE=/run/bridgewarden
  verb=$1
  case $verb in
    start | stop | restart | status | check) [ $# = 1 ] || usage ;;
    render | save | load) [ $# = 2 ] || usage ;;
    *) usage ;;
  esac
  require_root
  require_tools
  require_layer2
  open_work
  case $verb in
    start | restart) uninterrupted start ;;
    stop) uninterrupted stop ;;
    status) status ;;
    check) check ;;
    render) render "$2" ;;
    save) save "$2" ;;
    load) uninterrupted load "$2" ;;
  esac
}

[ $# -ge 1 ] || usage
main "$@"
`;
