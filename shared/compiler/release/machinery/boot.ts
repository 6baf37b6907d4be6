/** The start at boot, when there are no earlier rules that could run on. */
export const BOOT = `
# ---- at boot ----

# boot: start, but never open: where the rules cannot be loaded and none of ours run, the drawn bridges pass nothing on until
# somebody has looked. What reaches the host itself is left alone, or she could not.
boot() {
  start && return 0
  anything_runs && return 1
  complain "nothing of ours runs, so the bridges $BRIDGES pass nothing on; mend the cause and run: $0 start"
  shut
  return 1
}

# Each of the three holds where another fails, without br_netfilter for one.
shut() {
  for tool in iptables ip6tables; do
    {
      say '*filter'
      say ':BW_FORWARD - [0:0]'
      say '-I FORWARD 1 -j BW_FORWARD'
      for bridge in $BRIDGES; do say "-A BW_FORWARD -i $bridge -j DROP"; say "-A BW_FORWARD -o $bridge -j DROP"; done
      say COMMIT
    } >"$WORK/shut"
    "$tool-restore" --noflush -w 10 <"$WORK/shut" 2>"$WORK/errors" || complain "$tool: $(head -n 1 "$WORK/errors")"
  done
  if [ "$LAYER2" = nft ]; then
    {
      say "table bridge $NFT_TABLE {"
      say 'chain forward {'
      say 'type filter hook forward priority -200; policy accept;'
      for bridge in $BRIDGES; do say "meta ibrname \\"$bridge\\" drop"; say "meta obrname \\"$bridge\\" drop"; done
      say '} }'
    } >"$WORK/shut"
    nft -f "$WORK/shut" 2>"$WORK/errors" || complain "nft: $(head -n 1 "$WORK/errors")"
  else
    {
      say '*filter'
      say ':BW_FORWARD RETURN'
      say '-I FORWARD -j BW_FORWARD'
      for bridge in $BRIDGES; do say "-A BW_FORWARD --logical-in $bridge -j DROP"; say "-A BW_FORWARD --logical-out $bridge -j DROP"; done
      say COMMIT
    } >"$WORK/shut"
    eb_load "$WORK/shut" || complain "ebtables: $(head -n 1 "$WORK/errors")"
  fi
}
`;
