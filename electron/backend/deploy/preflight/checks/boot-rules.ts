import { fine, type Judgement, type PreflightCheck, warning } from '../preflight-check.ts';

/** Services that load a whole rule set when they start, and with it sweep away what others have loaded. */
export const bootRules: PreflightCheck = {
  id: 'boot-rules',
  title: 'Rules loaded at boot',
  script: () => `
if at_boot nftables.service; then
  fact boot-rules.nftables "$(grep -q -s '^[[:space:]]*flush ruleset' /etc/nftables.conf /etc/sysconfig/nftables.conf && echo flushes || echo adds)"
fi
for unit in netfilter-persistent iptables ip6tables; do
  if at_boot "$unit.service"; then fact boot-rules.restores "$unit.service"; fi
done
fact boot-rules.asked yes
`,
  judge(facts, { host }) {
    if (!facts.has('boot-rules.asked')) return [];
    const remarks: Judgement[] = [];
    if (facts.one('boot-rules.nftables') === 'flushes')
      remarks.push(
        warning(
          `nftables.service starts at boot on ${host.name}, and its /etc/nftables.conf begins with “flush ruleset”: whenever it starts or is reloaded it takes these rules away as well.`,
          'Take the line “flush ruleset” out of /etc/nftables.conf (flush its own tables by name instead), or: systemctl disable nftables.service',
        ),
      );
    for (const unit of facts.all('boot-rules.restores'))
      remarks.push(
        warning(
          `${unit} loads a saved rule set at boot on ${host.name}, which replaces whole tables: if it runs after ours, these rules are gone, and if ours were saved with it, they come back old.`,
          `Let one alone start rules: systemctl disable ${unit}`,
        ),
      );
    return remarks.length > 0 ? remarks : [fine(`Nothing else on ${host.name} loads a rule set at boot.`)];
  },
};
