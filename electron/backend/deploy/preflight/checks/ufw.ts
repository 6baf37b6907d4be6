import { type PreflightCheck, warning } from '../preflight-check.ts';

/** ufw lives in iptables as we do; its policies hold for what is not drawn. */
export const ufw: PreflightCheck = {
  id: 'ufw',
  title: 'ufw',
  script: () => `
if has_chain ufw-; then fact ufw.runs yes
elif grep -q -i '^ENABLED=yes' /etc/ufw/ufw.conf 2>/dev/null; then fact ufw.runs at-boot; fi
`,
  judge(facts, { host }) {
    const runs = facts.one('ufw.runs');
    if (runs === undefined) return [];
    return [
      warning(
        `ufw ${runs === 'yes' ? 'keeps rules' : 'is switched on at boot'} on ${host.name}. These rules decide before its own about what is drawn; its rules hold for the rest of the machine.`,
        'Do not allow the same thing in both: what ufw allows for a drawn interface has no effect any more.',
      ),
    ];
  },
};
