import { type PreflightCheck, warning } from '../preflight-check.ts';

/** libvirt's own networks bring rules for their bridges; a bridge that it only attaches guests to brings none. */
export const libvirt: PreflightCheck = {
  id: 'libvirt',
  title: 'libvirt networks',
  script: () => `
if has_chain LIBVIRT_; then fact libvirt.kind iptables; fi
if has_table 'ip libvirt_network' || has_table 'ip6 libvirt_network'; then fact libvirt.kind nftables; fi
{
  printf '%s\\n' "$saved4" | grep '^-A LIBVIRT_'
  printf '%s\\n' "$nft_rules" | awk '/^table / { on = ($3 == "libvirt_network") } on'
} | grep -o -E '(-[io]|[io]ifname) "?[^" ]+' | sed 's/.* "\\{0,1\\}//' | sort -u |
  while IFS= read -r bridge; do fact libvirt.bridge "$bridge"; done
`,
  judge(facts, { host }) {
    const kind = facts.one('libvirt.kind');
    if (kind === undefined) return [];
    const theirs = new Set(facts.all('libvirt.bridge'));
    const shared = host.bridges.map((bridge) => bridge.name).filter((name) => theirs.has(name));
    const whose = shared.length === 0 ? 'none of which is drawn' : `${shared.join(', ')} among them`;
    const bridges = theirs.size === 0 ? '' : ` for ${[...theirs].join(', ')} (${whose})`;
    const message =
      kind === 'nftables'
        ? `libvirt keeps rules of its networks in nftables on ${host.name}${bridges}. They reject what their network does not provide for, whatever these rules accept.`
        : `libvirt keeps rules of its networks on ${host.name}${bridges}. When it starts a network it puts them before ours, and accepts the routed packets of that network there.`;
    return [
      warning(
        message,
        shared.length === 0
          ? 'Nothing has to be done while none of its networks is drawn.'
          : `Make ${shared.join(', ')} bridges of the host's own (libvirt: <forward mode='bridge'/>), so that one alone decides.`,
      ),
    ];
  },
};
