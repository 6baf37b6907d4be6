import { type PreflightCheck, warning } from '../preflight-check.ts';

/** Docker keeps chains beside ours, drops what is forwarded by default, and puts itself in front whenever it starts. */
export const docker: PreflightCheck = {
  id: 'docker',
  title: 'Docker',
  script: () => `
if has_chain 'DOCKER ' || has_table 'ip docker-bridges'; then fact docker.here yes; fi
fact docker.policy "$(printf '%s\\n' "$saved4" | sed -n '/^\\*filter/,/^COMMIT/s/^:FORWARD \\([A-Z]*\\).*/\\1/p')"
`,
  judge(facts, { host }) {
    if (!facts.has('docker.here')) return [];
    const policy =
      facts.one('docker.policy') === 'DROP'
        ? ' It has set the policy of FORWARD to DROP: bridged packets between bridges that are not drawn are dropped, as they are now.'
        : '';
    return [
      warning(
        `Docker keeps rules on ${host.name}. They stay, and do not touch what these rules judge.${policy} When Docker starts anew it puts its chains before ours; what it accepts or drops there for its own bridges is decided then.`,
        'Draw none of Docker’s own bridges. After a restart of Docker ask for the status of this host; “firewall.sh restart” puts ours in front again.',
      ),
    ];
  },
};
