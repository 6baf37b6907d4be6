import { quoteShell } from '../../../../../shared/compiler/quote.ts';
import type { Host } from '../../../../../shared/document/document.ts';
import type { Facts } from '../facts.ts';
import { fine, type Judgement, type PreflightCheck, stop, warning } from '../preflight-check.ts';

/**
 * Whether every drawn bridge shows its packets by a switch of its own: the kernel asks for either (br_netfilter_hooks.c,
 * `!brnf_call_iptables && !br_opt_get(br, BROPT_NF_CALL_IPTABLES)`).
 */
function ownSwitch(facts: Facts, family: 'v4' | 'v6', host: Host): boolean {
  const own = facts.all(`bridging.own.${family}`);
  return own.length === host.bridges.length && own.every((value) => value === '1');
}

/** Whether the kernel shows bridged packets to iptables at all. Without a drawn bridge there is nothing to show. */
export const bridging: PreflightCheck = {
  id: 'bridging',
  title: 'Bridged packets',
  script: ({ host }) => `
for bridge in ${host.bridges.map(({ name }) => quoteShell(name)).join(' ')}; do
  fact bridging.own.v4 "$(read_file "/sys/class/net/$bridge/bridge/nf_call_iptables")"
  fact bridging.own.v6 "$(read_file "/sys/class/net/$bridge/bridge/nf_call_ip6tables")"
done
fact bridging.v4 "$(read_file /proc/sys/net/bridge/bridge-nf-call-iptables)"
fact bridging.v6 "$(read_file /proc/sys/net/bridge/bridge-nf-call-ip6tables)"
if has modprobe && modprobe -n -q br_netfilter 2>/dev/null; then fact bridging.loadable yes; fi
cat /etc/sysctl.conf /etc/sysctl.d/*.conf /run/sysctl.d/*.conf /usr/lib/sysctl.d/*.conf /lib/sysctl.d/*.conf 2>/dev/null |
  grep -E '^[[:space:]]*-?net[./]bridge[./]bridge-nf-call-(ip6?)tables[[:space:]]*=[[:space:]]*0' | sort -u |
  while IFS= read -r line; do fact bridging.off-at-boot "$line"; done
`,
  judge(facts, { host }) {
    if (host.bridges.length === 0) return [];
    const v4 = facts.one('bridging.v4');
    if (v4 === undefined)
      return facts.one('bridging.loadable') === 'yes'
        ? [
            warning(
              `br_netfilter is not loaded on ${host.name} yet; starting the rules loads it.`,
              'Nothing has to be done. To know beforehand that it can be loaded there: modprobe br_netfilter',
            ),
          ]
        : [
            stop(
              `${host.name} has no br_netfilter, without which the kernel shows no bridged packet to these rules.`,
              "Install the kernel's modules, or load it: modprobe br_netfilter",
            ),
          ];
    const off = [
      ...(v4 === '1' || ownSwitch(facts, 'v4', host) ? [] : ['net.bridge.bridge-nf-call-iptables']),
      ...(facts.one('bridging.v6') === '0' && !ownSwitch(facts, 'v6', host)
        ? ['net.bridge.bridge-nf-call-ip6tables']
        : []),
    ];
    const remarks: Judgement[] = [];
    if (off.length > 0)
      remarks.push(
        warning(
          `Bridged packets pass the rules by on ${host.name} (${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} 0); starting the rules switches that on.`,
          'Look whether other rules of the host, Docker’s for one, drop what is forwarded: bridged packets will meet them too.',
        ),
      );
    const atBoot = facts.all('bridging.off-at-boot');
    if (atBoot.length > 0)
      remarks.push(
        warning(
          `Some file of ${host.name} sets “${atBoot.map((line) => line.trim()).join('”, “')}” whenever it is read, which would let bridged packets pass these rules by.`,
          'Take that line out of /etc/sysctl.conf or /etc/sysctl.d: it was once the way to keep libvirt guests from being filtered.',
        ),
      );
    if (remarks.length === 0) remarks.push(fine(`The kernel of ${host.name} shows bridged packets to iptables.`));
    return remarks;
  },
};
