/**
 * iptables and ebtables make their tables of nftables on first use: those that our start was the first to need go
 * when it stops.
 */
export const FIRST_TABLES = String.raw`
# ---- tables that nobody had before ----

# remember_tables: which tables nftables had before the first start; iptables and ebtables make theirs on first use.
remember_tables() {
  [ -e "$STATE/running" ] && return
  # Boot has shut the bridges by tables that it was the first to need.
  [ -e "$STATE/shut" ] && [ -e "$STATE/tables" ] && return
  ! command -v nft >/dev/null 2>&1 || nft list tables >"$STATE/tables" 2>/dev/null
}

# forget_tables: takes away the tables that our start was the first to need, while nothing but their empty chains is in them.
forget_tables() {
  [ -e "$STATE/tables" ] || return 0
  for table in "ip filter" "ip6 filter" "ip raw" "ip6 raw" "bridge filter" "bridge nat"; do
    grep -qx "table $table" "$STATE/tables" && continue
    nft list table "$table" >"$WORK/now" 2>/dev/null || continue
    grep -v '^#' "$WORK/now" | grep -qv '^table \|^	chain [A-Z]* {$\|policy accept;$\|^	*}$\|^$' || nft delete table "$table"
  done
  rm -f "$STATE/tables"
}
`;
