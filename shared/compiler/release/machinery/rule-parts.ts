/**
 * The parts of the kernel that hold rules of ours (4, 6, raw4, raw6, eb, nft), and what is done to all of them alike.
 */
export const RULE_PARTS = `
# ---- the parts of a release ----

# IPv6 may be off on the whole machine; then there is nothing to filter.
families() {
  if [ -e /proc/net/if_inet6 ] && command -v ip6tables-restore >/dev/null 2>&1; then say "4 6"; else say "4"; fi
}

# The tables that hold rules of ours: filter for each family; raw too where bridges have, or had, zones of their own.
ip_parts() {
  families
  if [ -n "$ZONES" ] || [ -s "$STATE/chains.vraw4" ]; then for family in $(families); do say "raw$family"; done; fi
}

layer2_parts() {
  [ -n "$(eb_tool)" ] && say eb
  command -v nft >/dev/null 2>&1 && say nft
}

# What of the kernel can hold rules of ours: the two IP families, then layer 2.
parts() { say "$(ip_parts) $(layer2_parts)"; }

part_name() { case $1 in 4 | 6) say "IPv$1" ;; raw4 | raw6) say "IPv$1 zones" | sed s/raw// ;; *) say "layer 2" ;; esac; }
part_file() { case $1 in 4 | 6) say "filter.v$1" ;; raw4 | raw6) say "$1" ;; *) say "layer2.$1" ;; esac; }

# part_payload PART FILE: the rules of this release; nothing for the layer 2 back end it does not use.
part_payload() {
  case $1 in
    4 | 6 | raw4 | raw6) write_payload "$1" "$2" ;;
    "$LAYER2") rules_layer2 >"$2" ;;
    *) write_nothing "$2" ;;
  esac
}

part_snapshot() { case $1 in 4 | 6 | raw4 | raw6) snapshot "$1" "$2" ;; eb) eb_snapshot "$2" ;; nft) nft_snapshot "$2" ;; esac; }
part_replace() { case $1 in 4 | 6 | raw4 | raw6) replace "$1" "$2" ;; eb) eb_replace "$2" ;; nft) nft_replace "$2" ;; esac; }
tool_of() { case $1 in *6) say ip6tables ;; *) say iptables ;; esac; }
table_of() { case $1 in raw*) say raw ;; *) say filter ;; esac; }
hooks_of() { case $1 in raw*) say PREROUTING ;; *) say FORWARD INPUT OUTPUT ;; esac; }

# awk tells two files apart by their line numbers, so even "nothing" has a line.
write_nothing() { say '# nothing of ours' >"$1"; }

holds_chains() { grep -q '^:' "$1"; }
`;
