/** The rules of this release as tables for iptables-restore, whatever the style they are written in. */
export const IP_PAYLOAD = String.raw`
# ---- IP rules: what this release says ----

# collect ARGUMENT...: one command of the readable style becomes a line of the transaction instead of running at once.
collect() {
  if [ "$1" = -N ]; then
    printf ':%s - [0:0]\n' "$2" >>"$WORK/chains"
    return
  fi
  if [ "$RULE" != "$LAST_RULE" ]; then
    printf '# %s\n' "$RULE" >>"$WORK/lines"
    LAST_RULE=$RULE
  fi
  line=""
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_@%+=:,./-]* | "")
        case $word in *[\"\\]*) word=$(printf '%s' "$word" | sed 's/["\\]/\\&/g') ;; esac
        word="\"$word\""
        ;;
    esac
    line="$line$word "
  done
  printf '%s\n' "$line" >>"$WORK/lines"
}

# write_payload FAMILY FILE: the rules of this release as one table for iptables-restore.
write_payload() {
  case $1 in
    raw*)
      if [ -n "$ZONES" ]; then rules_zones >"$2"; else write_nothing "$2"; fi
      return
      ;;
  esac
  : >"$WORK/chains"
  : >"$WORK/lines"
  RULE=""
  LAST_RULE=""
  if [ "$STYLE" = commands ]; then
    "rules_v$1" || return 1
    { say '*filter'; cat "$WORK/chains" "$WORK/lines"; say COMMIT; } >"$2"
  else
    "rules_v$1" >"$2"
  fi
}
`;
