import { type PreflightCheck, warning } from '../preflight-check.ts';

/** firewalld judges every packet by zones, in chains of its own, and rejects what no zone lets through. */
export const firewalld: PreflightCheck = {
  id: 'firewalld',
  title: 'firewalld',
  script: () => `
if has firewall-cmd && firewall-cmd --state >/dev/null 2>&1; then fact firewalld.runs yes
elif has_table 'inet firewalld'; then fact firewalld.runs yes; fi
if has_table 'inet firewalld'; then fact firewalld.kind nftables; elif has_chain FORWARD_direct; then fact firewalld.kind iptables; fi
`,
  judge(facts, { host }) {
    if (!facts.has('firewalld.runs')) return [];
    const bridges = host.bridges.map((bridge) => bridge.name);
    const own = facts.one('firewalld.kind') === 'nftables' || facts.one('firewalld.kind') === undefined;
    return [
      warning(
        own
          ? `firewalld runs on ${host.name}. It rejects bridged packets that no zone of its lets through, even where these rules accept them.`
          : `firewalld runs on ${host.name} and keeps its rules in iptables: when it is reloaded it makes them anew, and ours are then no longer asked first.`,
        bridges.length === 0
          ? 'Let one of the two alone decide: systemctl disable --now firewalld'
          : `Leave the drawn bridges to these rules: firewall-cmd --permanent --zone=trusted ${bridges.map((bridge) => `--add-interface=${bridge}`).join(' ')} && firewall-cmd --reload. Or let one of the two alone decide: systemctl disable --now firewalld`,
      ),
    ];
  },
};
