import { fine, type PreflightCheck, warning } from '../preflight-check.ts';

/** Which of the two packet filters of the kernel the tools speak to, and whether they all speak to the same. */
export const backEnd: PreflightCheck = {
  id: 'back-end',
  title: 'nft or legacy',
  script: () => `
for tool in iptables ip6tables ebtables; do
  has "$tool" || continue
  case $("$tool" -V 2>/dev/null || true) in
    *nf_tables*) fact "back-end.$tool" nft ;;
    *) fact "back-end.$tool" legacy ;;
  esac
done
`,
  judge(facts, { host }) {
    const kinds = new Map(
      ['iptables', 'ip6tables', 'ebtables'].flatMap((tool) => {
        const kind = facts.one(`back-end.${tool}`);
        return kind === undefined ? [] : [[tool, kind] as const];
      }),
    );
    const v4 = kinds.get('iptables');
    const v6 = kinds.get('ip6tables');
    if (v4 === undefined) return [];
    if (v6 !== undefined && v4 !== v6)
      return [
        warning(
          `On ${host.name} iptables is the ${v4} one and ip6tables the ${v6} one: the two families are kept in different places.`,
          `Make them the same: update-alternatives --set ip6tables /usr/sbin/ip6tables-${v4}`,
        ),
      ];
    return [
      fine(
        v4 === 'nft'
          ? `iptables on ${host.name} keeps its rules in nf_tables.`
          : `iptables on ${host.name} keeps its rules in the legacy tables.`,
      ),
    ];
  },
};
