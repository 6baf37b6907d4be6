/**
 * What the checks' scripts share. iptables-save and nft list only show; `iptables -L` would load modules. A listing of sets
 * with a hundred thousand elements is of no use here, hence the terse one, where nft knows it.
 */
export const PREFLIGHT_PRELUDE = `
fact() { printf '%s\\t%s\\n' "$1" "$2"; }
read_file() { cat "$1" 2>/dev/null || true; }
has() { command -v "$1" >/dev/null 2>&1; }
# Whether a unit is started at boot; systemctl reads files for that, and asks nobody.
at_boot() { has systemctl && systemctl is-enabled --quiet "$1" 2>/dev/null; }
saved4=$(iptables-save 2>/dev/null || true)
saved6=$(ip6tables-save 2>/dev/null || true)
nft_rules=
if has nft; then nft_rules=$(nft -t list ruleset 2>/dev/null || nft list ruleset 2>/dev/null || true); fi
chains=$(printf '%s\\n%s\\n' "$saved4" "$saved6" | grep '^:' || true)
has_chain() { printf '%s\\n' "$chains" | grep -q -e "^:$1"; }
tables=$(printf '%s\\n' "$nft_rules" | grep '^table ' || true)
has_table() { printf '%s\\n' "$tables" | grep -q -x -e "table $1 {"; }
`;
