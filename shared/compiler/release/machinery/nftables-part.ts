/** Layer 2 as one table of nftables, replaced as a whole. */
export const NFTABLES_PART = String.raw`
# ---- layer 2 in nftables ----

NFT_TABLE=bridgewarden

nft_snapshot() {
  if nft list tables 2>/dev/null | grep -qx "table bridge $NFT_TABLE"; then
    nft -s list table bridge "$NFT_TABLE" >"$1" 2>"$WORK/errors" || { complain "cannot read the layer 2 rules: $(head -n 1 "$WORK/errors")"; return 1; }
  else
    write_nothing "$1"
  fi
}

nft_transaction() {
  say "add table bridge $NFT_TABLE"
  say "delete table bridge $NFT_TABLE"
  grep -v '^add table\|^delete table' "$1"
}

nft_replace() {
  nft_snapshot "$WORK/nft.before" || return 1
  grep -q '^table' "$1" || grep -q '^table' "$WORK/nft.before" || return 0
  nft_transaction "$1" >"$WORK/transaction"
  nft -f "$WORK/transaction" 2>"$WORK/errors" && return 0
  complain "layer 2 rules refused: $(head -n 3 "$WORK/errors" | tr '\n' ' ')"
  return 1
}
`;
