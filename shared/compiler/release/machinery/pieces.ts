/**
 * Loads more rules than the kernel takes at once from a user namespace, where nothing of ours runs yet: piece by piece, hooks last.
 * iptables asks for a larger buffer in a way that only the machine's root is granted (SO_SNDBUFFORCE), and the lab is no root.
 */
export const PIECES = String.raw`
# ---- more rules than may be loaded at once ----

too_many_at_once() { grep -q 'Message too long' "$WORK/errors"; }

# in_pieces FILE: a transaction as many small ones in $WORK/pieces. The hooks come in the last: until then no packet reaches
# what is half loaded.
in_pieces() {
  rm -rf "$WORK/pieces"
  mkdir "$WORK/pieces"
  awk -v folder="$WORK/pieces" -v most=80 '
    function end_piece() { if (file != "") { print "COMMIT" >file; close(file); file = "" } }
    function put(line) {
      if (file == "") { file = sprintf("%s/%05d", folder, ++pieces); print table >file; if (rule != "") print rule >file; lines = 0 }
      print line >file
      if (++lines == most) end_piece()
    }
    /^\*/ { end_piece(); table = $0; next }
    /^COMMIT/ { next }
    /^-I/ { hooks[++count] = $0; of[count] = table; next }
    /^# Rule / { rule = $0; if (file != "") print >file; next }
    /^#/ { next }
    { put($0) }
    END {
      end_piece()
      for (i = 1; i <= count; i++) { if (of[i] != table) end_piece(); table = of[i]; put(hooks[i]) }
      end_piece()
    }' "$1"
}

# load_pieces PART FILE: for a part that holds nothing of ours yet; what was loaded before a refusal goes again.
load_pieces() {
  in_pieces "$2"
  awk '/^:/ { print substr($1, 2) }' "$2" >"$STATE/chains.v$1"
  for piece in "$WORK"/pieces/*; do
    "$(tool_of "$1")-restore" --noflush -w 10 <"$piece" 2>"$WORK/errors" && continue
    explain_refusal "$1" "$piece"
    write_nothing "$WORK/none"
    read_table "$1" "$WORK/now" && own_chains "$1" <"$WORK/now" >"$WORK/own"
    write_transaction "$WORK/none" "$WORK/now" "$WORK/own" "$1" | "$(tool_of "$1")-restore" --noflush -w 10
    return 1
  done
}

# try_transaction RESTORE SHOW: loads $WORK/transaction into a namespace that is thrown away, and leaves what it came to in
# $WORK/tried.
try_transaction() {
  unshare -n sh -c "$1 && $2" <"$WORK/transaction" >"$WORK/tried" 2>"$WORK/errors" && return 0
  too_many_at_once || return 1
  in_pieces "$WORK/transaction"
  unshare -n sh -c "for piece in '$WORK'/pieces/*; do $1 <\"\$piece\" || exit 1; done; $2" >"$WORK/tried" 2>"$WORK/errors"
}
`;
