import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

/** Rules in the packet filter that our tools do not speak to: both are asked about every packet. */
export const legacyTables: PreflightCheck = {
  id: 'legacy-tables',
  title: 'Rules in the other back end',
  script: () => `
kind=legacy
case $(iptables -V 2>/dev/null || true) in *nf_tables*) kind=nft ;; esac
fact legacy-tables.ours "$kind"
if [ "$kind" = nft ]; then
  for family in '' 6; do
    for table in $(read_file "/proc/net/ip\${family}_tables_names"); do
      count='?'
      # Asked by name it would load the table's module; this one is loaded.
      if has "ip\${family}tables-legacy-save"; then count=$("ip\${family}tables-legacy-save" -t "$table" 2>/dev/null | grep -c -e ^-A -e '^:[A-Z]* DROP' || true); fi
      fact legacy-tables.table "ip\${family}tables-legacy $table $count"
    done
  done
else
  for family in ip ip6; do
    if printf '%s\\n' "$nft_rules" | awk -v want="table $family filter {" '$0 == want { on = 1; next } /^}/ { on = 0 } on && /^\\t\\t[^t]/ { found = 1 } END { exit !found }'; then
      fact legacy-tables.table "$family-nft filter ?"
    fi
  done
fi
`,
  judge(facts, { host }) {
    const held = facts
      .all('legacy-tables.table')
      .map((line) => line.split(' '))
      .filter(([, , count]) => count !== '0')
      .map(([tool = '', table = '', count = '']) => ({ tool, table, count }));
    if (held.length === 0) return [fine(`No rules stand in the other back end of iptables on ${host.name}.`)];
    const names = held
      .map(({ tool, table, count }) => `${tool} ${table}${count === '?' ? '' : ` (${count})`}`)
      .join(', ');
    const nft = facts.one('legacy-tables.ours') === 'nft';
    return [
      warning(
        `Rules stand on ${host.name} in the ${nft ? 'legacy tables beside the nf_tables ones' : 'nf_tables tables beside the legacy ones'}: ${names}. The kernel asks both, and a drop in either wins.`,
        nft
          ? `See whose they are (${held[0]?.tool}-save); what nobody needs goes with: ${held[0]?.tool} -t ${held[0]?.table} -F`
          : 'See whose they are: iptables-nft-save',
      ),
    ];
  },
};
